"""Drafts written as YAML: a conclusion that needs no other file, and plain values of any kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import yaml

from soanthao.draft.faults import Faults
from soanthao.draft.load import Draft
from soanthao.draft.nodes import Fields, Listing, Node, Scalar
from soanthao.draft.source import SourceFile
from soanthao.draft.tree import decode, read_tree
from soanthao.errors import InvalidInputError

_BODIES: Final = ("body", "annexes")
_NOTE: Final = "note"
_OF_THE_OFFICE: Final = ("register", "people")
"""What no document prints: who works on it, and how numbers are given."""
_WIDTH: Final = 110


def conclusion(draft: Draft, rendered: Mapping[str, str]) -> bytes:
    """Return *draft* as one conclusion.yaml, its agency inlined, what is internal left out.

    Read again it is the same notice without notes, persons and register. Texts stand as they were
    written, comments do not; ``letters.per`` is the one that was asked for.

    Args:
        draft: as it was read.
        rendered: what the document was made with, by name.

    Raises:
        InvalidInputError: the files are none that the draft can have been read from.
    """
    fields = _mapping(draft.conclusion)
    if draft.agency is not None:
        fields = _with_agency(fields, _mapping(draft.agency))
    if isinstance(agency := fields.get("agency"), dict):
        kept = {key: value for key, value in agency.items() if key not in _OF_THE_OFFICE}
        fields["agency"] = kept
    for key in _BODIES:
        if key in fields:
            fields[key] = _without_notes(fields[key])
    per = draft.notice.letters.per
    letters = fields.get("letters")
    own = letters.get("per") if isinstance(letters, dict) else None
    if (own or "unit") != per:
        fields["letters"] = {**(letters if isinstance(letters, dict) else {}), "per": per}
    fields["rendered"] = dict(rendered)
    return write(fields)


def write(values: Mapping[str, object]) -> bytes:
    """Return *values* as YAML, keys in their order; equal values give equal bytes."""
    text = yaml.dump(
        dict(values),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=_WIDTH,
        default_flow_style=False,
    )
    return str(text).encode("utf-8")


def read(name: str, data: bytes) -> dict[str, Any]:
    """Return what *data* says, every value still text; None where nothing was written.

    Args:
        name: of the file, for the message.
        data: one YAML mapping.

    Raises:
        InvalidInputError: it is none, or breaks a limit of drafts.
    """
    faults = Faults()
    source = decode(name, data, faults)
    root = read_tree(source, faults) if source else None
    if root is not None and not isinstance(root, Fields):
        faults.add("Y306", root)
    if not isinstance(root, Fields) or faults.has_errors():
        raise InvalidInputError(faults.errors())
    return _fields(root)


class _Dumper(yaml.CSafeDumper):
    """Write a value that is named twice twice: a reader need not know of anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _mapping(file: SourceFile) -> dict[str, Any]:
    return read(file.path, file.data)


def _with_agency(fields: dict[str, Any], agency: dict[str, Any]) -> dict[str, Any]:
    """Return *fields* with *agency* behind the schema, where readers look for it."""
    first = {"schema": fields["schema"], "agency": agency}
    return first | {key: value for key, value in fields.items() if key not in first}


def _without_notes(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_notes(each) for key, each in value.items() if key != _NOTE}
    if isinstance(value, list):
        return [_without_notes(each) for each in value]
    return value


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return None if node.absent else node.value
    if isinstance(node, Listing):
        return [_plain(each) for each in node.items]
    return _fields(node)


def _fields(node: Fields) -> dict[str, Any]:
    return {key: _plain(value) for key, (_, value) in node.entries.items()}
