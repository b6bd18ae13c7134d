"""Units in running text with their titles, in lists, and groups that are left open."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from soanthao.language.lexicon import PLACES, POINTED, TYPES, Hit, Lexicon, Mention
from soanthao.language.name_words import JOINT, Words
from soanthao.language.order_words import begins_order

_TITLES: Final = tuple(
    tuple(title.split())
    for title in (
        *("các đồng chí", "đồng chí", "đ / c", "thủ trưởng", "tổng giám đốc", "phó giám đốc"),
        *(
            "giám đốc",
            "bộ trưởng",
            "thống đốc",
            "cục trưởng",
            "chi cục trưởng",
            "chỉ huy trưởng",
            "hiệu trưởng",
            "viện trưởng",
        ),
        *(
            "viện trưởng",
            "trạm trưởng",
            "trưởng ban",
            "trưởng",
            "chủ tịch",
            "chánh",
            "bí thư",
            "lãnh đạo",
        ),
        *("người đứng đầu", "tập thể", "ban thường trực", "ban thường vụ", "ban giám hiệu"),
        *("ban giám đốc", "ban lãnh đạo"),
    )
)
_TITLE_FIRSTS: Final = frozenset(title[:1] for title in _TITLES)
_COUNTS: Final = frozenset(("các", "những", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám"))
_HEADS: Final = (("ủy", "ban", "nhân", "dân"), ("công", "an"), ())
_LIST_FIRSTS: Final = _COUNTS | {"ủy", "công"}
_LISTED: Final = tuple(
    tuple(kind.split()) for kind in (*PLACES, "sở", "ngành", "phòng", "ban", "bộ", "thôn", "cục")
)
_NOUN: Final = (
    r"(?:bộ phận|cơ quan|đơn vị|địa phương|sở|ban|ngành|phòng|đoàn thể|tổ chức|hội|chủ đầu tư"
    r"|doanh nghiệp|nhà thầu|nhà đầu tư|thành viên|huyện|thôn|bộ|cá nhân|cán bộ|công chức"
    r"|viên chức|lực lượng|cơ sở|tổ công tác|hợp tác xã|xã|phường|thị trấn|đặc khu|cấp)"
    r"(?: chuyên môn| chức năng| trực thuộc)?"
)
_OPEN_FIRSTS: Final = frozenset(
    word.split()[0] for word in re.findall(r"[(:|]([^?(|)\\:]+)", _NOUN)
) | {"các", "những", "từng", "mọi", "toàn"}
_FIRSTS: Final = {first for (first,) in _TITLE_FIRSTS} | _LIST_FIRSTS | _OPEN_FIRSTS
"""Words with which a mention may begin, beside names of a directory."""
_OPEN: Final = re.compile(
    rf"(?:(?:(?:các|những|từng|mọi|toàn thể)\s+)?{_NOUN})"
    rf"(?:(?:,\s*|\s+và\s+|;\s*)(?:các\s+)?{_NOUN})*"
    r"(?P<which>(?:\s+(?:(?:có\s+)?liên quan(?!\s+(?:đến|tới))|chức năng"
    r"|theo chức năng(?:, nhiệm vụ(?: được giao| của ngành)?)?))?)"
    r"(?P<pointed>(?:\s+(?:này|đó|nêu trên|nói trên|kể trên|có tên|còn lại"
    r"|trên(?!\s+(?:địa bàn|cơ sở|cả nước|phạm vi|toàn))))?)(?!\w)",
    re.IGNORECASE,
)
_LAST_NOUN: Final = re.compile(r"(?:,\s*|\s+và\s+|;\s*)(?P<noun>\w+)\Z")
_PLURAL: Final = re.compile(r"các|những|từng|mọi|toàn thể", re.IGNORECASE)
_LIMITED: Final = re.compile(
    r"\s+(?:(?P<open>(?:có\s+)?liên quan)|này|đó|nêu trên|nói trên|kể trên|có tên|còn lại"
    r"|trên(?!\s+(?:địa bàn|cơ sở))|biên giới|bãi ngang|đặc biệt khó khăn|khó khăn|vùng cao"
    r"|(?P<clause>phụ trách|đảm nhiệm|thụ hưởng|nằm|bị|về đích"
    r"|thuộc|giáp|dọc|phía|khu vực|chưa|đã|nơi|ven|miền núi|vùng|trọng điểm"
    r"|có(?!\s+(?:trách nhiệm|văn bản|kế hoạch|giải pháp|phương án|biện pháp|báo cáo|ý kiến))))"
    r"(?!\w)"
)
_NUMBERED: Final = re.compile(
    r" \d{1,2}(?:(?:, ?| và )\d{1,2})*(?![\w/.-])(?! (?:tháng|năm|quý|ngày|giờ|tuần|%))"
)
_BRACKET: Final = re.compile(r"(?: [^\W\d]+| \d+){0,12} ?\((?=[^\W\d_])")


def mentions_at(
    lexicon: Lexicon, words: Words, at: int, *, unknown: bool = False
) -> tuple[list[Mention], int]:
    """Return who is named at word *at*, one or a whole abbreviated list, and what is behind.

    Args:
        lexicon: the names.
        words: of the text.
        at: index of the word, titles included.
        unknown: also take what only looks like a unit's name.
    """
    if at >= len(words) or words.is_cut(at):
        return [], at
    said = words.said[at]
    if not (said in _FIRSTS or lexicon.may_begin(said) or said.isdigit()) and not (
        unknown and said in TYPES and words.is_capital(at)
    ):
        return [], at
    key = (id(lexicon), at, unknown)
    if key not in words.found:
        words.found[key] = _tried(lexicon, words, at, unknown=unknown)
    found, stop = words.found[key]
    return list(found), stop


def _tried(lexicon: Lexicon, words: Words, at: int, *, unknown: bool) -> tuple[list[Mention], int]:
    """Return who is named at word *at*, with and without titles before the name."""
    behind = behind_titles(words, at)
    tries = [(at, False)] if behind == at else [(at, False), (behind, False)]
    if behind > at and words.at(behind - 1, "ban"):
        # “Trưởng Ban Quản lý …”: the office is a Ban.
        tries.insert(1, (behind - 1, False))
    if unknown:
        tries.append((behind, True))
    for first, guess in tries:
        found, stop = _named(lexicon, words, first, unknown=guess)
        if found:
            return [replace(found[0], start=words.starts[at]), *found[1:]], stop
    return [], at


def may_begin(lexicon: Lexicon, words: Words, at: int) -> bool:
    """Tell whether somebody may be named at word *at*; cheap, and never wrong with no."""
    said = words.said[at]
    return said in _FIRSTS or said in TYPES or said.isdigit() or lexicon.may_begin(said)


def behind_titles(words: Words, at: int) -> int:
    """Return the word behind the titles at word *at*."""
    going = True
    while going:
        going = False
        for title in _TITLES if words.said[at : at + 1] in _TITLE_FIRSTS else ():
            if words.at(at, *title):
                at, going = at + len(title), True
                break
    return at


def behind_separator(words: Words, at: int) -> int:
    """Return the word behind a comma or ``và`` at word *at*."""
    stop = at
    if words.at(stop, ","):
        stop += 1
    if words.at(stop, JOINT):
        stop += 1
    if words.at(at, "cùng") and words.at(at + 1, "với"):
        return at
    return stop


def _named(lexicon: Lexicon, words: Words, at: int, *, unknown: bool) -> tuple[list[Mention], int]:
    if at >= len(words) or words.is_cut(at):
        return [], at
    if _may_list(words, at):
        listed, stop = _abbreviated(lexicon, words, at)
        if listed:
            return listed, stop
    hit = lexicon.name_at(words, at)
    opened = _open_at(lexicon, words, at)
    if hit is not None and (
        opened is None or opened.stop <= hit.stop or _lists_more(words, hit, opened)
    ):
        limited = _limited(lexicon, words, hit)
        if limited is not None:
            return [limited.mention], limited.stop
        return _continued(lexicon, words, hit)
    if opened is not None:
        return [opened.mention], opened.stop
    guessed = lexicon.unknown_at(words, at) if unknown else None
    return ([guessed.mention], guessed.stop) if guessed else ([], at)


def _lists_more(words: Words, hit: Hit, opened: Hit) -> bool:
    """Tell whether an open group is a name with more behind it: ``các sở, ban, ngành, đơn vị``."""
    text = words.text
    if not hit.mention.ids or re.search(r"quan|năng|nhiệm vụ", text[: opened.mention.stop][-9:]):
        return False
    rest = text[hit.mention.stop : opened.mention.stop]
    return not opened.mention.doubt and re.match(r",|;| và ", rest) is not None


def _may_list(words: Words, at: int) -> bool:
    """Tell whether an abbreviated list may begin at word *at*: ``các``, ``03``, ``UBND các``."""
    said = words.said[at]
    if said == "ủy":
        at += 4
    elif said == "công":
        at += 2
    counted = words.said[at] if at < len(words) else ""
    return counted in _COUNTS or counted.isdigit()


def _limited(lexicon: Lexicon, words: Words, hit: Hit) -> Hit | None:
    """Return the mention of a group of which only some are meant; None if all are."""
    ids = hit.mention.ids
    if not ids or lexicon.directory.group(ids[0]) is None:
        return None
    match = _LIMITED.match(words.text, hit.mention.stop)
    if match is None:
        return _counted_out(lexicon, words, hit)
    said = words.said[: hit.stop]
    is_place = any(word in said[-6:] for word in ("xã", "phường", "thôn", "huyện"))
    is_open = bool(match["open"]) and not is_place
    # What limits a group by a clause is said of it: it stays to be read.
    end = hit.mention.stop if match["clause"] else match.end()
    mention = Mention(
        hit.mention.start, end, (), "" if is_open else POINTED, () if is_open else ids
    )
    return Hit(mention, word_at(words, end, hit.stop))


def _counted_out(lexicon: Lexicon, words: Words, hit: Hit) -> Hit | None:
    """Return the mention of a group whose units are then told: ``các khu phố 1, 3``, ``(A, B)``."""
    ids, start, at = hit.mention.ids, hit.mention.start, hit.stop
    if numbers := _NUMBERED.match(words.text, hit.mention.stop):
        stop = word_at(words, numbers.end(), at)
        is_noun = stop < len(words) and words.raw[stop].isalpha() and words.said[stop] != JOINT
        if numbers.group().strip().isdigit() and is_noun and not begins_order(words, stop):
            # “UBND các xã 12 chỉ tiêu” counts what they get.
            return None
        return Hit(Mention(start, numbers.end(), (), POINTED, ids), stop)
    bracket = _BRACKET.match(words.text, hit.mention.stop)
    if bracket is None:
        return None
    inside = lexicon.short_at(words, word_at(words, bracket.end(), at))
    if inside is None:
        return None
    return Hit(Mention(start, hit.mention.stop, (), POINTED, ids), at)


def _continued(lexicon: Lexicon, words: Words, hit: Hit) -> tuple[list[Mention], int]:
    """Return the mention and the names that follow it without their kind."""
    found, stop = [hit.mention], hit.stop
    while hit.kind:
        following = behind_separator(words, stop)
        if following == stop or begins_order(words, following):
            break
        if lexicon.name_at(words, following) is not None:
            break
        kind, following = _place_at(words, following, hit.kind)
        more = lexicon.rest_at(words, following, [kind])
        if more is None:
            break
        found.append(more.mention)
        stop = more.stop
    return found, stop


def _place_at(words: Words, at: int, before: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    """Return the kind and the word behind it: ``UBND phường A, xã B`` means both committees."""
    head = before[:4] if before[:4] == _HEADS[0] else ()
    kind = next((each for each in _LISTED if head and words.at(at, *each)), None)
    return (before, at) if kind is None else ((*head, *kind), at + len(kind))


def _abbreviated(lexicon: Lexicon, words: Words, at: int) -> tuple[list[Mention], int]:
    """Return the units of a list such as ``UBND các xã: A, B`` or ``03 xã A, B``."""
    first = at
    head: tuple[str, ...] = next(each for each in _HEADS if words.at(at, *each))
    at += len(head)
    is_count = at < len(words) and words.said[at].isdigit() and len(words.said[at]) < 3
    if not is_count and not (at < len(words) and words.said[at] in _COUNTS):
        return [], first
    at += 1
    if not head:
        at = behind_titles(words, at)
        head = next(each for each in _HEADS if words.at(at, *each))
        at += len(head)
    kinds: list[tuple[str, ...]] = []
    while kind := next((each for each in _LISTED if words.at(at, *each)), None):
        kinds.append((*head, *kind))
        at += len(kind)
        following = behind_separator(words, at)
        if not any(words.at(following, *each) for each in _LISTED):
            break
        at = following
    if not kinds:
        return [], first
    has_colon = words.at(at, ":")
    return _rests(lexicon, words, (first, at + has_colon), kinds)


def _rests(
    lexicon: Lexicon, words: Words, where: tuple[int, int], kinds: list[tuple[str, ...]]
) -> tuple[list[Mention], int]:
    first, at = where
    found: list[Mention] = []
    stop = first
    while at < len(words):
        hit = lexicon.rest_at(words, at, kinds) or _unknown_rest(lexicon, words, at, kinds)
        if hit is None or (found and lexicon.name_at(words, at) and not hit.mention.ids):
            break
        found.append(hit.mention)
        stop = hit.stop
        following = behind_separator(words, stop)
        if following == stop:
            break
        at = following
    return found, stop


def _unknown_rest(
    lexicon: Lexicon, words: Words, at: int, kinds: list[tuple[str, ...]]
) -> Hit | None:
    """Return two or more capitalised words in a list that name nobody of the directory."""
    stop = at
    is_place = " ".join(kinds[0][-2:]) in PLACES or kinds[0][-1] in PLACES
    # An office has one capital letter (“Giao thông vận tải”): only behind a colon is it sure.
    is_loose = not is_place and at > 0 and words.said[at - 1] in (":", ",") and words.is_capital(at)
    while stop < len(words) and words.raw[stop].isalpha() and not begins_order(words, stop):
        if not (words.is_capital(stop) or is_loose):
            break
        stop += 1
    if is_loose and (words.said[at] in TYPES or behind_titles(words, at) > at):
        return None
    if stop < at + 2 or lexicon.name_at(words, at) is not None or begins_order(words, at):
        return None
    mention = lexicon.doubted(
        words.starts[at], words.stops[stop - 1], kinds[0] + words.said[at:stop]
    )
    return Hit(mention, stop)


def _is_told_which(lexicon: Lexicon, words: Words, offset: int) -> bool:
    """Tell whether a colon and units follow a group: ``các địa phương: Thanh Hà, Lâm Sơn``."""
    if not words.text.startswith(": ", offset):
        return False
    return lexicon.short_at(words, word_at(words, offset + 2, 0)) is not None


def _open_at(lexicon: Lexicon, words: Words, at: int) -> Hit | None:
    """Return a group without names, or one that is only pointed at (``cơ quan này``)."""
    start = words.starts[at]
    if words.said[at] not in _OPEN_FIRSTS:
        return None
    if start and words.text[start - 1].isalnum():
        return None
    match = _OPEN.match(words.text, start)
    if match is None:
        return None
    is_plural = _PLURAL.match(match.group()) is not None
    if words.at(at, "nhà") and words.is_capital(at) and at and words.said[at - 1] not in (".", ":"):
        # “Nhà đầu tư” inside a sentence is a certain one, not whoever is concerned.
        return None
    if not (is_plural or match["which"] or match["pointed"]):
        return None
    doubt = POINTED if match["pointed"] or _is_told_which(lexicon, words, match.end()) else ""
    end = match.end() - _begins_name(words.text, match)
    return Hit(Mention(start, end, (), doubt), word_at(words, end, at + 1))


def _begins_name(text: str, match: re.Match[str]) -> int:
    """Return the length of an end that begins a name: ``các địa phương, Bộ`` of a ministry."""
    last = _LAST_NOUN.search(match.group())
    goes_on = text[match.end() : match.end() + 2].strip()
    return len(last.group()) if last and last["noun"][0].isupper() and goes_on.isupper() else 0


def word_at(words: Words, offset: int, first: int) -> int:
    """Return the index of the word that begins at or behind *offset*."""
    index = first
    while index < len(words) and words.starts[index] < offset:
        index += 1
    return index
