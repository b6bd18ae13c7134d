"""The shape of agency.yaml: every key, its type, and what an editor says about it.

Source: the contract of the two files. Rename or re-purpose nothing here.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

from pydantic import ConfigDict, Discriminator, Tag, WithJsonSchema

from soanthao.draft.leaves import (
    KEYED,
    LISTED,
    ONE_OR_MANY,
    OR_ONE,
    Day,
    Flag,
    Id,
    Reference,
    Text,
    Word,
    choice,
    word_of,
)
from soanthao.draft.nodes import Placed, Scalar
from soanthao.draft.shape import Shape, are, branch_or, is_, map_of
from soanthao.draft.workflow import (
    KIND_WORDS,
    PART_WORDS,
    SCHEMES,
    read_kind,
    read_part,
    read_scheme,
)
from soanthao.notice.person import Part

AGENCY: Final = "soanthao/agency/1"

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
WorkflowPart = Annotated[
    Placed[Part] | None, word_of(read_part), WithJsonSchema({"enum": [*PART_WORDS]})
]
KindOfSeries = Annotated[
    Placed[str] | None, word_of(read_kind), WithJsonSchema({"enum": [*KIND_WORDS]})
]
ExternalScheme = Annotated[
    Placed[str] | None, word_of(read_scheme), WithJsonSchema({"enum": [*SCHEMES]})
]
SeriesGroups = Annotated[
    dict[str, Annotated[tuple[KindOfSeries, ...], LISTED, ONE_OR_MANY, OR_ONE]], KEYED
]


def _groups_or(word: str) -> Discriminator:
    """Choose a *word* for a bare value, groups of kinds for everything else."""
    return Discriminator(lambda value: word if isinstance(value, Scalar) else "<groups>")


class SymbolsShape(Shape):
    """Ký hiệu theo loại văn bản."""

    notice: Text = is_("ký hiệu thông báo, như TB-UBND")
    letter: Text = is_("ký hiệu công văn, như UBND-VP")
    extract: Text = is_("ký hiệu bản trích sao, như TrS-UBND")


class IssuerShape(Shape):
    """Một cơ quan ban hành khác, như Văn phòng."""

    REQUIRED: ClassVar = frozenset({"header"})

    parent: Lines = are("các dòng cơ quan chủ quản")
    header: Lines = are("các dòng tên cơ quan ban hành, in đậm")
    symbols: SymbolsShape | None = is_("ký hiệu")
    place: Text = is_("địa danh")
    address: Lines = are("các dòng địa chỉ (ô 13) ở chân trang đầu của công văn")


class SignatoryShape(Shape):
    """Người ký."""

    REQUIRED: ClassVar = frozenset({"position", "name"})

    authority: Lines = are("các dòng quyền hạn, như TL. CHỦ TỊCH")
    position: Text = is_("chức vụ in trên chữ ký, như CHÁNH VĂN PHÒNG")
    name: Text = is_("họ và tên")
    from_: Day = is_("giữ chức từ ngày, kể cả ngày đó", "from")
    until: Day = is_("giữ chức đến ngày, kể cả ngày đó")


class UnitShape(Shape):
    """Một đơn vị trong danh bạ."""

    REQUIRED: ClassVar = frozenset({"id", "name"})

    id: Id = is_("mã đơn vị: chữ thường không dấu, số và dấu gạch nối")
    name: Text = is_("tên đơn vị")
    aliases: Lines = are("các cách gọi khác")
    groups: Ids = are("mã các nhóm mà đơn vị tham gia")
    verb: Verb = is_("“giao” (mặc định) hoặc “đề nghị”")
    addressee: Text = is_("tên ghi sau Kính gửi; mặc định là name")
    email: Text = is_("thư điện tử")
    code: Text = is_("mã định danh điện tử")
    from_: Day = is_("hoạt động từ ngày, kể cả ngày đó", "from")
    until: Day = is_("hoạt động đến ngày, kể cả ngày đó")
    successor: Reference = is_("mã đơn vị kế thừa")


class GroupShape(Shape):
    """Một nhóm đơn vị."""

    REQUIRED: ClassVar = frozenset({"id", "name"})

    id: Id = is_("mã nhóm; chung bộ mã với đơn vị")
    name: Text = is_("tên nhóm")
    aliases: Lines = are("các cách gọi khác")
    addressee: Text = is_("tên ghi sau Kính gửi; mặc định là name")
    members: Ids = are("mã các đơn vị hoặc nhóm thành viên")
    general: Flag = is_("true: nhóm chỉ “tất cả” trong thông báo")


class PersonShape(Shape):
    """Một người tham gia quy trình."""

    REQUIRED: ClassVar = frozenset({"name"})

    name: Text = is_("họ và tên")
    parts: Annotated[tuple[WorkflowPart, ...], LISTED, ONE_OR_MANY, OR_ONE] = are(
        "các phần việc: soan-thao, noi-dung, the-thuc, ky, van-thu"
    )


class RegisterShape(Shape):
    """Sổ đăng ký văn bản đi và các dãy số."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["own"]}, {"required": ["external"]}]}
    )

    own: Annotated[
        Annotated[Text, Tag("<name>")] | Annotated[SeriesGroups, Tag("<groups>")],
        _groups_or("<name>"),
    ] = is_("soanthao cấp số: chung (một dãy số), theo-loai, hoặc nhóm: [TB, cong-van]")
    external: Annotated[
        Annotated[ExternalScheme, Tag("<scheme>")] | Annotated[SeriesGroups, Tag("<groups>")],
        _groups_or("<scheme>"),
    ] = is_("số cấp ở hệ thống khác: chung, theo-loai (mặc định), hoặc nhóm: [TB, cong-van]")


