"""Field types: how one scalar becomes a text, an id, a day …, each fault noted where it stands.

The validators never raise: a faulty value becomes None and its fault is in the run's ``Faults``.
So one pass over a file finds everything, and later checks see only what is sound.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Any, Final, TypeVar

from pydantic import (
    BeforeValidator,
    GetJsonSchemaHandler,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from soanthao.clock import VIETNAM
from soanthao.draft.faults import Faults, hint, shortened
from soanthao.draft.nodes import Fields, Listing, Node, Placed, Scalar, is_absent
from soanthao.draft.syntax import comment_behind
from soanthao.draft.text import Prose, read_text
from soanthao.language.nearest import nearest
from soanthao.notice.number import PartialDate

T = TypeVar("T")

ID: Final = re.compile(r"[a-z0-9-]+")
ITEM_ID: Final = re.compile(r"[a-z0-9./:-]+")
_LONGEST_ID: Final = 100
_OF_WINDOWS: Final = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
"""Names that Windows gives no file, whatever its ending; an id becomes the name of a letter."""

_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_OPEN_DAY: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MOMENT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\+07:00)?")
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})")
_YES: Final = frozenset({"true", "yes", "on", "có"})
_NO: Final = frozenset({"false", "no", "off", "không"})
WEEKDAYS: Final = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")


def faults_of(info: ValidationInfo) -> Faults:
    """Return the collector of the run."""
    faults: Faults = info.context["faults"]  # type: ignore[index]  # always given by read_shape
    return faults


def _scalar(value: object, info: ValidationInfo) -> Scalar | None:
    if isinstance(value, Scalar):
        if value.absent:
            faults_of(info).add("Y314", value)
            return None
        return value
    node = getattr(value, "node", None)
    if isinstance(node, Fields) and _broken_prose(node, info):
        return None
    if isinstance(node, Listing | Fields):
        faults_of(info).add("Y304", node)
    return None


def _broken_prose(node: Fields, info: ValidationInfo) -> bool:
    """Note a text that ``: `` turned into a mapping: its only key is no word of ours."""
    if len(node.entries) != 1:
        return False
    key, _ = next(iter(node.entries.values()))
    if ID.fullmatch(key.value):
        return False
    faults_of(info).add("Y121", key.source, key.end)
    return True


def _leaf(read: Callable[[Scalar, Faults], T | None]) -> PlainValidator:
    def validate(value: object, info: ValidationInfo) -> T | None:
        scalar = _scalar(value, info)
        return None if scalar is None else read(scalar, faults_of(info))

    return PlainValidator(validate)


def word_of(read: Callable[[str, Scalar, Faults], T | None]) -> PlainValidator:
    """Return a validator for a value that is one short word, placed."""

    def read_placed(scalar: Scalar, faults: Faults) -> Placed[T] | None:
        result = read(" ".join(scalar.value.split()), scalar, faults)
        return None if result is None else Placed(result, scalar)

    return _leaf(read_placed)


def _read_plain(scalar: Scalar, faults: Faults) -> Prose | None:
    prose = read_text(scalar, faults)
    return prose if prose.sound else None


def _read_rich(scalar: Scalar, faults: Faults) -> Prose | None:
    prose = read_text(scalar, faults, marked_up=True)
    return prose if prose.sound else None


def _read_cell(value: object, info: ValidationInfo) -> Prose | None:
    if isinstance(value, Scalar) and value.absent:
        return read_text(value, faults_of(info))
    scalar = _scalar(value, info)
    return None if scalar is None else _read_rich(scalar, faults_of(info))


def _id(pattern: re.Pattern[str]) -> Callable[[str, Scalar, Faults], str | None]:
    def read(text: str, scalar: Scalar, faults: Faults) -> str | None:
        if pattern.fullmatch(text) and len(text) <= _LONGEST_ID:
            if pattern is ID and _OF_WINDOWS.fullmatch(text):
                faults.add("Y417", scalar, text=text)
                return None
            return text
        faults.add("Y307", scalar, text=shortened(text))
        return None

    return read


def _reference(text: str, scalar: Scalar, faults: Faults) -> str | None:
    cut = comment_behind(scalar) if not ID.fullmatch(text) else None
    if cut is not None:
        faults.add("Y122", scalar.source, cut)
        return None
    return text


def integer(low: int, high: int | None = None) -> Callable[[str, Scalar, Faults], int | None]:
    """Return a reader of whole numbers from *low* to *high*."""
    upto = f" đến {high}" if high is not None else ""

    def read(text: str, scalar: Scalar, faults: Faults) -> int | None:
        number = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None
        if number is None or number < low or (high is not None and number > high):
            faults.add("Y308", scalar, text=shortened(text), low=low, high=upto)
            return None
        return number

    return read


def _ratio(text: str, scalar: Scalar, faults: Faults) -> float | None:
    if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", text) and float(text) > 0:
        return float(text)
    faults.add("Y315", scalar, text=shortened(text))
    return None


def _flag(text: str, scalar: Scalar, faults: Faults) -> bool | None:
    if text.lower() in _YES | _NO:
        return text.lower() in _YES
    faults.add("Y309", scalar, text=shortened(text))
    return None


def choice(*choices: str) -> Callable[[str, Scalar, Faults], str | None]:
    """Return a reader of one word out of *choices*."""

    def read(text: str, scalar: Scalar, faults: Faults) -> str | None:
        if text in choices:
            return text
        near = hint(nearest(text, choices))
        shown = ", ".join(choices)
        faults.add("Y310", scalar, text=shortened(text), hint=near, choices=shown)
        return None

    return read


def calendar_day(text: str, scalar: Scalar, faults: Faults) -> date | None:
    """Read ``YYYY-MM-DD``."""
    match = _DAY.fullmatch(text)
    if not match:
        faults.add("Y311", scalar, text=shortened(text), form="năm-tháng-ngày, như 2020-05-28")
        return None
    return existing_day(text, tuple(map(int, match.groups())), scalar, faults)


def existing_day(text: str, parts: tuple[int, ...], scalar: Scalar, faults: Faults) -> date | None:
    """Return the day of year, month, day *parts* if the calendar has it."""
    try:
        return date(*parts)
    except ValueError:
        faults.add("Y312", scalar, text=text)
        return None


def open_day(text: str, scalar: Scalar, faults: Faults) -> PartialDate | None:
    """Read ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``."""
    match = _OPEN_DAY.fullmatch(text)
    if not match:
        form = "2020-05-28, hoặc 2020-05, 2020 khi chưa rõ ngày"
        faults.add("Y311", scalar, text=shortened(text), form=form)
        return None
    try:
        return PartialDate(*(int(part) for part in match.groups() if part))
    except ValueError:
        faults.add("Y312", scalar, text=text)
        return None


def _moment(text: str, scalar: Scalar, faults: Faults) -> PartialDate | datetime | None:
    match = _MOMENT.fullmatch(text)
    if not match:
        return open_day(text, scalar, faults)
    day = calendar_day(match[1], scalar, faults)
    if day is None:
        return None
    try:
        clock = time(int(match[2]), int(match[3]), int(match[4]), tzinfo=VIETNAM)
    except ValueError:
        faults.add("Y313", scalar, text=text)
        return None
    return datetime.combine(day, clock)


def clock_time(text: str, scalar: Scalar, faults: Faults) -> time | None:
    """Read ``HH:MM``."""
    match = _CLOCK.fullmatch(text)
    if match and int(match[1]) < 24 and int(match[2]) < 60:
        return time(int(match[1]), int(match[2]))
    faults.add("Y313", scalar, text=shortened(text))
    return None


def _weekday(text: str, scalar: Scalar, faults: Faults) -> int | None:
    if re.fullmatch(r"[1-7]", text):
        return int(text)
    spelled = re.sub(r"^thứ ([2-7])$", lambda match: WEEKDAYS[int(match[1]) - 2], text.lower())
    found = choice(*WEEKDAYS)(spelled, scalar, faults)
    return None if found is None else WEEKDAYS.index(found) + 1


def _one_or_many(value: object) -> object:
    """Let a single value stand for a list of one."""
    return (
        [value]
        if isinstance(value, Scalar) or isinstance(getattr(value, "node", None), Fields)
        else value
    )


def _listed(value: object, info: ValidationInfo) -> object:
    """Refuse what is no list."""
    if isinstance(value, list):
        return value
    node = value if isinstance(value, Scalar) else getattr(value, "node", None)
    if isinstance(node, Scalar | Fields):
        faults_of(info).add("Y305", node)
    return []


def _keyed(value: object, info: ValidationInfo) -> object:
    """Refuse what is no mapping."""
    if isinstance(value, dict):
        return value
    node = value if isinstance(value, Scalar) else getattr(value, "node", None)
    if isinstance(node, Scalar | Listing):
        faults_of(info).add("Y306", node)
    return {}


def kept(values: tuple[T | None, ...]) -> tuple[T, ...]:
    """Return what is sound."""
    return tuple(value for value in values if value is not None)


@dataclass(frozen=True, slots=True)
class _OrOne:
    """Tells editors that one value may stand for a list of one."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        listed = handler(schema)
        return {"anyOf": [listed["items"], listed]}


