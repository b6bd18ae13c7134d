"""``soanthao verify`` on an output folder: hashes, the sources, then the proof from the files.

The recipe: read the manifest, hold every file against it, hold the sources against it; where they
are still those of the render, prove the files' own text and work every field of the manifest out
again. Nothing is written.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from soanthao import files
from soanthao.draft.source import read_bytes
from soanthao.errors import ConflictError, InputMissingError
from soanthao.findings import Finding
from soanthao.render.expectation import Flaw, Proof
from soanthao.services import manifest
from soanthao.services.planning import Plan
from soanthao.services.proving import plan_of, prove_files
from soanthao.services.restating import Folder, compare, compare_makers
from soanthao.services.verified import VerifyReport, found, sorted_by_weight

_ANEW: Final = "hãy in lại bằng “soanthao render”, hoặc lấy lại tệp từ bản lưu."


def verify_folder(
    out: Path, conclusion: Path | None = None, office: Path | None = None
) -> VerifyReport:
    """Hold the folder *out* against its manifest, its sources and its own text.

    Args:
        out: the output folder.
        conclusion: the conclusion, if it does not lie where the manifest says.
        office: folder of the templates it was made by, if agency.yaml does not name it.

    Raises:
        InputMissingError: there is no folder, no file *conclusion*, no folder *office*.
        ConflictError: the folder is no output folder.
        InvalidInputError: the sources are those of the render, and cannot be read today.
        TemplateError: the office's templates are broken.
    """
    check = _Check(out)
    if check.read_manifest():
        check.compare_files()
        source = check.find_sources(conclusion)
        if source is not None:
            check.prove(plan_of(check.content, source, office), elsewhere=conclusion is not None)
    return check.report()


@dataclass(slots=True)
class _Check:
    """One folder while it is verified.

    Attributes:
        content: what the manifest says.
        data: the files that could be read, by name.
        spoiled: listed files that are gone, or not what was rendered.
        lost: those of them that are gone.
    """

    out: Path
    content: manifest.Manifest = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    data: dict[str, bytes] = field(default_factory=dict)
    spoiled: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    pairs: int = 0
    proven: bool = False

    def report(self) -> VerifyReport:
        """Return what was found so far."""
        findings = sorted_by_weight(self.findings)
        return VerifyReport(self.out, findings, len(self.data), self.pairs, self.proven)

    def read_manifest(self) -> bool:
        """Read the manifest; tell whether it says what can be held against the files."""
        if not self.out.is_dir():
            raise InputMissingError(f"Không tìm thấy thư mục “{self.out}”; hãy kiểm tra lại tên.")
        try:
            data = (self.out / manifest.NAME).read_bytes()
        except FileNotFoundError:
            self._refuse_strangers()
            self._add("V101", manifest.NAME, f"Không có tệp kê; {_ANEW}")
            return False
        except OSError as error:
            self._add("V102", manifest.NAME, f"Không đọc được tệp kê ({error.strerror}).")
            return False
        return self._take(data)

    def _refuse_strangers(self) -> None:
        if not any((self.out / f"{manifest.NOTICE}.{kind}").exists() for kind in manifest.KINDS):
            raise ConflictError(
                f"Thư mục “{self.out}” không phải kết quả của soanthao (không có {manifest.NAME})."
            )

    def _take(self, data: bytes) -> bool:
        try:
            content = json.loads(data.decode())
        except (ValueError, RecursionError):
            message = f"Tệp kê hỏng, không đọc được; tệp đã bị sửa hoặc cắt cụt; {_ANEW}"
            self._add("V102", manifest.NAME, message)
            return False
        if not isinstance(content, dict) or content.get("schema") != manifest.SCHEMA:
            self._add("V103", manifest.NAME, f"Không phải tệp kê {manifest.SCHEMA}; {_ANEW}")
            return False
        self.content = content
        # Also bytes that read the same: blanks, doubled keys, another order of keys.
        as_made = content.get(manifest.SEAL) == manifest.seal(content)
        if not as_made or manifest.stored(content) != data:
            message = f"Tệp kê đã bị sửa sau khi in: mã băm của chính tệp không khớp; {_ANEW}"
            self._add("V104", manifest.NAME, message)
        return True

    def compare_files(self) -> None:
        """Hold what lies in the folder against what the manifest lists."""
        members = self._members()
        wanted = dict(listed(self.content))
        for name in sorted(wanted.keys() - members):
            self._spoil("V111", name, f"Thiếu tệp có trong tệp kê; {_ANEW}")
            self.lost.add(name)
        for name in sorted(members - wanted.keys() - {manifest.NAME}):
            self._add("V113", name, "Tệp lạ, không có trong tệp kê; hãy chuyển đi nơi khác.")
        for name in sorted(wanted.keys() & members):
            try:
                self.data[name] = (self.out / name).read_bytes()
            except OSError as error:
                self._spoil("V114", name, f"Không đọc được tệp ({error.strerror}).")
                continue
            if files.sha256(self.data[name]) != wanted[name]:
                size = len(self.data[name])
                message = f"Tệp đã bị thay đổi sau khi in ({size} byte, mã băm khác tệp kê)"
                self._spoil("V112", name, f"{message}; {_ANEW}")

    def _members(self) -> set[str]:
        """Return what lies in the folder; a link or a device is named and taken for nothing."""
        try:
            return set(files.list_members(self.out))
        except files.StorageError as error:
            self._add("V114", str(self.out), str(error))
        return {
            path.relative_to(self.out).as_posix()
            for path in self.out.rglob("*")
            if path.is_file() and not path.is_symlink()
        }

    def find_sources(self, shown: Path | None) -> Path | None:
        """Return the conclusion if it and its agency are still those of the render."""
        source = self._entry("source")
        path = shown or _below(self.out, source.get("path"))
        digest = _digest(path) if path is not None else None
        if digest is None or path is None:
            if shown is not None:
                raise InputMissingError(f"Không đọc được tệp “{shown}”; hãy kiểm tra lại tên tệp.")
            message = (
                "Không tìm thấy kết luận mà thư mục này được in từ đó, nên chỉ kiểm được mã băm; "
                "hãy thêm --conclusion FILE."
            )
            self._add("V121", str(path or "conclusion.yaml"), message)
            return None
        if digest != source.get("sha256"):
            message = (
                "Kết luận đã thay đổi sau khi in, nên chỉ kiểm được mã băm; hãy in lại, hoặc chỉ "
                "đúng bản cũ bằng --conclusion FILE."
            )
            self._add("V122", str(path), message)
            return None
        return path if self._has_agency(path) else None

    def _has_agency(self, conclusion: Path) -> bool:
        """Tell whether the agency file of the render lies where it lay, seen from *conclusion*."""
        agency = self._entry("agency")
        if not agency:
            return True
        home = os.path.dirname(str(self._entry("source").get("path")))  # noqa: PTH120
        told = os.path.relpath(str(agency.get("path")), home or ".")
        path = _below(conclusion.parent, told)
        digest = _digest(path) if path is not None else None
        if digest is None:
            self._add("V123", str(path or told), "Không tìm thấy danh bạ đã dùng khi in.")
        elif digest != agency.get("sha256"):
            self._add("V124", str(path), "Danh bạ đã thay đổi sau khi in; hãy in lại.")
        return digest is not None and digest == agency.get("sha256")

    def prove(self, made: Plan, *, elsewhere: bool) -> None:
        """Prove the files' own text, and work the manifest out again."""
        agency = made.draft.agency
        told = self._entry("agency").get("sha256")
        if (agency.sha256 if agency else None) != told:
            path = agency.path if agency else made.draft.conclusion.path
            self._add("V124", str(path), "Kết luận nay dùng danh bạ khác với lúc in; hãy in lại.")
            return
        self.findings += _flaws(prove_files(made, self.out, self.content), self.lost)
        folder = Folder(self.out, self.content, self.data, frozenset(self.spoiled), elsewhere)
        self.findings += compare(made, folder)
        self.findings += compare_makers(made, self.content)
        self.proven = True
        proof = self.content.get("proof")
        pairs = proof.get("pairs") if isinstance(proof, dict) else None
        self.pairs = pairs if isinstance(pairs, int) else 0

    def _entry(self, key: str) -> dict[str, Any]:
        entry = self.content.get(key)
        return entry if isinstance(entry, dict) else {}

    def _add(self, code: str, path: str, message: str) -> None:
        self.findings.append(found(code, path, message))

    def _spoil(self, code: str, name: str, message: str) -> None:
        self.spoiled.add(name)
        self._add(code, name, message)