class WordingShape(Shape):
    """Câu chữ riêng của cơ quan trong công văn; chỗ trống viết trong {}."""

    opening: Text = is_("câu mở đầu; có {notice} và {unit}")
    joins: Text = is_("câu trước phần đơn vị phối hợp, được hướng dẫn; có {unit}")
    told: Text = is_("câu trước phần thông báo để biết; có {unit}")
    general: Text = is_("câu dẫn các nhiệm vụ giao chung; mở đầu bằng chữ, có {items}")
    closing: Text = is_("câu cuối; có {unit} và {report}")
    request: Text = is_("câu cuối khi đề nghị; có {unit}")


Register = Annotated[
    Annotated[External, Tag("<word>")] | Annotated[RegisterShape | None, Tag("<keys>")],
    branch_or("<keys>", "<word>"),
]


class AgencyShape(Shape):
    """Cơ quan ban hành và danh bạ các đơn vị."""

    REQUIRED: ClassVar = frozenset({"schema", "name", "short", "header", "place"})

    schema_: Word = is_(f"luôn là {AGENCY}", "schema")
    name: Text = is_("tên đầy đủ, như Ủy ban nhân dân huyện Lục Nam")
    short: Text = is_("tên gọi tắt trong câu, như UBND huyện")
    parent: Lines = are("các dòng cơ quan chủ quản (in thường); có thể bỏ")
    header: Lines = are("các dòng tên cơ quan ban hành (in đậm)")
    place: Text = is_("địa danh, như Lục Nam")
    code: Text = is_("mã định danh điện tử")
    symbols: SymbolsShape | None = is_("ký hiệu văn bản")
    office: Text = is_("văn phòng soạn thảo và theo dõi")
    filed: Text = is_("nơi lưu ghi sau “Lưu:” trong công văn, như VT, VP")
    recipients: Lines = are("các dòng nơi nhận của công văn, sau “Như trên”")
    head: Text = is_("chức danh người chủ trì, như Chủ tịch UBND huyện")
    address: Lines = are(
        "các dòng địa chỉ (ô 13) ở chân trang đầu của công văn: địa chỉ, điện thoại, thư điện tử"
    )
    issuers: Annotated[dict[str, IssuerShape | None], KEYED] = map_of("các cơ quan ban hành khác")
    signatories: Annotated[dict[str, SignatoryShape | None], KEYED] = map_of("người ký")
    units: Annotated[tuple[UnitShape | None, ...], LISTED] = are("danh bạ đơn vị")
    groups: Annotated[tuple[GroupShape | None, ...], LISTED] = are("các nhóm đơn vị")
    wording: WordingShape | None = is_("các câu riêng của cơ quan trong công văn")
    templates: Text = is_("thư mục mẫu riêng của cơ quan")
    pdf_engine: Engine = is_("weasyprint (mặc định) hoặc typst")
    register_: Register = is_(
        "external (mặc định), hoặc {own: chung}, {own: theo-loai}", "register"
    )
    people: Annotated[dict[str, PersonShape | None], KEYED] = map_of("người tham gia quy trình")
