"""The sandbox of HTML templates: no way out of Jinja, and no way to go on or to grow for ever.

Jinja's own sandbox hides what is dangerous to reach; it lets a template count to infinity and
double a text until the memory is full. Here every loop, call, block and printed text is paid for
from a budget that the document's length sets, nothing multiplies, and of methods, filters and
functions only those are left that place a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from jinja2 import BaseLoader, StrictUndefined, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import do_format
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

BUDGET: Final = 20_000_000
FOR_EACH_CHARACTER: Final = 50
"""What a template may spend for each character of its document, above the budget."""

_STEP: Final = 100
"""What a round of a loop, a call or a block costs, above the characters in it."""

_BODIES: Final = (nodes.Template, nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)
_FILTERS: Final = (
    *("abs", "capitalize", "count", "d", "default", "e", "escape", "first", "int", "last"),
    *("length", "list", "lower", "max", "min", "reverse", "safe", "sort", "string", "title"),
    *("trim", "truncate", "unique", "upper"),
)
_WIDE: Final = re.compile(r"%[^a-zA-Z%]*(?:\*|\d{4})")
_HOLDERS: Final = (list, tuple, dict, set, frozenset)


class _Generator(CodeGenerator):
    """Compiles templates so that they pay for what they do."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        # All at once: an outer body counts what stands in the inner ones too.
        for body in [node, *node.find_all(_BODIES)]:
            if isinstance(body, _BODIES):
                body.body.insert(0, _payment(body))
        super().visit_Template(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        self.fail("không dùng phép “~”; hãy viết hai chỗ điền liền nhau", node.lineno)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802
        self.fail("không dùng “{khóa: giá trị}” trong mẫu", node.lineno)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802
        self._check_items(node)
        super().visit_List(node, frame)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802
        if node.ctx == "load":
            self._check_items(node)
        super().visit_Tuple(node, frame)

    def _check_items(self, node: nodes.List | nodes.Tuple) -> None:
        """Refuse a list that could hold another one twice, and so grow by doubling."""
        if len(node.items) > 1 and not all(isinstance(each, nodes.Const) for each in node.items):
            self.fail("danh sách trong mẫu chỉ gồm chữ và số cố định", node.lineno)


class Sandbox(ImmutableSandboxedEnvironment):
    """Where HTML templates are compiled and filled; not to be shared between threads."""

    code_generator_class = _Generator
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, loader: BaseLoader | None = None) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=self._printed,
        )
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.filters["format"] = _formatted
        self._left = BUDGET

    def begin(self, characters: int) -> None:
        """Give the budget for a document of so many *characters*."""
        self._left = BUDGET + FOR_EACH_CHARACTER * characters

    def spend(self, cost: int) -> None:
        """Take *cost* from the budget.

        Raises:
            SecurityError: it is used up.
        """
        self._left -= cost
        if self._left < 0:
            raise SecurityError("mẫu lặp hoặc in quá nhiều so với văn bản")

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Add numbers; nothing else multiplies, is raised to a power or formatted."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator != "+" or not numbers:
            raise SecurityError(f"không dùng phép “{operator}” với chữ hay danh sách trong mẫu")
        return left + right

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401
        """Allow macros, blocks and what belongs to a loop; no method of a text or of a number."""
        bound = getattr(obj, "__self__", None)
        return isinstance(obj, Macro | BlockReference | LoopContext) or (
            isinstance(bound, LoopContext) or obj == self.spend
        )

    def _printed(self, value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
        """Pay for *value*; a list would be printed as Python writes it."""
        if isinstance(value, Undefined):
            return value
        if isinstance(value, _HOLDERS):
            raise SecurityError("không in được cả danh sách; hãy dùng “for”")
        text = value if isinstance(value, str) else str(value)
        self.spend(len(text))
        return value


def _payment(body: Any) -> nodes.ExprStmt:  # noqa: ANN401 - the kinds of _BODIES
    cost = _STEP + sum(len(each.data) for each in body.find_all(nodes.TemplateData))
    call = nodes.Call(nodes.EnvironmentAttribute("spend"), [nodes.Const(cost)], [], None, None)
    statement = nodes.ExprStmt(call)
    statement.set_lineno(body.lineno)
    return statement


def _formatted(text: str, *values: object) -> str:
    """Jinja's ``format``, without widths that fill the memory."""
    if _WIDE.search(text):
        raise SecurityError("độ rộng trong “format” quá lớn")
    formatted: Callable[..., str] = do_format
    return formatted(text, *values)
