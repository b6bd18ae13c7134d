"""Which rules an office applies, and how grave it calls them (mức độ).

The decree is the base. A profile is a set of habits of one province or office that the decree's
letter would blame; an office may go further, rule by rule, and must say why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from soanthao.findings import Severity
from soanthao.lint.rule import Rule

Level = Literal["error", "warning", "info", "off"]


@dataclass(frozen=True, slots=True)
class Change:
    """What an office says of one rule, and its reason."""

    level: Level
    reason: str


@dataclass(frozen=True, slots=True)
class Policy:
    """The changes in force, by code of the rule."""

    changes: Mapping[str, Change] = field(default_factory=dict)

    def severity(self, rule: Rule) -> Severity | None:
        """Return how grave a breach of *rule* is; None where the rule is switched off."""
        change = self.changes.get(rule.code)
        if change is None:
            return rule.severity
        return None if change.level == "off" else Severity(change.level)

    def over(self, base: Policy) -> Policy:
        """Return *base* with what this policy says instead."""
        return Policy(MappingProxyType({**base.changes, **self.changes}))


DECREE: Final = Policy()
"""Nothing but the decree."""
