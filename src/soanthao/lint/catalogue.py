"""All rules of the house, by what they read."""

from __future__ import annotations

from typing import Final

from soanthao.lint import abbreviations, capitals, citing, words
from soanthao.lint.review import Catalogue

CONTENT: Final = Catalogue(
    (*words.RULES, *abbreviations.RULES, *capitals.RULES, *citing.RULES),
    (*words.CHECKS, *abbreviations.CHECKS, *capitals.CHECKS, *citing.CHECKS),
)
"""Rules over the words of any document."""
