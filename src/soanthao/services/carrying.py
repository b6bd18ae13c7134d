"""What an old output folder gives to a new one: files that are still what was rendered and proven.

A file is carried over if the sources are those of the old folder, its bytes those of the old
manifest, and its text that of today's plan; the last is proven by whoever takes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from soanthao import files
from soanthao.errors import ConflictError, SoanthaoError
from soanthao.render.expectation import Proof
from soanthao.services import manifest
from soanthao.services.folder import read_manifest
from soanthao.services.planning import Plan

_ANEW: Final = "hãy chạy lại không có --only, --unit để in lại tất cả."


@dataclass(frozen=True, slots=True)
class Old:
    """An old folder that may be taken from.

    Attributes:
        content: its manifest.
        kept: names of the documents that stay.
    """

    out: Path
    content: manifest.Manifest
    kept: frozenset[str]

    def read(self, name: str, kind: str) -> bytes:
        """Return the bytes of a file; empty where the old manifest has none.

        Raises:
            ConflictError: they are not those that were rendered, or are gone.
        """
        wanted = _hashes(self.content, name).get(kind)
        if wanted is None:
            return b""
        file = f"{name}.{kind}"
        try:
            data = (self.out / file).read_bytes()
        except OSError as error:
            raise ConflictError(f"Không đọc được “{self.out / file}”; {_ANEW}") from error
        if files.sha256(data) != wanted:
            raise ConflictError(f"“{self.out / file}” đã bị sửa sau lần in trước; {_ANEW}")
        return data


def look(out: Path, made: Plan, selected: frozenset[str]) -> Old:
    """Return the old folder, when all that is not *selected* can be taken from it.

    Raises:
        ConflictError: there is none, the sources have changed, letters or formats are others, or
            a file that would stay is not what was rendered.
    """
    if not (out / manifest.NAME).exists():
        raise ConflictError(f"Thư mục “{out}” chưa có bản in nào để giữ lại; {_ANEW}")
    content = read_manifest(out)
    _check_sources(content, made)
    jobs = {each.name: each for each in made.jobs}
    if manifest.entries(content).keys() != jobs.keys() | _whole(content):
        raise ConflictError(
            f"Các văn bản trong “{out}” được chia cách khác (--per); hãy dùng đúng --per của lần "
            f"in trước, hoặc {_ANEW}"
        )
    kept = frozenset(_kept(content, jobs.keys() - selected, selected))
    old = Old(out, content, kept)
    for name in sorted(kept):
        kinds = _hashes(content, name).keys() - {"xlsx"}
        if name in jobs and kinds != set(jobs[name].formats):
            has = ",".join(sorted(kinds)) or "khác"
            raise ConflictError(
                f"Trong “{out}”, {name} được in ở dạng {has}; hãy chạy lại với --format {has}, "
                f"hoặc {_ANEW}"
            )
        for kind in _hashes(content, name):
            old.read(name, kind)
    return old


def check(proof: Proof) -> None:
    """Raise unless *proof* of a file that would stay holds.

    Raises:
        ConflictError: naming every flaw.
    """
    if not proof.holds:
        raise ConflictError(f"Tệp giữ lại không khớp với kết luận; {_ANEW}{proof.listed()}")


@contextmanager
def reading(file: str) -> Iterator[None]:
    """Say of what cannot be read that it cannot stay; it is no file that the clerk gave.

    Raises:
        ConflictError: naming *file*.
    """
    try:
        yield
    except SoanthaoError as error:
        raise ConflictError(f"Không đọc được {file} của lần in trước; {_ANEW} ({error})") from error


def _check_sources(content: manifest.Manifest, made: Plan) -> None:
    draft = made.draft
    for key, source in (("source", draft.conclusion), ("agency", draft.agency)):
        entry = content.get(key)
        before = entry.get("sha256") if isinstance(entry, dict) else None
        if before != (None if source is None else source.sha256):
            name = source.path if source is not None else "agency.yaml"
            raise ConflictError(f"“{name}” đã thay đổi sau lần in trước; {_ANEW}")
    if content.get("per") != draft.notice.letters.per:
        raise ConflictError(
            f"Lần in trước chia văn bản cách khác; hãy dùng đúng --per của lần đó, hoặc {_ANEW}"
        )
    if (content.get("archive") is True) != made.archive:
        before = "có" if content.get("archive") is True else "không có"
        raise ConflictError(
            f"Lần in trước {before} --archive; hãy dùng đúng như lần đó, hoặc {_ANEW}"
        )


def _whole(content: manifest.Manifest) -> set[str]:
    return {manifest.BOUND_NAME} & manifest.entries(content).keys()


def _kept(
    content: manifest.Manifest, names: frozenset[str] | set[str], selected: frozenset[str]
) -> Iterator[str]:
    """Yield what stays; the bound letters stay only if every letter does."""
    yield from names
    if not any(manifest.is_letter(name) for name in selected):
        yield from _whole(content)


def _hashes(content: manifest.Manifest, name: str) -> dict[str, str]:
    """Return the hash of each file of a document, by kind."""
    hashes = manifest.entries(content).get(name, {}).get("sha256")
    return dict(hashes) if isinstance(hashes, dict) else {}