def listed(content: manifest.Manifest) -> Iterator[tuple[str, str | None]]:
    """Yield the files that a manifest lists, under the names that they must have, and hashes."""
    for name, entry in manifest.entries(content).items():
        hashes = entry.get("sha256")
        for kind in manifest.KINDS:
            if entry.get(kind):
                digest = hashes.get(kind) if isinstance(hashes, dict) else None
                yield f"{name}.{kind}", digest


def _below(folder: Path, path: object) -> Path | None:
    """Return where a path of the manifest leads; None where it is no relative path."""
    if not isinstance(path, str) or not path or Path(path).is_absolute():
        return None
    return Path(os.path.normpath(folder / path))


def _digest(path: Path) -> str | None:
    """Return the digest of the file at *path*; None where there is none that can be read."""
    try:
        return files.sha256(read_bytes(path))
    except (InputMissingError, OSError, ValueError):
        return None


def _flaws(proof: Proof, lost: set[str]) -> Iterator[Finding]:
    kinds: Iterable[tuple[str, tuple[Flaw, ...]]] = (
        ("V131", proof.missing),
        ("V132", proof.extra),
        ("V133", proof.altered),
    )
    for code, flaws in kinds:
        for flaw in flaws:
            if flaw.file not in lost:
                yield found(code, flaw.file, flaw.detail)
