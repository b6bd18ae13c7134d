"""The shape of the two files: every key, its type, and what an editor says about it.

Source: the contract of the two files. Rename or re-purpose nothing here.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Final

from pydantic import Discriminator, Field, Tag, WithJsonSchema
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
    Id,
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
from soanthao.draft.shape import Shape

AGENCY: Final = "soanthao/agency/1"
CONCLUSION: Final = "soanthao/conclusion/1"

_EVERY: Final = ("week", "2-week", "month", "quarter", "half-year", "year")
_URGENCY: Final = ("khan", "thuong-khan", "hoa-toc")
_FORM: Final = ("cong-van", "trich-sao", "trich-sao-dien-tu", "none")

# pydantic reads these calls when the classes are built; their type is that of the field.


def _is(text: str, key: str | None = None) -> Any:  # noqa: ANN401
    return Field(None, description=text, alias=key)


def _are(text: str, key: str | None = None) -> Any:  # noqa: ANN401
    return Field((), description=text, alias=key)


def _map(text: str) -> Any:  # noqa: ANN401
    return Field(default_factory=dict, description=text)


def _branch_or(mapping: str, other: str) -> Discriminator:
    """Choose *mapping* for keys and values, *other* for everything else."""
    return Discriminator(lambda value: mapping if isinstance(value, Branch) else other)


def _element(value: object) -> str:
    """Choose between paragraph, item and table."""
    if isinstance(value, Scalar):
        return "<text>"
    if isinstance(value, Branch) and "table" in value and not {"text", "items", "to"} & set(value):
        return "<table>"
    return "<item>"


Lines = Annotated[tuple[Text, ...], LISTED, ONE_OR_MANY, OR_ONE]
Ids = Annotated[tuple[Reference, ...], LISTED, ONE_OR_MANY, OR_ONE]
Verb = Annotated[
    Placed[str] | None,
    word_of(choice("giao", "đề nghị")),
    WithJsonSchema({"enum": ["giao", "đề nghị"]}),
]
Engine = Annotated[
    Placed[str] | None,
    word_of(choice("weasyprint", "typst")),
    WithJsonSchema({"enum": ["weasyprint", "typst"]}),
]
External = Annotated[
    Placed[str] | None, word_of(choice("external")), WithJsonSchema({"const": "external"})
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


class SymbolsShape(Shape):
    """Ký hiệu theo loại văn bản."""

    notice: Text = _is("ký hiệu thông báo, như TB-UBND")
    letter: Text = _is("ký hiệu công văn, như UBND-VP")
    extract: Text = _is("ký hiệu bản trích sao, như TrS-UBND")


class IssuerShape(Shape):
    """Một cơ quan ban hành khác, như Văn phòng."""

    REQUIRED: ClassVar = frozenset({"header"})

    parent: Lines = _are("các dòng cơ quan chủ quản")
    header: Lines = _are("các dòng tên cơ quan ban hành, in đậm")
    symbols: SymbolsShape | None = _is("ký hiệu")
    place: Text = _is("địa danh")


class SignatoryShape(Shape):
    """Người ký."""

    REQUIRED: ClassVar = frozenset({"position", "name"})

    authority: Lines = _are("các dòng quyền hạn, như TL. CHỦ TỊCH")
    position: Text = _is("chức vụ in trên chữ ký, như CHÁNH VĂN PHÒNG")
    name: Text = _is("họ và tên")
    from_: Day = _is("giữ chức từ ngày, kể cả ngày đó", "from")
    until: Day = _is("giữ chức đến ngày, kể cả ngày đó")


class UnitShape(Shape):
    """Một đơn vị trong danh bạ."""

    REQUIRED: ClassVar = frozenset({"id", "name"})

    id: Id = _is("mã đơn vị: chữ thường không dấu, số và dấu gạch nối")
    name: Text = _is("tên đơn vị")
    aliases: Lines = _are("các cách gọi khác")
    groups: Ids = _are("mã các nhóm mà đơn vị tham gia")
    verb: Verb = _is("“giao” (mặc định) hoặc “đề nghị”")
    addressee: Text = _is("tên ghi sau Kính gửi; mặc định là name")
    email: Text = _is("thư điện tử")
    code: Text = _is("mã định danh điện tử")
    from_: Day = _is("hoạt động từ ngày, kể cả ngày đó", "from")
    until: Day = _is("hoạt động đến ngày, kể cả ngày đó")
    successor: Reference = _is("mã đơn vị kế thừa")


class GroupShape(Shape):
    """Một nhóm đơn vị."""

    REQUIRED: ClassVar = frozenset({"id", "name"})

    id: Id = _is("mã nhóm; chung bộ mã với đơn vị")
    name: Text = _is("tên nhóm")
    aliases: Lines = _are("các cách gọi khác")
    addressee: Text = _is("tên ghi sau Kính gửi; mặc định là name")
    members: Ids = _are("mã các đơn vị hoặc nhóm thành viên")
    general: Flag = _is("true: nhóm chỉ “tất cả” trong thông báo")


class PersonShape(Shape):
    """Một người tham gia quy trình."""

    REQUIRED: ClassVar = frozenset({"name"})

    name: Text = _is("họ và tên")
    parts: Lines = _are("các phần việc trong quy trình")


class OwnRegisterShape(Shape):
    """Sổ đăng ký của chính phần mềm."""

    REQUIRED: ClassVar = frozenset({"own"})

    own: Text = _is("tên dãy số của sổ")


Register = Annotated[
    Annotated[External, Tag("<word>")] | Annotated[OwnRegisterShape | None, Tag("<own>")],
    _branch_or("<own>", "<word>"),
]


class AgencyShape(Shape):
    """Cơ quan ban hành và danh bạ các đơn vị."""

    REQUIRED: ClassVar = frozenset({"schema", "name", "short", "header", "place"})

    schema_: Word = _is(f"luôn là {AGENCY}", "schema")
    name: Text = _is("tên đầy đủ, như Ủy ban nhân dân huyện Lục Nam")
    short: Text = _is("tên gọi tắt trong câu, như UBND huyện")
    parent: Lines = _are("các dòng cơ quan chủ quản (in thường); có thể bỏ")
    header: Lines = _are("các dòng tên cơ quan ban hành (in đậm)")
    place: Text = _is("địa danh, như Lục Nam")
    code: Text = _is("mã định danh điện tử")
    symbols: SymbolsShape | None = _is("ký hiệu văn bản")
    office: Text = _is("văn phòng soạn thảo và theo dõi")
    filed: Text = _is("nơi lưu ghi sau “Lưu:” trong công văn, như VT, VP")
    recipients: Lines = _are("các dòng nơi nhận của công văn, sau “Như trên”")
    head: Text = _is("chức danh người chủ trì, như Chủ tịch UBND huyện")
    issuers: Annotated[dict[str, IssuerShape | None], KEYED] = _map("các cơ quan ban hành khác")
    signatories: Annotated[dict[str, SignatoryShape | None], KEYED] = _map("người ký")
    units: Annotated[tuple[UnitShape | None, ...], LISTED] = _are("danh bạ đơn vị")
    groups: Annotated[tuple[GroupShape | None, ...], LISTED] = _are("các nhóm đơn vị")
    wording: Annotated[dict[str, Text], KEYED] = _map("các câu riêng của cơ quan trong công văn")
    templates: Text = _is("thư mục mẫu riêng của cơ quan")
    pdf_engine: Engine = _is("weasyprint (mặc định) hoặc typst")
    register_: Register = _is("external (mặc định) hoặc {own: tên dãy số}", "register")
    people: Annotated[dict[str, PersonShape | None], KEYED] = _map("người tham gia quy trình")


class DueShape(Shape):
    """Thời hạn không phải một ngày cố định."""

    event: Text = _is("gắn với sự kiện, như phiên họp tháng 6/2020")
    by: DuePoint = _is("chậm nhất ngày")
    soft: Flag = _is("true: phấn đấu")
    every: Every = _is("định kỳ")
    weekday: Weekday = _is("thứ trong tuần: thứ hai … chủ nhật, hoặc 1 (thứ hai) … 7")
    day: Count = _is("ngày trong tháng")
    month: Count = _is("tháng trong năm (quý, nửa năm)")
    time: Clock = _is("giờ, như 14:00")
    before: TextOrFlag = _is("true: trước ngày đó; hoặc mốc phải xong trước, như ngày họp")
    within: Number = _is("số ngày")
    unit: WithinUnit = _is("day hoặc working-day")
    after: Text = _is("mốc tính từ đó, như ngày nhận được văn bản")
    from_: Day = _is("từ ngày", "from")
    to: Day = _is("đến ngày")
    vague: Text = _is("chữ không có ngày, như khẩn trương")


Due = Annotated[
    Annotated[DuePoint, Tag("<point>")] | Annotated[DueShape | None, Tag("<form>")],
    _branch_or("<form>", "<point>"),
]
Dues = Annotated[tuple[Due, ...], LISTED, ONE_OR_MANY, OR_ONE]


class OrderShape(Shape):
    """Việc được giao: cho ai, khi nào."""

    to: Ids = _are("chủ trì, thực hiện")
    with_: Ids = _are("phối hợp", "with")
    guided: Ids = _are("được hướng dẫn, đôn đốc")
    copy_: Ids = _are("để biết", "copy")
    due: Dues = _are("thời hạn")
    no_due: Text = _is("lý do không có thời hạn")


class PartShape(OrderShape):
    """Một việc nữa nằm trong cùng đoạn chữ."""

    REQUIRED: ClassVar = frozenset({"quote"})

    quote: Lines = _are("trích nguyên văn; danh sách thì nối bằng “ (...) ”")
    product: Text = _is("sản phẩm")
    report_to: Text = _is("báo cáo ai")
    open: Text = _is("chữ chỉ nhóm để ngỏ")
    note: Text = _is("ghi chú của người soạn")


class RowShape(OrderShape):
    """Một hàng của bảng, khi hàng đó giao việc."""

    REQUIRED: ClassVar = frozenset({"cells"})

    cells: Annotated[tuple[Cell, ...], LISTED] = _are("các ô")


PlainRow = Annotated[tuple[Cell, ...], LISTED]
TableRow = Annotated[
    Annotated[PlainRow, Tag("<cells>")] | Annotated[RowShape | None, Tag("<order>")],
    _branch_or("<order>", "<cells>"),
]


class TableShape(Shape):
    """Bảng."""

    REQUIRED: ClassVar = frozenset({"columns", "rows"})

    columns: Annotated[tuple[Cell, ...], LISTED] = _are("tên các cột")
    rows: Annotated[tuple[TableRow, ...], LISTED] = _are("các hàng")
    widths: Annotated[tuple[Ratio, ...], LISTED] = _are("độ rộng tương đối của các cột")
    caption: Rich = _is("tên bảng")


class ItemShape(OrderShape):
    """Một mục."""

    REQUIRED: ClassVar = frozenset({"text"})
    TEXT_KEY: ClassVar = "text"

    text: Rich = _is("nguyên văn, không có số thứ tự")
    marker: Text = _is("chỉ ghi khi khác dãy số; để “” là không in, không tính số")
    heading: Flag = _is("true: in đậm")
    lead: Flag = _is("true: chỉ dẫn vào, không phải việc giao")
    order: Flag = _is("false: không giao việc cho ai")
    parts: Annotated[tuple[PartShape | None, ...], LISTED] = _are("các việc trong cùng đoạn chữ")
    items: Annotated[tuple[ItemShape | None, ...], LISTED] = _are("các mục con")
    table: TableShape | None = _is("bảng trong mục")
    product: Text = _is("sản phẩm")
    report_to: Text = _is("báo cáo ai")
    watch: Text = _is("ai theo dõi")
    open: Text = _is("chữ chỉ nhóm để ngỏ, như “theo chức năng”")
    note: Text = _is("ghi chú của người soạn; không bao giờ ra khỏi cơ quan")
    id: ItemId = _is("mã mục; mặc định theo vị trí, như 7.3")


class TableElementShape(Shape):
    """Bảng đứng riêng trong thân văn bản."""

    REQUIRED: ClassVar = frozenset({"table"})

    table: TableShape | None = _is("bảng")


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

    title: Text = _is("tên phụ lục")
    body: Body = _are("nội dung phụ lục")


class LineShape(Shape):
    """Một dòng nơi nhận kèm đơn vị."""

    REQUIRED: ClassVar = frozenset({"text"})
    TEXT_KEY: ClassVar = "text"

    text: Text = _is("dòng nơi nhận, không ghi “- ”")
    units: Ids = _are("mã đơn vị hoặc nhóm mà dòng này chỉ")


RecipientLine = Annotated[
    Annotated[Text, Tag("<text>")] | Annotated[LineShape | None, Tag("<line>")],
    _branch_or("<line>", "<text>"),
]


class BlockShape(Shape):
    """Một khối nơi nhận."""

    REQUIRED: ClassVar = frozenset({"heading", "lines"})
    TEXT_KEY: ClassVar = "lines"

    heading: Text = _is("tiêu đề của khối, như Nơi nhận")
    lines: Annotated[tuple[RecipientLine, ...], LISTED] = _are("các dòng của khối")


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
    _branch_or("<inline>", "<id>"),
]


class NoticeShape(Shape):
    """Phần đầu của thông báo."""

    REQUIRED: ClassVar = frozenset({"subject"})

    kind: Word = _is("chữ viết tắt tên loại văn bản; mặc định TB")
    symbol: Text = _is("ký hiệu; mặc định theo cơ quan")
    issuer: Reference = _is("mã cơ quan ban hành trong issuers")
    number: Number = _is("số; để trống khi chưa có")
    issued: OpenDay = _is("ngày ban hành: 2020-05-28, hoặc 2020-05, 2020 khi chưa rõ")
    subject: Text = _is("trích yếu")
    urgency: Word = _is("mức độ khẩn: khan, thuong-khan, hoa-toc")
    draft: Text = _is("dấu dự thảo, như Dự thảo lần 2")


class MeetingShape(Shape):
    """Cuộc họp."""

    name: Text = _is("tên cuộc họp")
    held: Annotated[tuple[Day, ...], LISTED, ONE_OR_MANY, OR_ONE] = _are(
        "ngày họp, một hoặc nhiều ngày"
    )
    chair: Text = _is("chức danh người chủ trì")
    place: Text = _is("nơi họp")


class ReportShape(Shape):
    """Yêu cầu báo cáo kết quả."""

    REQUIRED: ClassVar = frozenset({"to"})

    to: Text = _is("báo cáo về đâu")
    by: Due = _is("chậm nhất khi nào")


class LettersShape(Shape):
    """Công văn, trích sao gửi từng đơn vị."""

    form: LetterForm = _is("cong-van (mặc định), trich-sao, trich-sao-dien-tu, none")
    per: Per = _is("unit (mặc định): mỗi đơn vị một văn bản; audience: theo nhóm được gọi tên")
    subject: Text = _is("V/v của công văn; mặc định theo tên cuộc họp")
    symbol: Text = _is("ký hiệu; mặc định theo cơ quan")
    issuer: Reference = _is("mã cơ quan ban hành trong issuers")
    issued: Moment = _is("ngày của công văn; trích sao điện tử ghi cả giờ ký")
    numbers: Annotated[dict[str, Number], KEYED] = _map("mã công văn: số")
    general: General = _is("việc giao chung: reference (mặc định), verbatim, none")
    report: ReportShape | None = _is("yêu cầu báo cáo")
    recipients: Lines = _are("các dòng nơi nhận thay cho của cơ quan")
    signature: Signature = _is("người ký công văn; mặc định như thông báo")
    only: Ids = _are("chỉ gửi các đơn vị, nhóm này")
    skip: Ids = _are("không gửi các đơn vị, nhóm này")


AgencyRef = Annotated[
    Annotated[Text, Tag("<path>")] | Annotated[AgencyShape | None, Tag("<inline>")],
    _branch_or("<inline>", "<path>"),
]


class ConclusionShape(Shape):
    """Kết luận của một cuộc họp."""

    REQUIRED: ClassVar = frozenset({"schema", "notice", "body", "signature"})

    schema_: Word = _is(f"luôn là {CONCLUSION}", "schema")
    agency: AgencyRef = _is("đường dẫn agency.yaml, hoặc ghi ngay tại đây; có thể bỏ")
    notice: NoticeShape | None = _is("phần đầu của thông báo")
    meeting: MeetingShape | None = _is("cuộc họp")
    numbering: Lines | None = _is("ký hiệu theo tầng; mặc định 1. rồi a) rồi - rồi +")
    body: Body = _are("nội dung theo thứ tự in: đoạn, mục, bảng")
    annexes: Annotated[tuple[AnnexShape | None, ...], LISTED] = _are("các phụ lục")
    recipients: Annotated[tuple[Recipient, ...], LISTED, ONE_OR_MANY, OR_ONE] = _are("nơi nhận")
    signature: Signature = _is("mã người ký, hoặc ghi ngay tại đây")
    letters: LettersShape | None = _is("công văn, trích sao")


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
