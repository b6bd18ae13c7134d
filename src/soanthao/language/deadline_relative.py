"""Deadlines counted from something, and those that an event sets instead of a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Literal

from soanthao.language.dates import Moment, resolve
from soanthao.language.deadline_cues import FORECAST, PAST, is_ordered
from soanthao.language.deadline_dated import within
from soanthao.language.deadline_found import Candidate, Passage
from soanthao.notice.deadline import AtEvent, Before, OnOrBefore, Relative, Vague, Within

_NUMBER: Final = r"(?P<count>\d{1,3})(?: \([^)]{1,20}\))?"
_UNIT: Final = (
    r"(?P<unit>ngày làm việc|ngày|giờ làm việc|giờ|h|tiếng|phút|tuần|tháng|năm)(?!\w)(?! ?\d)"
)
_LASTING: Final = re.compile(
    r"(?<!\w)(?P<mark>(?:chậm nhất|muộn nhất) (?:là )?(?:sau|trong(?: thời hạn| vòng)?)?|"
    r"không (?:quá|muộn hơn|chậm hơn|vượt quá)|tối đa(?: là| trong)?|trong (?:thời hạn|thời gian|"
    r"vòng|khoảng)(?: không quá|"
    r" tối đa)?|"
    rf"trong|thời hạn|sau) ?{_NUMBER} ?{_UNIT}"
    r"(?:,? (?:(?:kể|tính)(?: từ)?|từ|sau)(?: thời điểm)? (?P<anchor>[^.;,:()]+))?"
)
_BARE: Final = re.compile(
    rf"(?<![\w.,/]){_NUMBER} {_UNIT},? (?:(?:kể|tính) từ|sau(?= (?:khi|ngày (?!\d))))"
    r"(?: thời điểm)? (?P<anchor>[^.;,:()]+)"
)
"""The same without a word that it is the longest: ``thẩm định 07 ngày kể từ ngày nhận hồ sơ``."""
_PAST: Final = re.compile(r" (?:qua|đầu|nghỉ|lễ|cuối|trước|liên tục|gần đây|diễn ra)(?!\w)")
_AHEAD: Final = re.compile(
    rf"(?<!\w)(?:trước (?P<anchor>(?!ngày \d|\d)[^.;,:()\d]{{3,60}}?) (?:ít nhất |"
    rf"tối thiểu )?{_NUMBER} {_UNIT}"
    r"|(?:ít nhất |tối thiểu |chậm nhất )?(?P<count2>\d{1,3}) (?P<unit2>ngày làm việc|ngày) "
    r"trước (?P<anchor2>(?!ngày \d|\d)[^.;,:()]{3,60}))"
)
_ANCHOR_END: Final = re.compile(
    r"(?<=\w) (?:để|phải|giao|yêu cầu|thì|và (?:báo|gửi)|đề nghị|báo cáo|chịu trách nhiệm)(?!\w)"
)
_MEETING: Final = (
    r"(?:phiên họp|kỳ họp|cuộc họp|buổi họp|phiên giao ban|"
    r"hội nghị|đại hội|cuộc giao ban|buổi làm việc)"
)
_AT: Final = re.compile(rf"(?<!\w)(?:ngay )?tại (?P<event>{_MEETING}(?!\w)[^.;:()]*)")
_EVENT_END: Final = re.compile(
    r",? (?:để|trước|theo|về|nhằm|và|giao(?! ban)|yêu cầu|xem xét|cho ý kiến|làm(?! việc)|đã|như|"
    r"thông qua|"
    r"quyết định)(?!\w)|,(?! khóa)"
)
_ASKED: Final = re.compile(
    r"(?<!\w)(?:báo cáo|trình|xin ý kiến|cho ý kiến|thông qua|tham mưu|đề xuất|xem xét|giải trình|"
    r"trả lời|"
    r"tổng hợp|cho chủ trương|quyết định|chuẩn bị|đưa ra|bàn)(?!\w)[^;.]*$"
)
_HELD: Final = re.compile(
    r"(?<!\w)(?:kết luận|nội dung|chỉ đạo|phát biểu|giao|nêu|(?<!xin )(?<!cho )ý kiến|nghị quyết|"
    r"thông báo|"
    r"kết luận của [^,;.]*)[ ]*$|(?<!\w)(?:kết luận|đã [^,;.]*)(?!\w)[^,;.]*$|"
    r"(?<!\w)(?:phát biểu|(?<!xin )(?<!cho )(?<!lấy )ý kiến (?:của|thảo luận))(?!\w)[^;.]*$"
)
_TAKEN: Final = re.compile(r"(?<!\w)(?:được|đã)(?!\w)[^;.]*$")
_SOON: Final = re.compile(
    r"tháng|gần nhất|tới|tiếp theo|thường kỳ|cuối năm|giữa năm|thứ|ngày|hđnd|hội đồng|tổng kết|"
    r"sơ kết"
)
_STOPPED: Final = (
    r"(?:(?! (?:giao(?! ban)|yêu cầu|đề nghị|thì|báo cáo|các đơn vị|phải)(?!\w))[^.;,:()])*"
)
_OF_WEEK: Final = r"(?:đầu|giữa|cuối|(?:(?:sáng|chiều) )?thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])),?"
_EVENT: Final = re.compile(
    rf"(?<!\w)(?:(?P<order>trước khi {_STOPPED})|(?P<quick>ngay (?:sau khi|khi|"
    rf"sau(?= \w)) {_STOPPED})"
    rf"|(?P<when>khi có (?:kết quả|ý kiến|văn bản|hướng dẫn|quyết định|chủ trương){_STOPPED})"
    rf"|(?P<until>(?:cho )?đến khi {_STOPPED})"
    rf"|(?P<before>trước (?:thềm |ngày (?!\d|thứ|cuối)|các |dịp )?"
    rf"(?:{_MEETING}|tết|mùa |năm học mới|ngày (?!\d|thứ|cuối)|bầu cử|khai giảng|"
    rf"lễ )(?!\d){_STOPPED})"
    r"|(?P<around>trước, trong và sau [^.;,:()]+)|(?P<hour>trong tuần(?: này| tới| sau| (?:đầu|"
    r"cuối|thứ) [^.;,()]{1,25})?|"
    r"(?:ngay )?trong (?:ngày |buổi )?(?:(?:sáng|trưa|chiều|tối|đêm) )?(?:hôm nay|nay|ngày mai|"
    r"mai)|"
    rf"(?:trước |vào )?(?:{_OF_WEEK} )?tuần (?:này|sau|tới)|"
    rf"{_OF_WEEK} tuần (?:đầu|cuối)(?: cùng)?(?: của)? tháng(?! \d)|"
    r"(?:(?:vào|trong) )?(?:\d{1,2} )?tuần (?:(?:thứ )?[1-4]|đầu|cuối) (?:của )?tháng \d{1,2}"
    r"(?:(?:/| năm )20\d\d)?|"
    r"trong (?:ngày(?: làm việc)?|tháng|quý)(?= ?(?:[.;:)]|$)))(?!\w))"
)
_LEFTOVER: Final = re.compile(
    r"(?<!\w)(?P<mark>chậm nhất|muộn nhất|trễ nhất|hạn chót|(?:(?<=hoàn thành )|(?<=xong ))trước|"
    r"trước(?= (?:\d|cuối|thời hạn \w|thời gian|thời điểm|dịp|kỳ|đợt|lúc|giờ|vụ (?!án|việc)|năm))|"
    r"vào(?= ngày (?:cuối|đầu|làm việc)))"
    r" [^.;,()]{2,80}"
)
_VAGUE_CODES: Final = {"order": "N407", "when": "N407", "hour": "N409", "around": "N407"}


def read_relative(passage: Passage) -> Iterator[Candidate]:
    """Yield deadlines counted in days: ``trong thời hạn 07 ngày làm việc kể từ …``."""
    low = passage.folded.low
    for match in _AHEAD.finditer(low):
        name = "anchor" if match["anchor"] else "anchor2"
        unit = match["unit"] or match["unit2"]
        start, stop = match.span(name)
        stop = min(stop, _cut(low, start, stop))
        anchor = passage.folded.plain[start:stop].strip()
        end = match.end() if name == "anchor" else stop
        count = int(match["count"] or match["count2"])
        yield _counted(passage, (match.start(), end), (count, unit), anchor, before=True)
    for match in _LASTING.finditer(low):
        candidate = _lasting(passage, match)
        if candidate:
            yield candidate
    for match in _BARE.finditer(low):
        start, stop = match.span("anchor")
        stop = _cut(low, start, stop)
        anchor = passage.folded.plain[start:stop].strip()
        length = (int(match["count"]), match["unit"])
        if (
            anchor
            and match["unit"] != "năm"
            and is_ordered(passage.before(match.start()), passage.behind(stop))
        ):
            counted = _counted(passage, (match.start(), stop), length, anchor, before=False)
            yield replace(counted, code=counted.code or "N407")


def _cut(low: str, start: int, stop: int) -> int:
    end = _ANCHOR_END.search(low, start, stop)
    return end.start() if end else stop


def _lasting(passage: Passage, match: re.Match[str]) -> Candidate | None:
    low, mark = passage.folded.low, match["mark"].strip()
    # A licence or a lease that holds for years is not to be done in them.
    if match["unit"] == "năm" and passage.before(match.start()).endswith("có "):
        return None
    if match["anchor"]:
        start, stop = match.span("anchor")
        stop = _cut(low, start, stop)
        anchor = passage.folded.plain[start:stop].strip()
        if not anchor:
            return None
        counted = _counted(
            passage,
            (match.start(), stop),
            (int(match["count"]), match["unit"]),
            anchor,
            before=False,
        )
        return replace(counted, code="N407") if mark == "sau" else counted
    if _PAST.match(low, match.end()) or match["unit"] == "năm":
        return None
    before, behind = passage.before(match.start()), passage.behind(match.end())
    told = PAST.search(behind) or not is_ordered(before, behind)
    if mark in {"sau", "thời hạn"} and (told or before.endswith("có ")):
        return None
    words = passage.words(*match.span())
    return Candidate(*match.span(), Vague(words), "N409")


def _counted(
    passage: Passage, span: tuple[int, int], length: tuple[int, str], anchor: str, *, before: bool
) -> Candidate:
    count, unit = length
    units: dict[str, Literal["day", "working-day"]] = {
        "ngày": "day",
        "ngày làm việc": "working-day",
    }
    if unit == "tuần":
        count, unit = count * 7, "ngày"
    if unit not in units or not count:
        return Candidate(*span, Vague(passage.words(*span)), "N409")
    return Candidate(*span, Relative(count, units[unit], anchor, before))


def read_events(passage: Passage) -> Iterator[Candidate]:
    """Yield deadlines that an event sets: ``tại phiên họp tháng 6/2020``, ``ngay sau khi …``."""
    for match in _AT.finditer(passage.folded.low):
        candidate = _at(passage, match)
        if candidate:
            yield candidate
    for match in _EVENT.finditer(passage.folded.low):
        group = match.lastgroup or ""
        start, stop = match.span()
        stop -= len(match[0]) - len(match[0].rstrip())
        yield Candidate(start, stop, Vague(passage.words(start, stop)), _VAGUE_CODES.get(group, ""))


def _at(passage: Passage, match: re.Match[str]) -> Candidate | None:
    start, stop = match.span("event")
    end = _EVENT_END.search(passage.folded.low, start, stop)
    stop = end.start() if end else stop
    inside = [m for m in passage.moments if start <= m.start < m.stop <= match.end("event")]
    if inside and inside[-1].stop > stop and inside[-1].start < stop:
        stop = inside[-1].stop
    stop -= len(passage.folded.low[start:stop]) - len(passage.folded.low[start:stop].rstrip())
    before = passage.before(match.start())
    stated = re.match(r" \((?P<by>[^)]*)\)", passage.folded.low[stop:])
    alone = not before.strip() and stated is not None and "số" not in stated["by"]
    if (
        FORECAST.search(before)
        or _HELD.search(before)
        or not (_ASKED.search(before) or alone or not before.strip())
    ):
        return None
    within_brackets = [
        m for m in passage.moments if stated and stop <= m.start < stop + stated.end()
    ]
    by, code = _by(passage, within_brackets or [m for m in inside if m.stop <= stop])
    event = passage.folded.plain[start:stop].strip()
    if not before.strip() and not alone and (stated or match.end() < len(passage.folded.low)):
        return None
    if within_brackets and stated:
        stop += stated.end()
    if code == "N404" and _TAKEN.search(before):
        return None
    if not by and not _SOON.search(event.lower()):
        code = code or "N407"
    return Candidate(match.start(), stop, AtEvent(event, by), code)


def _by(passage: Passage, moments: list[Moment]) -> tuple[OnOrBefore | Before | Within | None, str]:
    if not moments:
        return None, ""
    resolved = resolve(moments[-1], passage.reference)
    if resolved.first is None:
        return None, resolved.doubt
    point, moment = passage.reference.point, resolved.moment
    marked = passage.folded.low[: moment.start].endswith("trước ")
    if moment.part in {"đầu", "giữa"}:
        return None, ""
    if moment.kind in {"day", "weekday"}:
        by: OnOrBefore | Before | Within | None = (Before if marked else OnOrBefore)(
            resolved.first, moment.at
        )
        over = point is not None and resolved.first < point.first_day
    else:
        by = within(moment)
        over = False
    return by, resolved.doubt or ("N404" if over else "")


def read_leftovers(passage: Passage) -> Iterator[Candidate]:
    """Yield markers behind which nothing was understood, with their words: never in silence."""
    for match in _LEFTOVER.finditer(passage.folded.low):
        start, stop = match.start(), _cut(passage.folded.low, match.start(), match.end())
        known = any(start < each.stop and each.start < stop for each in passage.moments)
        if not known and stop - start > len(match["mark"]) + 1:
            yield Candidate(start, stop, Vague(passage.words(start, stop)), "N409")
