"""The proof run again on a folder that is already there, from the files themselves.

Hashes are not asked: whoever changes a file can bring its hash up to date. What a file says is
read from the file and held against the conclusion.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from soanthao.errors import SoanthaoError
from soanthao.render import job
from soanthao.render.proof import Expectation, Flaw, Proof
from soanthao.services.folder import read_manifest
from soanthao.services.rendering import make_plan


def prove_folder(conclusion: Path, out: Path) -> Proof:
    """Return what the files in *out* have too little, too much or otherwise than *conclusion*.

    Raises:
        InvalidInputError, InputMissingError: the conclusion cannot be read.
        ConflictError: *out* is no output folder.
    """
    content = read_manifest(out)
    made = make_plan(conclusion, job.FORMATS)
    documents = _documents(content)
    proof = Proof()
    for each in made.jobs:
        entry = documents.pop(each.name, None)
        if entry is None:
            proof += Proof(missing=(_absent(each.expectation, each.name),))
            continue
        for format_ in job.FORMATS:
            name = entry.get(format_)
            if name:
                proof += _prove_file(each, out, f"{each.name}.{format_}")
    for name in documents:
        proof += Proof(extra=(Flaw(name, "tệp kê có văn bản mà kết luận không có"),))
    return proof


def _documents(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    letters = {f"letters/{letter['id']}": letter for letter in content["letters"]}
    return {"notice": content["notice"], **letters}


def _prove_file(each: job.RenderJob, out: Path, name: str) -> Proof:
    try:
        data = (out / name).read_bytes()
        check = job.prove_docx if name.endswith(".docx") else job.prove_pdf
        return check(each.known, each.expectation, name, data)
    except FileNotFoundError:
        return Proof(missing=(_absent(each.expectation, name),))
    except (OSError, SoanthaoError) as error:
        return Proof(altered=(Flaw(name, f"không đọc được tệp: {error}"),))


def _absent(expected: Expectation, name: str) -> Flaw:
    return Flaw(name, "không có tệp", unit=expected.unit)
