"""A draft that says what this version does not print is refused, at the place where it says so."""

from __future__ import annotations

from soanthao.draft.load import Draft
from soanthao.errors import InvalidInputError
from soanthao.findings import Finding
from soanthao.render.unprinted import refusals


def refuse_unprinted(draft: Draft) -> None:
    """Refuse *draft* where it uses what does not print yet.

    Raises:
        InvalidInputError: naming everything that does not print, in reading order.
    """
    path = str(draft.conclusion.path)
    places = {**draft.keys, **draft.positions}
    findings = []
    for what, where in refusals(draft.notice):
        file, line, column = places.get(where, (path, 1, 1))
        message = f"Bản soanthao này chưa in được {what}; hãy bỏ ra hoặc chờ bản sau."
        findings.append(Finding("R101", message, file, line, column))
    if findings:
        findings.sort(key=lambda finding: (finding.path != path, finding.line, finding.column))
        raise InvalidInputError(tuple(findings))
