"""All rules of the house, by what they read."""

from __future__ import annotations

from typing import Final

from soanthao.lint import abbreviations, words
from soanthao.lint.review import Catalogue

CONTENT: Final = Catalogue(
    (*words.RULES, *abbreviations.RULES),
    (*words.CHECKS, *abbreviations.CHECKS),
)
"""Rules over the words of any document."""
