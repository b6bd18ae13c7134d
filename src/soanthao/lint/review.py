"""All checks run over one document, each remark with its rule and how grave the office calls it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from soanthao.findings import Severity
from soanthao.lint.policy import DECREE, Policy
from soanthao.lint.reading import Reading
from soanthao.lint.rule import Check, Remark, Rule


@dataclass(frozen=True, slots=True)
class Judged:
    """A remark that the office's policy lets stand."""

    remark: Remark
    rule: Rule
    severity: Severity


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Rules and the checks that speak of them; codes are unique, every remark's is known."""

    rules: tuple[Rule, ...]
    checks: tuple[Check, ...]
    by_code: Mapping[str, Rule] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_code = {rule.code: rule for rule in self.rules}
        if len(by_code) != len(self.rules):
            codes = [rule.code for rule in self.rules]
            raise ValueError(
                f"two rules of one code: {sorted({c for c in codes if codes.count(c) > 1})}"
            )
        object.__setattr__(self, "by_code", MappingProxyType(by_code))

    def __add__(self, other: Catalogue) -> Catalogue:
        return Catalogue(self.rules + other.rules, self.checks + other.checks)


def review(reading: Reading, catalogue: Catalogue, policy: Policy = DECREE) -> tuple[Judged, ...]:
    """Return what the checks of *catalogue* see in *reading*, in its order, each once."""
    remarks = dict.fromkeys(remark for check in catalogue.checks for remark in check(reading))
    return tuple(sorted(judged(remarks, catalogue, policy, reading), key=_place))


def judged(
    remarks: Iterable[Remark], catalogue: Catalogue, policy: Policy, reading: Reading
) -> Iterable[Judged]:
    """Yield the remarks whose rule is in force on the document's day and not switched off."""
    for remark in remarks:
        rule = catalogue.by_code[remark.code]
        severity = policy.severity(rule)
        if severity is not None and rule.in_force(reading.day):
            yield Judged(remark, rule, severity)


def _place(each: Judged) -> tuple[int, int, str]:
    """What concerns the whole document comes first, then in reading order."""
    spot = each.remark.spot
    return (-1, 0, each.rule.code) if spot is None else (spot.passage, spot.start, each.rule.code)
