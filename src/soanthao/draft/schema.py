"""The shape of conclusion.yaml: every key, its type, what an editor says; both JSON Schemas.

Source: the contract of the two files. Rename or re-purpose nothing here.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Final

from pydantic import Discriminator, Tag, WithJsonSchema
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from soanthao.draft.leaves import (
    KEYED,
    LISTED,
    ONE_OR_MANY,
    OR_ONE,
    Branch,
    Cell,
    Clock,
    Count,
    Day,
    Flag,
    ItemId,
    Moment,
    Number,
    OpenDay,
    Ratio,
    Reference,
    Rich,
    Text,
    TextOrFlag,
    Weekday,
    Word,
    choice,
    word_of,
)
from soanthao.draft.nodes import Placed, Scalar
from soanthao.draft.points import Point, point
from soanthao.draft.schema_agency import AGENCY, AgencyShape, Ids, Lines, SignatoryShape
from soanthao.draft.shape import Shape, are, branch_or, is_, map_of

CONCLUSION: Final = "soanthao/conclusion/1"

_EVERY: Final = ("week", "2-week", "month", "quarter", "half-year", "year")
_URGENCY: Final = ("khan", "thuong-khan", "hoa-toc")
_FORM: Final = ("cong-van", "trich-sao", "trich-sao-dien-tu", "none")


def _element(value: object) -> str:
    """Choose between paragraph, item and table."""
    if isinstance(value, Scalar):
        return "<text>"
    if isinstance(value, Branch) and "table" in value and not {"text", "items", "to"} & set(value):
        return "<table>"
    return "<item>"


Urgency = Annotated[
    Placed[str] | None, word_of(lambda text, *_: text), WithJsonSchema({"enum": [*_URGENCY]})
]
LetterForm = Annotated[
    Placed[str] | None, word_of(choice(*_FORM)), WithJsonSchema({"enum": [*_FORM]})
]
Per = Annotated[
    Placed[str] | None,
    word_of(choice("unit", "audience")),
    WithJsonSchema({"enum": ["unit", "audience"]}),
]
General = Annotated[
    Placed[str] | None,
    word_of(choice("reference", "verbatim", "none")),
    WithJsonSchema({"enum": ["reference", "verbatim", "none"]}),
]
Every = Annotated[Placed[str] | None, word_of(choice(*_EVERY)), WithJsonSchema({"enum": [*_EVERY]})]
WithinUnit = Annotated[
    Placed[str] | None,
    word_of(choice("day", "working-day")),
    WithJsonSchema({"enum": ["day", "working-day"]}),
]
DuePoint = Annotated[
    Placed[Point] | None, word_of(point), WithJsonSchema({"type": ["string", "integer"]})
]


class DueShape(Shape):
    """Thời hạn không phải một ngày cố định."""

    event: Text = is_("gắn với sự kiện, như phiên họp tháng 6/2020")
    by: DuePoint = is_("chậm nhất ngày")
    soft: Flag = is_("true: phấn đấu")
    every: Every = is_("định kỳ")
    weekday: Weekday = is_("thứ trong tuần: thứ hai … chủ nhật, hoặc 1 (thứ hai) … 7")
    day: Count = is_("ngày trong tháng")
    month: Count = is_("tháng trong năm (quý, nửa năm)")
    time: Clock = is_("giờ, như 14:00")
    before: TextOrFlag = is_("true: trước ngày đó; hoặc mốc phải xong trước, như ngày họp")
    within: Number = is_("số ngày")
    unit: WithinUnit = is_("day hoặc working-day")
    after: Text = is_("mốc tính từ đó, như ngày nhận được văn bản")
    from_: Day = is_("từ ngày", "from")
    to: Day = is_("đến ngày")
    vague: Text = is_("chữ không có ngày, như khẩn trương")


Due = Annotated[
    Annotated[DuePoint, Tag("<point>")] | Annotated[DueShape | None, Tag("<form>")],
    branch_or("<form>", "<point>"),
]
Dues = Annotated[tuple[Due, ...], LISTED, ONE_OR_MANY, OR_ONE]


class OrderShape(Shape):
    """Việc được giao: cho ai, khi nào."""

    to: Ids = are("chủ trì, thực hiện")
    with_: Ids = are("phối hợp", "with")
    guided: Ids = are("được hướng dẫn, đôn đốc")
    copy_: Ids = are("để biết", "copy")
    due: Dues = are("thời hạn")
    no_due: Text = is_("lý do không có thời hạn")


class PartShape(OrderShape):
    """Một việc nữa nằm trong cùng đoạn chữ."""

    REQUIRED: ClassVar = frozenset({"quote"})

    quote: Lines = are("trích nguyên văn; danh sách thì nối bằng “ (...) ”")
    product: Text = is_("sản phẩm")
    report_to: Text = is_("báo cáo ai")
    open: Text = is_("chữ chỉ nhóm để ngỏ")
    note: Text = is_("ghi chú của người soạn")


class RowShape(OrderShape):
    """Một hàng của bảng, khi hàng đó giao việc."""

    REQUIRED: ClassVar = frozenset({"cells"})

    cells: Annotated[tuple[Cell, ...], LISTED] = are("các ô")


PlainRow = Annotated[tuple[Cell, ...], LISTED]
TableRow = Annotated[
    Annotated[PlainRow, Tag("<cells>")] | Annotated[RowShape | None, Tag("<order>")],
    branch_or("<order>", "<cells>"),
]


class TableShape(Shape):
    """Bảng."""

    REQUIRED: ClassVar = frozenset({"columns", "rows"})

    columns: Annotated[tuple[Cell, ...], LISTED] = are("tên các cột")
    rows: Annotated[tuple[TableRow, ...], LISTED] = are("các hàng")
    widths: Annotated[tuple[Ratio, ...], LISTED] = are("độ rộng tương đối của các cột")
    caption: Rich = is_("tên bảng")


class ItemShape(OrderShape):
    """Một mục."""

    REQUIRED: ClassVar = frozenset({"text"})
    TEXT_KEY: ClassVar = "text"

    text: Rich = is_("nguyên văn, không có số thứ tự")
    marker: Text = is_("chỉ ghi khi khác dãy số; để “” là không in, không tính số")
    heading: Flag = is_("true: in đậm")
    lead: Flag = is_("true: chỉ dẫn vào, không phải việc giao")
    order: Flag = is_("false: không giao việc cho ai")
    parts: Annotated[tuple[PartShape | None, ...], LISTED] = are("các việc trong cùng đoạn chữ")
    items: Annotated[tuple[ItemShape | None, ...], LISTED] = are("các mục con")
    table: TableShape | None = is_("bảng trong mục")
    product: Text = is_("sản phẩm")
    report_to: Text = is_("báo cáo ai")
    watch: Text = is_("ai theo dõi")
    open: Text = is_("chữ chỉ nhóm để ngỏ, như “theo chức năng”")
    note: Text = is_("ghi chú của người soạn; không bao giờ ra khỏi cơ quan")
    id: ItemId = is_("mã mục; mặc định theo vị trí, như 7.3")


class TableElementShape(Shape):
    """Bảng đứng riêng trong thân văn bản."""

    REQUIRED: ClassVar = frozenset({"table"})

    table: TableShape | None = is_("bảng")


Element = Annotated[
    Annotated[Rich, Tag("<text>")]
    | Annotated[ItemShape | None, Tag("<item>")]
    | Annotated[TableElementShape | None, Tag("<table>")],
    Discriminator(_element),
]
Body = Annotated[tuple[Element, ...], LISTED]


class AnnexShape(Shape):
    """Phụ lục."""

    REQUIRED: ClassVar = frozenset({"title", "body"})

    title: Text = is_("tên phụ lục")
    body: Body = are("nội dung phụ lục")


class LineShape(Shape):
    """Một dòng nơi nhận kèm đơn vị."""

    REQUIRED: ClassVar = frozenset({"text"})
    TEXT_KEY: ClassVar = "text"

    text: Text = is_("dòng nơi nhận, không ghi “- ”")
    units: Ids = are("mã đơn vị hoặc nhóm mà dòng này chỉ")


RecipientLine = Annotated[
    Annotated[Text, Tag("<text>")] | Annotated[LineShape | None, Tag("<line>")],
    branch_or("<line>", "<text>"),
]


class BlockShape(Shape):
    """Một khối nơi nhận."""

    REQUIRED: ClassVar = frozenset({"heading", "lines"})
    TEXT_KEY: ClassVar = "lines"

    heading: Text = is_("tiêu đề của khối, như Nơi nhận")
    lines: Annotated[tuple[RecipientLine, ...], LISTED] = are("các dòng của khối")


def _recipient(value: object) -> str:
    if isinstance(value, Branch):
        return "<block>" if {"heading", "lines"} & set(value) else "<line>"
    return "<text>"


Recipient = Annotated[
    Annotated[Text, Tag("<text>")]
    | Annotated[LineShape | None, Tag("<line>")]
    | Annotated[BlockShape | None, Tag("<block>")],
    Discriminator(_recipient),
]
Signature = Annotated[
    Annotated[Reference, Tag("<id>")] | Annotated[SignatoryShape | None, Tag("<inline>")],
    branch_or("<inline>", "<id>"),
]


class NoticeShape(Shape):
    """Phần đầu của thông báo."""

    REQUIRED: ClassVar = frozenset({"subject"})

    kind: Word = is_("chữ viết tắt tên loại văn bản; mặc định TB")
    symbol: Text = is_("ký hiệu; mặc định theo cơ quan")
    issuer: Reference = is_("mã cơ quan ban hành trong issuers")
    number: Number = is_("số; để trống khi chưa có")
    issued: OpenDay = is_("ngày ban hành: 2020-05-28, hoặc 2020-05, 2020 khi chưa rõ")
    subject: Text = is_("trích yếu")
    urgency: Urgency = is_("mức độ khẩn: khan, thuong-khan, hoa-toc")
    draft: Text = is_("dấu dự thảo, như Dự thảo lần 2")


class MeetingShape(Shape):
    """Cuộc họp."""

    name: Text = is_("tên cuộc họp")
    held: Annotated[tuple[Day, ...], LISTED, ONE_OR_MANY, OR_ONE] = are(
        "ngày họp, một hoặc nhiều ngày"
    )
    chair: Text = is_("chức danh người chủ trì")
    place: Text = is_("nơi họp")


class ReportShape(Shape):
    """Yêu cầu báo cáo kết quả."""

    REQUIRED: ClassVar = frozenset({"to"})

    to: Text = is_("báo cáo về đâu")
    by: Due = is_("chậm nhất khi nào")


class LettersShape(Shape):
    """Công văn, trích sao gửi từng đơn vị."""

    form: LetterForm = is_("cong-van (mặc định), trich-sao, trich-sao-dien-tu, none")
    per: Per = is_("unit (mặc định): mỗi đơn vị một văn bản; audience: theo nhóm được gọi tên")
    subject: Text = is_("V/v của công văn; mặc định theo tên cuộc họp")
    symbol: Text = is_("ký hiệu; mặc định theo cơ quan")
    issuer: Reference = is_("mã cơ quan ban hành trong issuers")
    issued: Moment = is_("ngày của công văn; trích sao điện tử ghi cả giờ ký")
    numbers: Annotated[dict[str, Number], KEYED] = map_of("mã công văn: số")
    general: General = is_("việc giao chung: reference (mặc định), verbatim, none")
    report: ReportShape | None = is_("yêu cầu báo cáo")
    recipients: Lines = are("các dòng nơi nhận thay cho của cơ quan")
    signature: Signature = is_("người ký công văn; mặc định như thông báo")
    only: Ids = are("chỉ gửi các đơn vị, nhóm này")
    skip: Ids = are("không gửi các đơn vị, nhóm này")


AgencyRef = Annotated[
    Annotated[Text, Tag("<path>")] | Annotated[AgencyShape | None, Tag("<inline>")],
    branch_or("<inline>", "<path>"),
]


class ConclusionShape(Shape):
    """Kết luận của một cuộc họp."""

    REQUIRED: ClassVar = frozenset({"schema", "notice", "body", "signature"})

    schema_: Word = is_(f"luôn là {CONCLUSION}", "schema")
    agency: AgencyRef = is_("đường dẫn agency.yaml, hoặc ghi ngay tại đây; có thể bỏ")
    notice: NoticeShape | None = is_("phần đầu của thông báo")
    meeting: MeetingShape | None = is_("cuộc họp")
    numbering: Lines | None = is_("ký hiệu theo tầng; mặc định 1. rồi a) rồi - rồi +")
    body: Body = are("nội dung theo thứ tự in: đoạn, mục, bảng")
    annexes: Annotated[tuple[AnnexShape | None, ...], LISTED] = are("các phụ lục")
    recipients: Annotated[tuple[Recipient, ...], LISTED, ONE_OR_MANY, OR_ONE] = are("nơi nhận")
    signature: Signature = is_("mã người ký, hoặc ghi ngay tại đây")
    letters: LettersShape | None = is_("công văn, trích sao")
    rendered: Annotated[dict[str, Text], KEYED] = map_of(
        "soanthao tự ghi trong tệp kèm bản PDF: phiên bản, mẫu, phông chữ đã dùng"
    )


def json_schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schemas (draft 2020-12) of both files, by the file's name."""
    return {
        "agency.schema.json": _schema(AgencyShape, AGENCY, "agency.yaml: cơ quan và danh bạ"),
        "conclusion.schema.json": _schema(
            ConclusionShape, CONCLUSION, "conclusion.yaml: kết luận của một cuộc họp"
        ),
    }


class _Generator(GenerateJsonSchema):
    """What a clerk's editor needs: no titles made from names, no defaults that say nothing."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401
        return False

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:  # noqa: ANN401
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> JsonSchemaValue:  # noqa: ANN401
        return self.generate_inner(schema["schema"])


def _schema(shape: type[Shape], name: str, title: str) -> dict[str, Any]:
    schema = shape.model_json_schema(by_alias=True, schema_generator=_Generator)
    schema["properties"]["schema"] = {"const": name, "description": f"luôn là {name}"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title}
