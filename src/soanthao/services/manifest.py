"""manifest.json: what lies in an output folder, whom each letter reaches, what was proven.

``schema: soanthao/manifest/1``. Nothing in it depends on the clock or on where the machine keeps
its folders: the sources' paths are relative to the output folder where that lies in the
conclusion's folder, else to the conclusion's folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from soanthao import files
from soanthao.draft.load import Draft
from soanthao.notice.assignment import Assignment, Pair, Role
from soanthao.notice.letter import Letter
from soanthao.render.job import RenderResult
from soanthao.services.makers import versions

NAME: Final = "manifest.json"
NOTICE: Final = "notice"
ASSIGNMENTS: Final = "assignments"
WORKBOOK: Final = f"{ASSIGNMENTS}.xlsx"
"""The assignment table (bảng phân công) for Excel."""
BOUND_NAME: Final = "letters"
BOUND: Final = f"{BOUND_NAME}.pdf"
"""All letters in order, for signature."""
SCHEMA: Final = "soanthao/manifest/1"
SEAL: Final = "sha256"
"""The last key of a manifest: one digest over all the rest of it."""
KINDS: Final = ("docx", "pdf", "xlsx")

Manifest = dict[str, Any]
Notified = tuple[Pair, str | None]
"""A pair that only a line of nơi nhận tells, and the letter that holds the line, if any."""


def letter_name(id: str) -> str:
    """Return the name of a letter's files, without ending, in the folder."""
    return f"letters/{id}"


def is_letter(name: str) -> bool:
    """Tell whether *name* is that of a letter's files."""
    return name.startswith(letter_name(""))


@dataclass(frozen=True, slots=True)
class _Made:
    """What the manifest keeps of one document."""

    hashes: dict[str, str]
    pages: int | None
    fonts: tuple[str, ...]
    source: str | None


