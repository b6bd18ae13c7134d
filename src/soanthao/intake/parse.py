"""An outline and the directory of its office → values of a conclusion.yaml, with what is open."""

from __future__ import annotations

from datetime import date

from soanthao.intake.body import BodyWriter
from soanthao.intake.chair import chair_of
from soanthao.intake.doubts import Doubts
from soanthao.intake.heading import (
    head_values,
    meeting_values,
    recipient_values,
    signature_value,
)
from soanthao.intake.held import held_on
from soanthao.intake.opening import opening_text
from soanthao.intake.orders import Context
from soanthao.intake.proposal import Proposal
from soanthao.language.deadlines import Reference
from soanthao.language.lexicon import Lexicon
from soanthao.notice.letterhead import Agency
from soanthao.recognition.outline import Outline

SCHEMA = "soanthao/conclusion/1"


def parse(outline: Outline, agency: Agency, path: str) -> Proposal:
    """Return what the document says, as a draft would write it.

    Args:
        outline: as it was recognised.
        agency: whose directory names the units.
        path: the document as the clerk named it, for findings.
    """
    doubts = Doubts(path)
    opening = opening_text(outline.body)
    held = held_on(opening, outline.issued).days
    lexicon = Lexicon.of(agency.directory, validity_day(outline))
    chair = chair_of(opening, agency.head).title or agency.head
    reference = Reference(issued=outline.issued, held=held)
    context = Context(lexicon, reference, doubts, chair)
    values: dict[str, object] = {
        "schema": SCHEMA,
        "notice": head_values(outline, agency, doubts),
        "meeting": meeting_values(outline, opening, agency, doubts),
    }
    if outline.numbering:
        values["numbering"] = list(outline.numbering)
    values["body"] = BodyWriter(context, outline.numbering).write(outline.body)
    annexes = [
        {
            "title": annex.title,
            "body": BodyWriter(context, outline.numbering, ("annexes", number, "body")).write(
                annex.body
            ),
        }
        for number, annex in enumerate(outline.annexes)
    ]
    if annexes:
        values["annexes"] = annexes
    if outline.recipients:
        values["recipients"] = recipient_values(outline.recipients, lexicon)
    values["signature"] = signature_value(outline, agency, doubts)
    values["letters"] = {"form": "cong-van"}
    return Proposal(values, doubts.all)


def validity_day(outline: Outline) -> date | None:
    """Return the day on which the units must exist, as far as the document tells."""
    if outline.issued and outline.issued.complete:
        return outline.issued.complete
    held = held_on(opening_text(outline.body), outline.issued).days
    if held:
        return held[-1]
    return outline.issued.first_day if outline.issued else None