OR_ONE: Final = _OrOne()
ONE_OR_MANY: Final = BeforeValidator(_one_or_many)
LISTED: Final = BeforeValidator(_listed)
KEYED: Final = BeforeValidator(_keyed)

_DAY_SCHEMA: Final[dict[str, Any]] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_OPEN_SCHEMA: Final[dict[str, Any]] = {
    "type": ["string", "integer", "null"],
    "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$",
}
_NUMBER_SCHEMA: Final[dict[str, Any]] = {"type": ["integer", "string", "null"], "pattern": r"^\d*$"}

Text = Annotated[Prose | None, _leaf(_read_plain), WithJsonSchema({"type": ["string", "number"]})]
TextOrFlag = Annotated[
    Prose | None, _leaf(_read_plain), WithJsonSchema({"type": ["string", "boolean"]})
]
Rich = Annotated[Prose | None, _leaf(_read_rich), WithJsonSchema({"type": "string"})]
Cell = Annotated[
    Prose | None, PlainValidator(_read_cell), WithJsonSchema({"type": ["string", "number", "null"]})
]
Id = Annotated[
    Placed[str] | None,
    word_of(_id(ID)),
    WithJsonSchema({"type": ["string", "integer"], "pattern": "^[a-z0-9-]+$"}),
]
ItemId = Annotated[
    Placed[str] | None,
    word_of(_id(ITEM_ID)),
    WithJsonSchema({"type": ["string", "number"], "pattern": "^[a-z0-9./:-]+$"}),
]
Reference = Annotated[Placed[str] | None, word_of(_reference), WithJsonSchema({"type": "string"})]
Number = Annotated[Placed[int] | None, word_of(integer(1)), WithJsonSchema(_NUMBER_SCHEMA)]
Count = Annotated[Placed[int] | None, word_of(integer(1, 31)), WithJsonSchema({"type": "integer"})]
Word = Annotated[
    Placed[str] | None, word_of(lambda text, *_: text), WithJsonSchema({"type": "string"})
]
Ratio = Annotated[Placed[float] | None, word_of(_ratio), WithJsonSchema({"type": "number"})]
Flag = Annotated[Placed[bool] | None, word_of(_flag), WithJsonSchema({"type": "boolean"})]
Day = Annotated[Placed[date] | None, word_of(calendar_day), WithJsonSchema(_DAY_SCHEMA)]
OpenDay = Annotated[Placed[PartialDate] | None, word_of(open_day), WithJsonSchema(_OPEN_SCHEMA)]
Moment = Annotated[
    Placed[PartialDate | datetime] | None,
    word_of(_moment),
    WithJsonSchema({"type": ["string", "integer", "null"]}),
]
Clock = Annotated[Placed[time] | None, word_of(clock_time), WithJsonSchema({"type": "string"})]
Weekday = Annotated[
    Placed[int] | None,
    word_of(_weekday),
    WithJsonSchema({"enum": [*WEEKDAYS, *range(1, 8)]}),
]


class Branch(dict[str, object]):
    """Keys and values for pydantic, with the node they come from."""

    def __init__(self, node: Fields) -> None:
        super().__init__(
            (key, branch_of(value))
            for key, (_, value) in node.entries.items()
            if not is_absent(value)
        )
        self.node = node


class Twig(list[object]):
    """A list for pydantic, with the node it comes from."""

    def __init__(self, node: Listing) -> None:
        super().__init__(branch_of(item) for item in node.items)
        self.node = node


def branch_of(node: Node) -> object:
    """Return *node* as pydantic takes it: dicts, lists and scalars; keys without value left out."""
    if isinstance(node, Scalar):
        return node
    return Twig(node) if isinstance(node, Listing) else Branch(node)
