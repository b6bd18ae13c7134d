"""The proof run again on a folder that is already there, from the files themselves.

Hashes are not asked: whoever changes a file can bring its hash up to date. What a file says is
read from the file and held against the conclusion.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from soanthao import files
from soanthao.errors import SoanthaoError
from soanthao.notice.notice import Per
from soanthao.pdf import reader as pdf_reader
from soanthao.pdf.attached import as_made
from soanthao.render import job, table_file
from soanthao.render.binding import prove_beside, prove_bound
from soanthao.render.expectation import Expectation, Flaw, Proof
from soanthao.services import manifest
from soanthao.services.folder import read_manifest, storing
from soanthao.services.planning import PER, Plan, make_plan
from soanthao.services.sources import Carrying


def prove_folder(conclusion: Path, out: Path, office: Path | None = None) -> Proof:
    """Return what the files in *out* have too little, too much or otherwise than *conclusion*.

    *office* is the folder of templates they were made by, if agency.yaml does not name it.

    Raises:
        InvalidInputError, InputMissingError: the conclusion or the templates cannot be read.
        TemplateError: the office's templates are broken.
        ConflictError: *out* is no output folder.
    """
    content = read_manifest(out)
    made = plan_of(content, conclusion, office)
    strangers = Proof(extra=tuple(_strangers(out, made.jobs, content)))
    return prove_files(made, out, content) + strangers


def plan_of(content: manifest.Manifest, conclusion: Path, office: Path | None = None) -> Plan:
    """Return what *conclusion* gives, its letters addressed as those of the manifest *content*.

    Raises:
        InvalidInputError, InputMissingError: the conclusion or the templates cannot be read.
        TemplateError: the office's templates are broken.
    """
    carrying = Carrying(content.get("archive") is True, content)
    return make_plan(conclusion, job.FORMATS, _per(content), office, carrying)


def prove_files(made: Plan, out: Path, content: manifest.Manifest) -> Proof:
    """Return what the listed files in *out* have too little, too much or otherwise than *made*."""
    documents = _documents(content)
    proof = Proof()
    for each in made.jobs:
        entry = documents.pop(each.name, None)
        if entry is None:
            proof += Proof(missing=(_absent(each.expectation, each.name),))
            continue
        for name in _files(entry, each.name):
            proof += _prove_file(each, out, name, stays="made" in entry)
        if not any(entry.get(format_) for format_ in job.FORMATS):
            proof += Proof(missing=(_absent(each.expectation, each.name),))
    for name in documents:
        proof += Proof(extra=(Flaw(name, "tệp kê có văn bản mà kết luận không có"),))
    return proof + _prove_bound(made, out, content) + _prove_workbook(made, out, content)


def _per(content: dict[str, Any]) -> Per | None:
    """Return how the folder's letters were addressed, whatever the conclusion says today."""
    return next((per for per in PER if per == content.get("per")), None)


def _files(entry: dict[str, Any], name: str) -> Iterator[str]:
    """Yield the files of a document: whatever its entry calls them, they have fixed names."""
    for format_ in job.FORMATS:
        if entry.get(format_):
            yield f"{name}.{format_}"


def _strangers(
    out: Path, jobs: tuple[job.RenderJob, ...], content: dict[str, Any]
) -> Iterator[Flaw]:
    """Yield what lies in *out* and is no file of a document that the manifest lists."""
    documents = _documents(content)
    ours = {name for each in jobs for name in _files(documents.get(each.name, {}), each.name)}
    ours |= {manifest.NAME} | ({manifest.BOUND} if content.get("bound") else set())
    ours |= {manifest.WORKBOOK} if _has_workbook(content) else set()
    with storing(out):
        members = files.list_members(out)
    for member in members:
        if member not in ours:
            yield Flaw(member, "tệp lạ trong thư mục")


def _documents(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    every = manifest.entries(content)
    return {name: each for name, each in every.items() if name != manifest.BOUND_NAME}


def _prove_file(each: job.RenderJob, out: Path, name: str, *, stays: bool) -> Proof:
    """Prove one file; of a document that *stays* from an older folder another version may be."""
    try:
        data = (out / name).read_bytes()
        if name.endswith(".pdf"):
            source = as_made(each.source, data) if stays else each.source
            return job.prove_pdf(each.known, each.expectation, name, data, source)
        read_aside = job.aside_reader(each.templates, each.document.form)
        return job.prove_docx(each.known, each.expectation, name, data, read_aside)
    except FileNotFoundError:
        return Proof(missing=(_absent(each.expectation, name),))
    except (OSError, SoanthaoError) as error:
        return Proof(altered=(Flaw(name, f"không đọc được tệp: {error}"),))


def _prove_bound(made: Plan, out: Path, content: dict[str, Any]) -> Proof:
    """Hold the file of all letters against the letters' own files."""
    if not content.get("bound"):
        return Proof()
    try:
        data = (out / manifest.BOUND).read_bytes()
        pages, beside = pdf_reader.read_pages(data), prove_beside(manifest.BOUND, data)
    except FileNotFoundError:
        return Proof(missing=(Flaw(manifest.BOUND, "không có tệp"),))
    except (OSError, SoanthaoError) as error:
        return Proof(altered=(Flaw(manifest.BOUND, f"không đọc được tệp: {error}"),))
    listed = _documents(content)
    names = [manifest.letter_name(letter.id) for letter in made.letters]
    own = [out / f"{name}.pdf" for name in names if listed.get(name, {}).get("pdf")]
    try:
        return prove_bound(manifest.BOUND, pages, (path.read_bytes() for path in own)) + beside
    except (OSError, SoanthaoError):
        return beside  # said of the letter itself already


def _prove_workbook(made: Plan, out: Path, content: dict[str, Any]) -> Proof:
    """Hold the workbook against the assignment table."""
    if not _has_workbook(content):
        return Proof()
    try:
        data = (out / manifest.WORKBOOK).read_bytes()
        return table_file.prove_workbook(manifest.WORKBOOK, made.table, data)
    except FileNotFoundError:
        return Proof(missing=(Flaw(manifest.WORKBOOK, "không có tệp"),))
    except (OSError, SoanthaoError) as error:
        return Proof(altered=(Flaw(manifest.WORKBOOK, f"không đọc được tệp: {error}"),))


def _has_workbook(content: dict[str, Any]) -> bool:
    assignments = content.get("assignments")
    return isinstance(assignments, dict) and bool(assignments.get("xlsx"))


def _absent(expected: Expectation, name: str) -> Flaw:
    return Flaw(name, "không có tệp", unit=expected.unit)
