"""What an import could not decide, with the sentence that the clerk reads at the place."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from soanthao.findings import Finding, Severity
from soanthao.intake.proposal import Doubt, Path
from soanthao.notice.source import Place

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

_SENTENCES: Final[Mapping[str, tuple[Severity, str]]] = MappingProxyType(
    {
        "N308": (
            _WARNING,
            "mục nằm dưới một đơn vị nhưng đọc như một nhận xét, nên đã ghi “order: false”; nếu là "
            "việc phải làm thì bỏ dòng đó",
        ),
        "N511": (
            _WARNING,
            "mục này không nêu đơn vị; đã lấy theo lời dẫn “{lead}”: hãy xem lại “to”",
        ),
        "N512": (
            _WARNING,
            "chưa rõ giao đơn vị nào; hãy ghi “to”, hoặc “order: false” nếu không giao việc",
        ),
        "N513": (
            _WARNING,
            "đầu văn bản in “{found}”, khác agency.yaml; hãy xem lại agency.yaml hoặc “issuer”",
        ),
        "N514": (_WARNING, "địa danh in là “{found}”, trong agency.yaml là “{known}”"),
        "N515": (_WARNING, "đoạn giao việc còn nhắc “{found}” mà chưa rõ làm gì; hãy xem lại"),
        "N516": (
            _WARNING,
            "một việc chưa ghi được vì “{quote}” có nhiều chỗ giống nhau; hãy tự ghi vào “parts”",
        ),
        "N517": (_INFO, "thời hạn chỉ bằng chữ “{words}”, không có ngày; hãy ghi ngày nếu biết"),
        "N518": (_WARNING, "thời hạn “{words}” thuộc việc của đơn vị nào chưa rõ; hãy xem lại"),
        "N521": (_ERROR, "không tìm thấy trích yếu; hãy ghi vào đây"),
        "N522": (_WARNING, "không đọc được tên cuộc họp từ trích yếu; hãy ghi “name”"),
        "N523": (_WARNING, "không đọc được ngày họp từ đoạn mở đầu; hãy ghi “held”"),
        "N524": (_WARNING, "không đọc được chức danh người chủ trì; hãy ghi “chair”"),
        "N525": (_ERROR, "không đọc được đủ chức vụ và họ tên người ký; hãy ghi vào đây"),
        "N526": (_WARNING, "văn bản đã có số mà còn dấu “{draft}”; đã bỏ “draft”, hãy xem lại số"),
    }
)


class Doubts:
    """Collects doubts in the order in which they arise."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._doubts: list[Doubt] = []

    def add(self, code: str, at: Path, place: Place | None = None, **words: object) -> None:
        """Note the doubt *code* at the value *at*; *words* fill its sentence."""
        severity, sentence = _SENTENCES[code]
        self.note(at, self._finding(code, severity, sentence.format(**words), place))

    def say(self, code: str, message: str, at: Path, place: Place | None = None) -> None:
        """Note a doubt that another room has put into words."""
        self.note(at, self._finding(code, Severity.WARNING, message, place))

    def note(self, at: Path, finding: Finding) -> None:
        """Note *finding* at the value *at*."""
        self._doubts.append(Doubt(at, finding))

    def aside(self) -> Doubts:
        """Return an empty collection for a reading that may be dropped."""
        return Doubts(self._path)

    def take(self, others: Doubts) -> None:
        """Note what was collected aside."""
        self._doubts.extend(others.all)

    @property
    def all(self) -> tuple[Doubt, ...]:
        """Every doubt noted so far."""
        return tuple(self._doubts)

    def _finding(self, code: str, severity: Severity, message: str, place: Place | None) -> Finding:
        at = place or Place()
        return Finding(code, message, self._path, at.line, at.column, severity, where=_words(at))


def _words(place: Place) -> str:
    """Return the place in words where the file has no lines."""
    return "" if place.line else str(place)