@dataclass(slots=True)
class Writer:
    """Collects the results of one render and writes its manifest.

    Attributes:
        before: the manifest of the folder that files are carried over from.
        kept: names of the documents that are carried over.
        archive: whether all carry their source, the issued ones too.
    """

    draft: Draft
    letters: tuple[Letter, ...]
    assignment: Assignment
    templates: str
    out: Path
    before: Manifest = field(default_factory=dict)
    kept: frozenset[str] = frozenset()
    archive: bool = False
    _made: dict[str, _Made] = field(default_factory=dict)
    _workbook: str | None = None
    _bound: tuple[str, int] | None = None

    def add(self, result: RenderResult) -> None:
        """Take in one proven document; its bytes are not kept."""
        hashes: dict[str, str] = {kind: files.sha256(data) for kind, data in result.files()}
        self._made[result.name] = _Made(hashes, result.pages, result.fonts, result.source)

    def add_workbook(self, data: bytes) -> None:
        """Take in the assignment table as a workbook."""
        self._workbook = files.sha256(data)

    def add_bound(self, data: bytes, pages: int) -> None:
        """Take in the file of all letters."""
        self._bound = files.sha256(data), pages

    def manifest(self) -> Manifest:
        """Return the manifest of all documents that were added."""
        notified = tuple(self.notified())
        carried = sum(len(letter.pairs) for letter in self.letters)
        referred = sum(len(letter.general) for letter in self.letters)
        content = {
            "schema": SCHEMA,
            "source": self._source(Path(self.draft.conclusion.path), self.draft.conclusion.sha256),
            "agency": self._agency(),
            "engine": "weasyprint" if self._prints else None,
            "versions": versions(pdf=self._prints),
            "fonts": self._fonts(),
            "templates": self.templates,
            "per": self.draft.notice.letters.per,
            "archive": self.archive,
            "notice": self._document(NOTICE),
            "letters": [self._letter(letter) for letter in self.letters],
            "bound": self._together(),
            "assignments": self._assignments(),
            "notified": [
                {"id": pair.item, "part": pair.part, "unit": pair.unit, "in": where}
                for pair, where in notified
            ],
            "proof": {
                "pairs": carried + len(notified),
                "references": referred,
                "missing": [],
                "extra": [],
                "altered": [],
            },
        }
        return {**content, SEAL: seal(content)}

    def bytes(self) -> bytes:
        """Return the manifest as it is stored."""
        return stored(self.manifest())

    def notified(self) -> Iterator[Notified]:
        """Yield the specific pairs of units that are only told and get no letter."""
        if self.draft.notice.letters.form == "none":
            return
        told = {
            (pair.item, pair.part, pair.unit) for letter in self.letters for pair in letter.pairs
        }
        lines: dict[Pair, list[str]] = {}
        for letter in self.letters:
            for _, pairs in letter.informed:
                for pair in pairs:
                    lines.setdefault(pair, []).append(letter.id)
        for pair in self.assignment.pairs:
            carried = (pair.item, pair.part, pair.unit) in told
            if pair.role is Role.COPY and not pair.general and not carried:
                for where in lines.get(pair) or (None,):
                    yield pair, where

    def _document(self, name: str) -> Manifest:
        made = self._made[name]
        return {
            "docx": f"{name}.docx" if "docx" in made.hashes else None,
            "pdf": f"{name}.pdf" if "pdf" in made.hashes else None,
            "sha256": made.hashes,
            "pages": made.pages,
            "source": made.source,
            **self._marked(name),
        }

    @property
    def _prints(self) -> bool:
        return any("pdf" in each.hashes for each in self._made.values())

    def _fonts(self) -> list[str]:
        """Return the fonts of all PDF files that were made as the head of the manifest says."""
        used = {font for each in self._made.values() for font in each.fonts}
        for name in self.kept:
            if not self._marked(name):
                used.update(self._maker(name)["fonts"])
        return sorted(used)

    def _marked(self, name: str) -> Manifest:
        """Return how a file that was carried over was made, where the head says otherwise."""
        if name not in self.kept:
            return {}
        maker = self._maker(name)
        used = {font for each in self._made.values() for font in each.fonts}
        as_today = (
            maker["versions"] == versions(pdf=self._prints) and maker["templates"] == self.templates
        )
        return {} if as_today and used <= set(maker["fonts"]) else {"made": maker}

    def _maker(self, name: str) -> Manifest:
        """Return the versions, templates and fonts that made a document of the old folder."""
        entry = entries(self.before).get(name, {}).get("made")
        head = entry if isinstance(entry, dict) else self.before
        fonts = head.get("fonts")
        return {
            "versions": head.get("versions"),
            "templates": head.get("templates"),
            "fonts": [each for each in fonts if isinstance(each, str)]
            if isinstance(fonts, list)
            else [],
        }

    def _letter(self, letter: Letter) -> Manifest:
        return {
            "id": letter.id,
            "units": [unit.id for unit in letter.units],
            "addressee": ", ".join(letter.called),
            "form": self.draft.notice.letters.form,
            "preview": not self.draft.notice.is_final,
            **self._document(letter_name(letter.id)),
            "items": [
                *_items(letter, letter.pairs, "verbatim"),
                *_items(letter, letter.referred, "reference"),
            ],
        }

    def _together(self) -> Manifest | None:
        if self._bound is None:
            return None
        digest, pages = self._bound
        marked = self._marked(BOUND_NAME)
        return {"pdf": BOUND, "sha256": {"pdf": digest}, "pages": pages, **marked}

    def _assignments(self) -> Manifest:
        document = self._document(ASSIGNMENTS)
        if self._workbook is None:
            return {**document, "xlsx": None}
        hashes = {**document["sha256"], "xlsx": self._workbook}
        return {**document, "xlsx": WORKBOOK, "sha256": hashes}

    def _agency(self) -> Manifest | None:
        agency = self.draft.agency
        return None if agency is None else self._source(Path(agency.path), agency.sha256)

    def _source(self, path: Path, digest: str) -> Manifest:
        home = Path(self.draft.conclusion.path).resolve().parent
        inside = self.out.resolve().is_relative_to(home)
        start = self.out.resolve() if inside else home
        relative = Path(os.path.relpath(path.resolve(), start)).as_posix()
        return {"path": relative, "sha256": digest}


def entries(content: Manifest) -> dict[str, Manifest]:
    """Return the documents of any manifest by the names of their files, without ending."""
    letters = content.get("letters")
    found = {
        letter_name(str(letter.get("id"))): letter
        for letter in (letters if isinstance(letters, list) else ())
        if isinstance(letter, dict)
    }
    for name, key in (
        (NOTICE, "notice"),
        (ASSIGNMENTS, "assignments"),
        (BOUND_NAME, "bound"),
    ):
        entry = content.get(key)
        if isinstance(entry, dict):
            found[name] = entry
    return found


def stored(content: Manifest) -> bytes:
    """Return a manifest as it is stored; equal contents give equal bytes."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return f"{text}\n".encode("utf-8", "surrogatepass")


def seal(content: Manifest) -> str:
    """Return the digest over all of *content* but its own seal."""
    return files.sha256(stored({key: each for key, each in content.items() if key != SEAL}))


def _items(letter: Letter, pairs: Iterable[Pair], how: str) -> Iterator[Manifest]:
    """Yield each order of *letter* once, its units only where they are not all of the letter's."""
    reached: dict[tuple[str, int | None, str], list[str]] = {}
    for pair in pairs:
        reached.setdefault((pair.item, pair.part, pair.role.value), []).append(pair.unit)
    everybody = {unit.id for unit in letter.units}
    for (item, part, role), units in reached.items():
        order = {"id": item, "part": part, "role": role, "how": how}
        yield order if set(units) == everybody else {**order, "units": units}
