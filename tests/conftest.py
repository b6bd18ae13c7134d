"""What all tests share: this folder on the path, and a hypothesis that keeps to the budget."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "soanthao", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("soanthao")
