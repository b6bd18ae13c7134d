"""All rules of the house, by what they read."""

from __future__ import annotations

from typing import Final

from soanthao.lint import (
    abbreviations,
    assigning,
    capitals,
    citing,
    coherence,
    components,
    dues,
    figures,
    filing,
    footing,
    heading,
    listing,
    numbering,
    page,
    ruling,
    signing,
    timing,
    words,
)
from soanthao.lint.review import Catalogue

_CONTENT: Final = (words, abbreviations, capitals, citing, timing, figures, coherence, filing)
_FORMAT: Final = (page, components, ruling, heading, listing, numbering, footing, signing)
_ASSIGNMENT: Final = (assigning, dues)

CONTENT: Final = Catalogue(
    tuple(rule for each in _CONTENT for rule in each.RULES),
    tuple(check for each in _CONTENT for check in each.CHECKS),
)
"""Rules over the words of any document."""
ASSIGNMENT: Final = Catalogue(
    tuple(rule for each in _ASSIGNMENT for rule in each.RULES),
    tuple(check for each in _ASSIGNMENT for check in each.CHECKS),
)
"""Rules over the orders of a draft."""
FORMAT: Final = Catalogue(
    tuple(rule for each in _FORMAT for rule in each.RULES),
    tuple(check for each in _FORMAT for check in each.CHECKS),
)
"""Rules over the look of a Word file."""
EVERY: Final = FORMAT + CONTENT + ASSIGNMENT
"""All rules of the house."""
