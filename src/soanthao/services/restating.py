"""The manifest of a folder written once more, from the plan and the files that lie there.

What stands in manifest.json is believed in nothing: each field is worked out again and compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from soanthao.errors import SoanthaoError
from soanthao.findings import Finding, Severity
from soanthao.pdf import faces
from soanthao.pdf import reader as pdf_reader
from soanthao.render.job import FORMATS, RenderResult, carried
from soanthao.services import manifest
from soanthao.services.makers import versions
from soanthao.services.planning import Plan
from soanthao.services.verified import found, short

_MAKER: Final = ("versions", "templates", "fonts")
_MOST: Final = 20
"""So many fields that differ are named; more of them say nothing new."""
_ABSENT: Final = object()


@dataclass(frozen=True, slots=True)
class Folder:
    """An output folder as it is.

    Attributes:
        content: what its manifest says.
        data: the files that could be read, by name.
        spoiled: listed files that are gone or changed; of them enough has been said.
        elsewhere: whether the conclusion lies where the manifest does not say.
    """

    out: Path
    content: manifest.Manifest
    data: Mapping[str, bytes]
    spoiled: frozenset[str]
    elsewhere: bool = False


def compare(made: Plan, folder: Folder) -> Iterator[Finding]:
    """Yield each field of the manifest that is not what *made* and the files give."""
    wanted = _restated(made, folder)
    told = {key: each for key, each in folder.content.items() if key != manifest.SEAL}
    differences = [
        (path, right, read)
        for path, right, read in _differences(wanted, _without_makers(told), ())
        if not _said(path, folder)
    ]
    for path, right, read in differences[:_MOST]:
        should = "không được có" if right is _ABSENT else f"phải là {short(right)}"
        is_there = "không có" if read is _ABSENT else f"đang ghi {short(read)}"
        yield found("V105", manifest.NAME, f"“{_spelt(path)}” {should}, {is_there}.")
    if len(differences) > _MOST:
        rest = len(differences) - _MOST
        yield found("V105", manifest.NAME, f"Còn {rest} chỗ khác nữa không đúng.")


def compare_makers(made: Plan, content: manifest.Manifest) -> Iterator[Finding]:
    """Yield by what else than what is here today the files were made; no fault of theirs."""
    makers = [content, *_made_apart(content)]
    today = versions(pdf=content.get("engine") is not None)
    for told in {short(each.get("versions")): each.get("versions") for each in makers}.values():
        if told != today:
            message = f"Tệp được in bằng {_named(told)}; máy này có {_named(today)}."
            yield found("V141", manifest.NAME, message, Severity.WARNING)
    if any(each.get("templates") != made.chosen.digest for each in makers):
        yield found(
            "V142",
            manifest.NAME,
            "Mẫu lúc in khác mẫu của lần kiểm này; nếu lúc in dùng mẫu riêng, hãy thêm "
            "--templates DIR.",
            Severity.WARNING,
        )


def _restated(made: Plan, folder: Folder) -> dict[str, Any]:
    """Return the manifest that a render of these files would have written, without its seal."""
    written = manifest.Writer(
        made.draft,
        made.letters,
        made.assignment,
        made.chosen.digest,
        folder.out,
        archive=folder.content.get("archive") is True,
    )
    every = manifest.entries(folder.content).values()
    formats = [kind for kind in FORMATS if any(entry.get(kind) for entry in every)]
    has_letters_pdf = False
    for each in made.jobs:
        data = {
            kind: folder.data.get(f"{each.name}.{kind}") or b"?"
            for kind in formats
            if kind in each.formats
        }
        docx, pdf = data.get("docx", b""), data.get("pdf", b"")
        has_letters_pdf |= bool(pdf) and manifest.is_letter(each.name)
        fonts = (faces.IDENTITY,) if pdf else ()
        source = carried(each, pdf)
        written.add(RenderResult(each.name, docx, pdf, _pages(pdf), fonts, source=source))
    written.add_workbook(folder.data.get(manifest.WORKBOOK, b"?"))
    if has_letters_pdf:
        bound = folder.data.get(manifest.BOUND, b"?")
        written.add_bound(bound, _pages(bound) or 0)
    content = written.manifest()
    content.pop(manifest.SEAL)
    others = folder.content.get("versions") != content["versions"]
    for key in (*_MAKER[:2], *(_MAKER[2:] if others else ())):
        content[key] = folder.content.get(key)  # compare_makers speaks of them
    if folder.elsewhere:
        content |= {key: folder.content.get(key) for key in ("source", "agency")}
    return content


def _pages(pdf: bytes) -> int | None:
    try:
        return len(pdf_reader.read_pages(pdf)) if pdf else None
    except SoanthaoError:
        return None


def _without_makers(content: manifest.Manifest) -> manifest.Manifest:
    """Return *content* without what tells that a document was carried over from an older folder."""
    changed = dict(content)
    for key in ("notice", "assignments", "bound"):
        changed[key] = _without_maker(changed.get(key, _ABSENT))
        if changed[key] is _ABSENT:
            del changed[key]
    letters = content.get("letters")
    if isinstance(letters, list):
        changed["letters"] = [_without_maker(letter) for letter in letters]
    return changed


def _without_maker(entry: object) -> object:
    if isinstance(entry, dict) and _is_maker(entry.get("made")):
        return {key: each for key, each in entry.items() if key != "made"}
    return entry


def _is_maker(value: object) -> bool:
    return isinstance(value, dict) and tuple(value) == _MAKER


def _made_apart(content: manifest.Manifest) -> Iterator[dict[str, Any]]:
    for entry in manifest.entries(content).values():
        made = entry.get("made")
        if isinstance(made, dict) and _is_maker(made):
            yield made


def _named(versions: object) -> str:
    if not isinstance(versions, dict):
        return "phiên bản không rõ"
    return ", ".join(f"{name} {version}" for name, version in versions.items()) or "không rõ"


def _differences(
    wanted: object, told: object, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], object, object]]:
    """Yield where *told* is not *wanted*, by the keys that lead there; lists by number or id."""
    if isinstance(wanted, dict) and isinstance(told, dict):
        for key in dict.fromkeys((*wanted, *told)):
            inner = (*path, str(key))
            yield from _differences(wanted.get(key, _ABSENT), told.get(key, _ABSENT), inner)
    elif isinstance(wanted, list) and isinstance(told, list):
        for at in range(max(len(wanted), len(told))):
            right = wanted[at] if at < len(wanted) else _ABSENT
            read = told[at] if at < len(told) else _ABSENT
            yield from _differences(right, read, (*path, _called(right, at)))
    elif type(wanted) is not type(told) or wanted != told:
        yield path, wanted, told


def _called(entry: object, at: int) -> str:
    """Return how an element of a list is named: by its id, where it has one."""
    name = entry.get("id") if isinstance(entry, dict) else None
    return str(name) if isinstance(name, str) else str(at + 1)


def _spelt(path: tuple[str, ...]) -> str:
    return " → ".join(path)


def _said(path: tuple[str, ...], folder: Folder) -> bool:
    """Tell whether a difference only follows from a file that is gone or changed."""
    if not {"sha256", "pages"} & set(path):
        return False
    name = manifest.letter_name(path[1]) if path[0] == "letters" else path[0]
    name = manifest.BOUND_NAME if name == "bound" else name
    return any(f"{name}.{kind}" in folder.spoiled for kind in manifest.KINDS)
