"""Properties over few examples in the suite and over many in the torture, by the same words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis.strategies import SearchStrategy

AS_EVERYWHERE: Final = settings()


def few_or_many(
    few: int, many: int, *strategies: SearchStrategy[Any], base: settings = AS_EVERYWHERE
) -> Callable[[Callable[..., None]], Callable[[int], None]]:
    """Return a decorator that makes a test of a property of what *strategies* draw.

    The suite tries *few* examples of it, `make torture` tries *many*.
    """

    def decorate(holds: Callable[..., None]) -> Callable[[int], None]:
        @pytest.mark.parametrize("count", [few, pytest.param(many, marks=pytest.mark.torture)])
        def test(count: int) -> None:
            settings(base, max_examples=count)(given(*strategies)(holds))()

        test.__name__, test.__doc__ = holds.__name__, holds.__doc__
        test.__module__, test.__qualname__ = holds.__module__, holds.__qualname__
        return test

    return decorate
