"""Every fault that the two files can hold: one code, one sentence with the cure.

Codes are stable. Y1xx file and YAML · Y2xx text · Y3xx keys and types · Y4xx agency.yaml ·
Y5xx conclusion.yaml. ``docs/errors.md`` explains each one.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from soanthao.draft.nodes import Node
from soanthao.draft.source import Source
from soanthao.findings import Finding, Severity

_SHOWN: Final = 24
"""How many right words a message shows at most."""

_LONGEST: Final = 1_000
"""Characters of the draft that a message shows at most."""

MAX_FAULTS: Final = 1_000
"""More than these nobody mends in one go; finding the rest would take its time."""

_BLOCK: Final = "hãy viết chữ ở dòng dưới, sau “>-”, hoặc đặt trong dấu nháy"

MESSAGES: Final = MappingProxyType(
    {
        # file and YAML
        "Y101": "Tệp lớn hơn 5 MB; hãy kiểm tra lại có đúng tệp cần đọc không.",
        "Y102": (
            "Tệp chứa byte NUL nên không phải tệp văn bản; hãy lưu lại thành tệp chữ, mã UTF-8."
        ),
        "Y103": "Byte {byte} tại đây không phải UTF-8; hãy lưu lại tệp với bảng mã UTF-8.",
        "Y104": "Tệp trống; hãy bắt đầu bằng lệnh “soanthao new” hoặc điền nội dung.",
        "Y105": (
            "Tệp chứa nhiều tài liệu YAML (dòng “---” thứ hai); hãy tách thành các tệp riêng."
        ),
        "Y106": "Lồng nhau quá {limit} tầng; hãy bỏ bớt tầng hoặc dấu ngoặc thừa.",
        "Y107": "Không dùng thẻ YAML “{tag}”; hãy bỏ thẻ, chỉ ghi giá trị.",
        "Y108": "Quá {limit} bí danh YAML (*tên); hãy viết lại nội dung thay vì dùng bí danh.",
        "Y109": (
            "Bí danh “*{name}” chưa được đặt ở đâu; nếu là chữ in nghiêng thì " + _BLOCK + "."
        ),
        "Y110": (
            "Bí danh “*{name}” lồng trong bí danh khác hoặc trong chính nó; hãy viết lại nội dung."
        ),
        "Y111": "Khóa phải là một từ đứng trước dấu hai chấm; hãy ghi tên khóa.",
        "Y112": "Khóa “{key}” đã có ở dòng {line}; hãy giữ một khóa.",
        "Y113": "Không mở được tệp: {reason}.",
        "Y114": (
            "Tệp có hơn {limit} giá trị; hãy kiểm tra lại có đúng tệp cần đọc không, hoặc tách bớt."
        ),
        "Y115": "Đoạn chữ dài hơn {limit} ký tự; hãy tách thành nhiều đoạn.",
        "Y116": "Tệp có hơn {limit} lỗi; hãy sửa các lỗi đã nêu rồi chạy lại để xem các lỗi sau.",
        "Y120": (
            "Không đọc được cấu trúc YAML tại đây; hãy kiểm tra thụt dòng, dấu nháy và dấu ngoặc."
        ),
        "Y121": ("Dấu hai chấm “: ” làm đứt đoạn chữ không có dấu nháy; " + _BLOCK + "."),
        "Y122": (
            "Dấu “ #” cắt bỏ phần chữ phía sau nó; "
            + _BLOCK
            + " (nếu là ghi chú, hãy đưa lên dòng riêng, thụt ngang với khóa)."
        ),
        "Y123": "Thụt dòng bằng phím Tab; hãy thay bằng dấu cách.",
        "Y124": (
            "Dòng này thiếu dấu hai chấm sau tên khóa, hoặc là chữ chưa thụt dòng; "
            "hãy thụt vào cùng đoạn chữ, hoặc thêm “: ”."
        ),
        "Y125": "Dấu nháy mở tại đây chưa được đóng; hãy thêm dấu nháy đóng.",
        "Y126": (
            "Dấu “\\” trong nháy kép phải đi với ký tự YAML hiểu được; hãy viết “\\\\”, hoặc "
            "dùng “>-”."
        ),
        "Y127": ("Đoạn chữ không thể bắt đầu bằng “{char}”; " + _BLOCK + "."),
        "Y128": "Dấu ngoặc mở tại đây chưa được đóng, hoặc thiếu dấu phẩy; hãy kiểm tra lại.",
        "Y129": (
            "Dòng này thụt không thẳng với các dòng cùng cấp, hoặc thiếu “- ”; hãy chỉnh "
            "lại thụt dòng."
        ),
        "Y130": "Dấu “- ” của danh sách phải nằm ở dòng riêng, dưới tên khóa; hãy xuống dòng.",
        "Y131": (
            "Dấu phẩy trong ngoặc cắt rời đoạn chữ tại đây; hãy đặt cả đoạn chữ trong dấu nháy."
        ),
        "Y132": (
            "Có chữ đứng sau dấu nháy đóng; hãy để cả đoạn trong một cặp dấu nháy, dấu nháy bên "
            "trong viết “\\\"” (nháy kép) hoặc “''” (nháy đơn)."
        ),
        # text
        "Y201": "Có dòng trống giữa đoạn chữ; hãy bỏ dòng trống, hoặc tách thành đoạn riêng.",
        "Y202": "Ký tự điều khiển hoặc dùng riêng {name} không được có trong tệp; hãy xóa.",
        "Y203": "Dấu gạch nối ẩn (U+00AD) trong đoạn chữ; hãy xóa.",
        "Y204": "Ký tự không bề rộng {name} trong đoạn chữ; hãy xóa.",
        "Y205": "Ký tự đổi chiều viết {name} trong đoạn chữ; hãy xóa.",
        "Y206": "Đánh dấu chữ sai: {reason}; muốn in chính ký tự đó thì thêm “\\” phía trước.",
        "Y207": "Chữ ghép {name} (như ﬁ, ﬂ) trong đoạn chữ; hãy gõ lại thành các chữ rời.",
        "Y208": (
            "Ký tự {name} không có trong phông chữ của văn bản nên không in được; hãy thay bằng "
            "chữ hoặc dấu thường."
        ),
        "Y209": (
            "Chữ Việt dựng sẵn và tổ hợp lẫn lộn (tệp không ở dạng NFC); đã tự chuyển sang "
            "dựng sẵn."
        ),
        # keys and types
        "Y301": "Không có khóa “{key}” ở đây{hint}.",
        "Y302": "Thiếu khóa bắt buộc “{key}”; hãy thêm vào.",
        "Y303": "Khóa “{key}” chưa có nội dung; hãy điền vào.",
        "Y304": (
            "Chỗ này phải là một đoạn chữ hoặc một giá trị; hãy ghi giá trị ngay sau dấu hai chấm."
        ),
        "Y305": "Chỗ này phải là danh sách; hãy ghi mỗi dòng một “- ”.",
        "Y306": "Chỗ này phải là các cặp “khóa: giá trị”.",
        "Y307": (
            "“{text}” không phải mã hợp lệ; mã chỉ gồm chữ thường không dấu a–z, số và dấu “-”, "
            "nhiều nhất 100 ký tự."
        ),
        "Y308": "“{text}” không phải số nguyên từ {low}{high}; hãy ghi một số.",
        "Y309": "“{text}” không phải có hay không; hãy ghi “true” hoặc “false”.",
        "Y310": "Không có giá trị “{text}” ở đây{hint}; được dùng: {choices}.",
        "Y311": "“{text}” không đúng dạng ngày; hãy viết {form}.",
        "Y312": "Ngày “{text}” không có trên lịch; hãy kiểm tra lại ngày, tháng.",
        "Y313": "“{text}” không đúng dạng giờ; hãy viết như 14:00.",
        "Y314": "Mục này trống; hãy điền nội dung hoặc bỏ dấu “- ”.",
        "Y315": "“{text}” không phải số dương; hãy ghi như 1 hoặc 2.5.",
        "Y316": "Tệp này phải có “schema: {wanted}”, không phải “{text}”.",
        "Y317": "Danh sách này không được trống; hãy ghi ít nhất một mục.",
        # agency.yaml
        "Y401": (
            "Mã “{id}” đã dùng ở dòng {line}; đơn vị và nhóm chung một bộ mã, hãy đặt mã khác."
        ),
        "Y402": "Mã “all” dành riêng cho “tất cả đơn vị”; hãy đặt mã khác.",
        "Y403": "Không có đơn vị hay nhóm “{id}”{hint}.",
        "Y404": "Không có nhóm “{id}”{hint}.",
        "Y405": "Không có đơn vị kế thừa “{id}”{hint}.",
        "Y406": "Nhóm lồng vòng quanh: {loop}; hãy bỏ một mắt xích.",
        "Y407": "Nhóm “{id}” không có đơn vị nào; hãy thêm “members” hoặc bỏ nhóm.",
        "Y408": "Ngày “until” ({until}) đứng trước ngày “from” ({start}); hãy sửa lại.",
        "Y409": (
            "Chưa có “head” (chức danh người chủ trì), công văn không nói được ai giao "
            "việc; hãy thêm “head” vào agency.yaml."
        ),
        "Y410": (
            "Chưa có “office” (văn phòng theo dõi) mà người ký công văn ký thừa lệnh; hãy "
            "thêm “office” vào agency.yaml."
        ),
        "Y411": "Câu này không dùng được “{{{name}}}”{hint}.",
        "Y412": "Câu này thiếu “{{{name}}}”; hãy thêm vào chỗ cần điền.",
        "Y413": (
            "Dấu “{name}” lẻ; chỗ cần điền viết bằng một tên trong hai dấu ngoặc, như “{{unit}}”."
        ),
        "Y414": "Câu này phải mở đầu bằng chữ, rồi mới đến “{{items}}”; hãy thêm chữ phía trước.",
        "Y415": "“{{{name}}}” chỉ ghi được một lần trong câu này; hãy bỏ chỗ thứ hai.",
        "Y416": ("Nhóm “{id}” lồng quá nhiều nhóm; hãy ghi thẳng các đơn vị vào “members”."),
        "Y417": "Windows không cho đặt tên tệp là “{text}”; hãy đặt mã khác.",
        "Y418": "Không có phần việc “{text}”{hint}; được dùng: {choices}.",
        "Y419": (
            "Không có loại văn bản “{text}”{hint}; hãy dùng chữ viết tắt ở Phụ lục III "
            "Nghị định 30/2020/NĐ-CP, hoặc “cong-van” cho công văn."
        ),
        "Y420": (
            "Loại văn bản “{kind}” đã có dãy số ở dòng {line}; mỗi loại chỉ thuộc một dãy số, hãy "
            "bỏ một chỗ."
        ),
        "Y421": (
            "Bản sao (SY, TrS, SL) luôn có dãy số riêng, nên “{text}” không thuộc nhóm nào; hãy "
            "bỏ đi."
        ),
        "Y422": "Tên “{name}” dành riêng cho dãy số của bản sao; hãy đặt tên khác.",
        "Y423": (
            "Sổ đăng ký chỉ có một cách: “own” (soanthao cấp số) hoặc “external” (số cấp ở hệ "
            "thống khác); hãy bỏ một khóa."
        ),
        "Y424": (
            "“{text}” gần giống “theo-loai” (mỗi loại văn bản một dãy số); hãy viết đúng "
            "“theo-loai”, hoặc đặt tên khác nếu đây là tên của dãy số chung."
        ),
        # conclusion.yaml
        "Y501": "Không có đơn vị hay nhóm “{id}”{hint}; xem danh bạ bằng “soanthao units”.",
        "Y502": "Đơn vị “{id}” chỉ hoạt động đến {until}, trước ngày {day}{successor}.",
        "Y503": (
            "Đơn vị “{id}” hoạt động từ {start}, sau ngày {day}; hãy dùng đơn vị có vào ngày đó."
        ),
        "Y504": (
            "Nhóm “{id}” không còn đơn vị nào hoạt động vào ngày {day}; hãy sửa danh bạ "
            "hoặc dùng nhóm khác."
        ),
        "Y505": "Không có người ký “{id}”{hint}.",
        "Y506": "Người ký “{name}” không giữ chức vào ngày {day} ({term}); hãy chọn người khác.",
        "Y507": "Không có cơ quan ban hành “{id}” trong “issuers”{hint}.",
        "Y508": "Mã mục “{id}” đã dùng ở dòng {line}; hãy đặt mã khác hoặc bỏ “id”.",
        "Y509": "Không thấy “{quote}” trong nội dung của mục{hint}; hãy chép đúng nguyên văn.",
        "Y510": (
            "“{quote}” có {count} lần trong nội dung của mục; hãy chép dài hơn để chỉ còn một chỗ."
        ),
        "Y511": (
            "Các đoạn trích của cùng một phần chồng lên nhau tại “{quote}”; hãy trích rời nhau."
        ),
        "Y512": (
            "Văn bản mật không được soạn thảo trên phần mềm này ({word}); hãy bỏ dòng này "
            "và soạn theo quy định về bảo vệ bí mật nhà nước."
        ),
        "Y513": "Văn bản đã có số thì không còn là dự thảo; hãy bỏ “draft” hoặc bỏ “number”.",
        "Y514": (
            "Không có loại văn bản “{text}”{hint}; hãy dùng chữ viết tắt ở Phụ lục III "
            "Nghị định 30/2020/NĐ-CP."
        ),
        "Y515": "Có cả “due” lẫn “no_due”; hãy giữ một trong hai.",
        "Y516": (
            "Không biết văn bản thuộc ngày nào; hãy ghi “notice.issued” (ít nhất là năm) "
            "hoặc “meeting.held”."
        ),
        "Y517": (
            "Mục nằm ở tầng {depth} mà “numbering” chỉ có {levels} tầng; hãy thêm ký hiệu "
            "vào “numbering” hoặc ghi “marker”."
        ),
        "Y518": "Hàng này có {cells} ô mà bảng có {columns} cột; hãy sửa cho khớp.",
        "Y519": "Có {widths} độ rộng mà bảng có {columns} cột; hãy sửa cho khớp.",
        "Y520": (
            "Thời hạn phải có đúng một trong: event, every, within, from, vague, by; hãy xem lại."
        ),
        "Y521": "Thời hạn dạng “{form}” không dùng khóa “{key}”; hãy bỏ.",
        "Y522": "Thời hạn dạng “{form}” thiếu “{key}”; hãy thêm vào.",
        "Y523": "Khoảng thời gian kết thúc ({end}) trước khi bắt đầu ({start}); hãy sửa lại.",
        "Y524": (
            "Chưa có ký hiệu văn bản; hãy ghi “notice.symbol”, hoặc “symbols.notice” trong "
            "agency.yaml."
        ),
        "Y525": (
            "Không tìm thấy agency.yaml trong thư mục này và các thư mục trên; hãy tạo "
            "bằng “soanthao new”, hoặc ghi đường dẫn ở khóa “agency”."
        ),
        "Y526": "Không tìm thấy tệp cơ quan “{path}”; hãy kiểm tra lại đường dẫn.",
        "Y527": (
            "Chưa có gì để làm trích yếu “V/v” của công văn; hãy ghi “meeting.name” hoặc "
            "“letters.subject”."
        ),
        "Y528": "Chỉ trích sao điện tử mới ghi giờ ký; hãy chỉ ghi ngày, như 2020-05-28.",
        "Y529": "Số {number} đã cấp cho công văn “{other}”; mỗi công văn một số.",
        "Y530": (
            "“{text}” không mở đầu một dãy đánh số; hãy ghi ký hiệu đầu tiên, như “1.”, "
            "“a)”, “I.”, “-”."
        ),
        "Y531": (
            "Danh sách nơi nhận lẫn cả dòng và khối; hãy ghi toàn dòng, hoặc toàn khối có "
            "“heading”."
        ),
        "Y532": (
            "Chưa có ký hiệu công văn; hãy ghi “letters.symbol”, hoặc “symbols.letter” "
            "trong agency.yaml."
        ),
        "Y533": "Ngày {day} không có trong tháng {month}; hãy sửa lại.",
        "Y534": (
            "Trích sao chỉ làm từ văn bản đã ban hành, mà văn bản này chưa có {lacking}; hãy ghi "
            "{keys} khi đã được cấp số, hoặc để “form: none” cho đến khi đó."
        ),
        "Y535": (
            "Chưa có ký hiệu bản trích sao; hãy ghi “letters.symbol”, hoặc “symbols.extract” "
            "trong agency.yaml."
        ),
        "Y536": (
            "Trích sao chỉ chép nguyên văn, không thêm gì, nên khóa này không được in; hãy bỏ đi."
        ),
        "Y537": (
            "Không văn bản nào gửi đi mang mã “{id}”, nên số {number} không được in{hint}; hãy "
            "ghi mã của văn bản nhận số, hoặc bỏ dòng này."
        ),
        "Y538": (
            "Trích yếu (V/v) của công văn in thành {lines} dòng; hãy rút gọn còn nhiều nhất {most} "
            "dòng, hoặc bỏ khóa này để chương trình tự đặt theo cuộc họp."
        ),
        "Y539": (
            "Thông báo chưa có số hoặc ngày nên công văn là bản xem trước, không in "
            "“letters.{key}”; hãy ghi “notice.number” và ngày đầy đủ ở “notice.issued” khi đã "
            "ban hành."
        ),
    }
)
"""Code → sentence; ``{…}`` are filled in where the fault is found."""


class TooManyFaultsError(Exception):
    """The faults that are noted are enough; stops the reading, never leaves this room."""


class Faults:
    """The faults of one draft, each once, in the order in which they were found."""

    def __init__(self) -> None:
        self._found: dict[tuple[Finding, int], tuple[tuple[int, int, int, str], Finding]] = {}

    def add(
        self, code: str, where: Source | Node, index: int | None = None, **words: object
    ) -> None:
        """Note fault *code* at *index* of a source, or at the start of a node."""
        self._note(code, where, index, Severity.ERROR, words)

    def warn(
        self, code: str, where: Source | Node, index: int | None = None, **words: object
    ) -> None:
        """Note something that does not stop the work."""
        self._note(code, where, index, Severity.WARNING, words)

    def has_errors(self) -> bool:
        """Tell whether something stops the work."""
        return any(each.severity is Severity.ERROR for _, each in self._found.values())

    def errors(self) -> tuple[Finding, ...]:
        """Return what stops the work, in reading order."""
        return self._sorted(Severity.ERROR)

    def warnings(self) -> tuple[Finding, ...]:
        """Return what does not, in reading order."""
        return self._sorted(Severity.WARNING)

    def _sorted(self, severity: Severity) -> tuple[Finding, ...]:
        ordered = sorted(self._found.values(), key=lambda pair: pair[0])
        return tuple(finding for _, finding in ordered if finding.severity is severity)

    def _note(
        self,
        code: str,
        where: Source | Node,
        index: int | None,
        severity: Severity,
        words: dict[str, object],
    ) -> None:
        source = where if isinstance(where, Source) else where.source
        if index is None:
            index = 0 if isinstance(where, Source) else where.start
        line, column = source.place(index)
        finding = Finding(code, _sentence(code, words), source.path, line, column, severity)
        order = (source.rank, line, column, code)
        self._found.setdefault((finding, index), (order, finding))
        if len(self._found) == MAX_FAULTS:
            self.add("Y116", source, index, limit=MAX_FAULTS)
            raise TooManyFaultsError


def _sentence(code: str, words: dict[str, object]) -> str:
    """Return the message in one line, without what would move a terminal's cursor."""
    shown = {
        name: _visible(word) if isinstance(word, str) else word for name, word in words.items()
    }
    return MESSAGES[code].format_map(shown)


def _visible(word: str) -> str:
    if len(word) > _LONGEST:
        word = word[: _LONGEST - 1] + "…"
    return word if word.isprintable() else "".join(c if c.isprintable() else " " for c in word)


def hint(nearest: str | None, choices: Sequence[str] = ()) -> str:
    """Return the words that offer the *nearest* right word, else some of the *choices*."""
    if nearest:
        return f"; có phải “{nearest}” không"
    if not choices:
        return ""
    more = " …" if len(choices) > _SHOWN else ""
    return f"; ở đây có: {', '.join(choices[:_SHOWN])}{more}"


def shortened(text: str, limit: int = 60) -> str:
    """Return *text* as a message shows it: one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
