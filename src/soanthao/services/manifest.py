"""manifest.json: what lies in an output folder, whom each letter reaches, what was proven.

``schema: soanthao/manifest/1``. Nothing in it depends on the clock or on where the machine keeps
its folders: the sources' paths are relative to the output folder where that lies in the
conclusion's folder, else to the conclusion's folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from soanthao import files
from soanthao.draft.load import Draft
from soanthao.notice.assignment import Assignment, Pair, Role
from soanthao.notice.letter import Letter
from soanthao.render.job import RenderResult

NAME: Final = "manifest.json"
SCHEMA: Final = "soanthao/manifest/1"
_LIBRARIES: Final = ("soanthao", "docxtpl", "weasyprint")

Manifest = dict[str, Any]
Notified = tuple[Pair, str | None]
"""A pair that only a line of nơi nhận tells, and the letter that holds the line, if any."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What the manifest keeps of one document."""

    hashes: dict[str, str]
    pages: int | None
    fonts: tuple[str, ...]


@dataclass(slots=True)
class Writer:
    """Collects the results of one render and writes its manifest."""

    draft: Draft
    letters: tuple[Letter, ...]
    assignment: Assignment
    templates: str
    out: Path
    _made: dict[str, _Made] = field(default_factory=dict)

    def add(self, result: RenderResult) -> None:
        """Take in one proven document; its bytes are not kept."""
        hashes: dict[str, str] = {kind: files.sha256(data) for kind, data in result.files()}
        self._made[result.name] = _Made(hashes, result.pages, result.fonts)

    def manifest(self) -> Manifest:
        """Return the manifest of all documents that were added."""
        made = self._made.values()
        notified = tuple(self.notified())
        engine = "weasyprint" if any("pdf" in each.hashes for each in made) else None
        carried = sum(len(letter.pairs) for letter in self.letters)
        referred = sum(len(letter.general) for letter in self.letters)
        return {
            "schema": SCHEMA,
            "source": self._source(Path(self.draft.conclusion.path), self.draft.conclusion.sha256),
            "agency": self._agency(),
            "engine": engine,
            "versions": {name: metadata.version(name) for name in _LIBRARIES},
            "fonts": sorted({font for each in made for font in each.fonts}),
            "templates": self.templates,
            "notice": self._document("notice"),
            "letters": [self._letter(letter) for letter in self.letters],
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

    def bytes(self) -> bytes:
        """Return the manifest as it is stored."""
        text = json.dumps(self.manifest(), ensure_ascii=False, indent=1)
        return f"{text}\n".encode()

    def notified(self) -> Iterator[Notified]:
        """Yield the specific pairs of units that are only told and get no letter."""
        if self.draft.notice.letters.form == "none":
            return
        addressed = {letter.id for letter in self.letters}
        lines: dict[Pair, list[str]] = {}
        for letter in self.letters:
            for _, pairs in letter.informed:
                for pair in pairs:
                    lines.setdefault(pair, []).append(letter.id)
        for pair in self.assignment.pairs:
            if pair.role is Role.COPY and not pair.general and pair.unit not in addressed:
                for where in lines.get(pair) or (None,):
                    yield pair, where

    def _document(self, name: str) -> Manifest:
        made = self._made[name]
        return {
            "docx": f"{name}.docx" if "docx" in made.hashes else None,
            "pdf": f"{name}.pdf" if "pdf" in made.hashes else None,
            "sha256": made.hashes,
            "pages": made.pages,
        }

    def _letter(self, letter: Letter) -> Manifest:
        return {
            "id": letter.id,
            "units": [unit.id for unit in letter.units],
            "addressee": ", ".join(letter.called),
            "form": self.draft.notice.letters.form,
            "preview": not self.draft.notice.is_final,
            **self._document(f"letters/{letter.id}"),
            "items": [_carried(pair, "verbatim") for pair in letter.pairs]
            + [_carried(pair, "reference") for pair in letter.general],
        }

    def _agency(self) -> Manifest | None:
        agency = self.draft.agency
        return None if agency is None else self._source(Path(agency.path), agency.sha256)

    def _source(self, path: Path, digest: str) -> Manifest:
        home = Path(self.draft.conclusion.path).resolve().parent
        inside = self.out.resolve().is_relative_to(home)
        start = self.out.resolve() if inside else home
        relative = Path(os.path.relpath(path.resolve(), start)).as_posix()
        return {"path": relative, "sha256": digest}


def _carried(pair: Pair, how: str) -> Manifest:
    return {"id": pair.item, "part": pair.part, "role": pair.role.value, "how": how}
