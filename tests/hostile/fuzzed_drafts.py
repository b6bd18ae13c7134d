"""Broken drafts: the three real ones mutated as bytes, tokens and trees, and trees of our own.

Every strategy gives the pair (conclusion.yaml, agency.yaml) as bytes.
"""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from soanthao.draft.schema import json_schemas

DRAFTS = Path(__file__).parents[2] / "drafts"
REAL = tuple(sorted(DRAFTS.glob("*/*/conclusion.yaml")))
OFTEN = (*range(len(REAL)), *[len(REAL) - 1] * 2)
"""The drafts by index, the short one (Minh Sơn) more often: it is read in a third of the time."""

Pair = tuple[bytes, bytes]

PIECES = (
    *":#-*&!|>'\"%@`{}[],\t\n ^\\<?~=\r0ấ",
    *(
        "\n\n",
        "\r\n",
        ": ",
        " #",
        "**",
        "- ",
        "*a",
        "&a ",
        "!!str ",
        "---\n",
        "...\n",
        "? ",
        "\n  ",
    ),
    *(
        "<<: ",
        "<<: *a\n",
        "!!python/object/apply:os.system ",
        "!!binary ",
        "%YAML 9.9\n",
        "^[",
        "]",
    ),
    *(
        "\u00ad",
        "\u200b",
        "\u202e",
        "\u2066",
        "\x07",
        "\x85",
        "\u2028",
        "\ufeff",
        "\ufb01",
        "\u0301",
    ),
    *(
        "\0",
        "\x1b[31m",
        "\ue000",
        "\uffff",
        "\U0001f4a9",
        "\U000e0001",
        "\u0378",
        "ﷺ",
        "\u1e9b\u0323",
    ),
    *("due: ", "items: ", "to: ", "{{ 7*7 }}", "{% for x in y %}", "</w:t>", "]]>", "<img src=x>"),
)
SCALARS = (
    *(
        "",
        "''",
        '""',
        "~",
        "null",
        "true",
        "no",
        ".inf",
        "-.inf",
        ".nan",
        "0",
        "-1",
        "0x10",
        "1e999",
    ),
    *("9" * 400, "999999999", "1_000", "0.0", "2.5", "2020-06", "2020-02-30", "99999-01-01"),
    *("0000-00-00", "0001-01-01", "9999-12-31", "<0001-01-01", "<2020-06-20", "2020-Q3", "2020-H9"),
    *(
        "2020-06-20T25:61",
        "\u0662\u0660\u0662\u0660-\u0660\u0665-\u0662\u0668",
        "25:00",
        "all",
        "con",
        ".",
        "..",
        "../../x",
        "a" * 300,
        "-",
    ),
    *("{}", "[]", "{a: b}", "[a, [b, [c]]]", "{? : a}", "[~]", "'\\'", '"\\u0000"', '"\\ud800"'),
    *(
        '"\\U0010ffff"',
        '"\\x07"',
        '"\\u202e"',
        "'**b'",
        "'^[a ^[b]]'",
        "'{unit}'",
        "'{unit'",
        "'{}'",
    ),
    *(
        "'{unit.__class__}'",
        "'{0}'",
        "'{{unit}}'",
        "'{items}'",
        "'a\u0301\u0301'",
        "*a",
        "&a a",
        "!x y",
    ),
    *("khan", "mat", "'Tối mật'", "trich-sao", "cong-van", "none", "unit", "audience", "verbatim"),
    *(
        ">-\n    a",
        "|\n    a\n\n    b",
        "|2-\n     a",
        "'a\n\n    b'",
        "week",
        "1.",
        "I.",
        "1.1.",
        "a)",
    ),
)
WORDS = tuple(dict.fromkeys(each for each in SCALARS if not each.startswith(("'", '"', ">", "|"))))
FEW = st.integers(1, 4)
SHARE = st.integers(0, 2**24)
"""A place in a text or tree, as a share of its length: draws do not depend on the length."""


def at(share: int, length: int) -> int:
    return share * (length + 1) // (2**24 + 1)


@cache
def real(index: int) -> Pair:
    path = REAL[index]
    return path.read_bytes(), path.parents[1].joinpath("agency.yaml").read_bytes()


def one_of_both(change: Any) -> Any:
    """Return a strategy of pairs, in each of which *change* mutates one file or both."""

    @st.composite
    def mutated(draw: st.DrawFn) -> Pair:
        conclusion, agency = real(draw(st.sampled_from(OFTEN)))
        which = draw(st.sampled_from(["conclusion", "conclusion", "conclusion", "agency", "both"]))
        if which != "agency":
            conclusion = change(draw, conclusion)
        if which != "conclusion":
            agency = change(draw, agency)
        return conclusion, agency

    return mutated()


def bytes_changed(draw: st.DrawFn, data: bytes) -> bytes:
    """Flip, cut, double, exchange, insert bytes."""
    for _ in range(draw(FEW)):
        start = at(draw(SHARE), len(data))
        stop = min(len(data), start + draw(st.sampled_from([0, 1, 1, 2, 8, 100, 2_000])))
        match draw(st.sampled_from(["bytes", "piece", "cut", "double", "flip", "end", "swap"])):
            case "bytes":
                data = data[:start] + draw(st.binary(min_size=1, max_size=4)) + data[stop:]
            case "piece":
                piece = draw(st.sampled_from(PIECES)).encode("utf-8", "surrogatepass")
                data = data[:start] + piece + data[start:]
            case "cut":
                data = data[:start] + data[stop:]
            case "double":
                data = data[:stop] + data[start:stop] + data[stop:]
            case "flip":
                if data:
                    spot = min(start, len(data) - 1)
                    bit = 1 << draw(st.integers(0, 7))
                    data = data[:spot] + bytes([data[spot] ^ bit]) + data[spot + 1 :]
            case "end":
                data = data[:start]
            case "swap":
                data = data[stop : stop + 500] + data[start:stop] + data[:start]
    return data


def tokens_changed(draw: st.DrawFn, data: bytes) -> bytes:
    """Change lines as somebody does who writes YAML badly: indent, key, value, order."""
    lines = data.decode().split("\n")
    for _ in range(draw(FEW)):
        row = min(at(draw(SHARE), len(lines)), len(lines) - 1)
        line = lines[row]
        match draw(
            st.sampled_from(["value", "value", "piece", "key", "indent", "cut", "double", "move"])
        ):
            case "value":
                head, colon, _ = line.partition(": ")
                indent = head if colon else line[: len(line) - len(line.lstrip())] + "-"
                lines[row] = f"{indent}{colon or ' '}{draw(st.sampled_from(SCALARS))}"
            case "piece":
                spot = at(draw(SHARE), len(line))
                lines[row] = line[:spot] + draw(st.sampled_from(PIECES)) + line[spot:]
            case "key":
                head, colon, rest = line.partition(":")
                indent = head[: len(head) - len(head.lstrip(" -"))]
                lines[row] = f"{indent}{draw(st.sampled_from(keys()))}{colon or ':'}{rest}"
            case "indent":
                lines[row] = draw(st.sampled_from([" ", "  ", "    ", "\t", "- ", ""])) + (
                    line if draw(st.booleans()) else line.lstrip()
                )
            case "cut":
                del lines[row : row + draw(st.sampled_from([1, 1, 2, 10]))]
            case "double":
                lines[row:row] = lines[row : row + draw(st.sampled_from([1, 2, 10]))]
            case "move":
                other = min(at(draw(SHARE), len(lines)), len(lines) - 1)
                lines[row], lines[other] = lines[other], lines[row]
        if not lines:
            return b""
    end = draw(st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"]))
    return end.join(lines).encode("utf-8", "surrogatepass")


def tree_changed(draw: st.DrawFn, data: bytes) -> bytes:
    """Change the tree behind the file and write it anew: still YAML, other content."""
    tree = [yaml.load(data, Loader=yaml.CBaseLoader)]
    for _ in range(draw(FEW)):
        spots = list(spots_in(tree))
        holder, key = spots[min(at(draw(SHARE), len(spots)), len(spots) - 1)]
        match draw(
            st.sampled_from(["word", "word", "cut", "copy", "wrap", "key", "text", "small"])
        ):
            case "word":
                holder[key] = draw(st.sampled_from(WORDS))
            case "cut":
                if holder is not tree:
                    del holder[key]
            case "copy":
                source, place = spots[min(at(draw(SHARE), len(spots)), len(spots) - 1)]
                holder[key] = copy.deepcopy(source[place])
            case "wrap":
                wrapped = copy.deepcopy(holder[key])
                holder[key] = draw(
                    st.sampled_from([[wrapped], {"text": wrapped}, [[wrapped]], {"a": wrapped}])
                )
            case "key":
                if isinstance(holder, dict):
                    holder[draw(st.sampled_from(keys()))] = copy.deepcopy(holder[key])
            case "text":
                if isinstance(holder[key], str):
                    spot = at(draw(SHARE), len(holder[key]))
                    piece = draw(st.sampled_from(PIECES))
                    holder[key] = holder[key][:spot] + piece + holder[key][spot:]
            case "small":
                holder[key] = draw(leaf())
    return written(tree[0])


def spots_in(tree: Any) -> Any:
    """Yield each place of a value below *tree* as the list or mapping and the index or key."""
    places = enumerate(tree) if isinstance(tree, list) else tree.items()
    for key, value in list(places):
        yield tree, key
        if isinstance(value, list | dict):
            yield from spots_in(value)


class _Dumper(yaml.CSafeDumper):
    """Without aliases: what stands twice is written twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def written(tree: Any) -> bytes:
    dumped: bytes = yaml.dump(
        tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, encoding="utf-8"
    )
    return dumped


@cache
def schemas() -> dict[str, Any]:
    return json_schemas()


@cache
def keys() -> tuple[str, ...]:
    """Return every key of the contract, and some that are none."""
    found = {"a": None, "<<": None, "Text": None, "": None, "mat": None, "__class__": None}
    for schema in schemas().values():
        for each in (schema, *schema.get("$defs", {}).values()):
            found |= dict.fromkeys(each.get("properties", {}))
    return tuple(found)


def leaf() -> st.SearchStrategy[str]:
    letters = st.text("abcđấ 0159:#*^[]{}<&\\\"'-.,/\u00a0\u0301", max_size=12)
    return st.sampled_from(WORDS) | letters


def grown(draw: st.DrawFn, name: str) -> Any:
    """Return a tree that follows the schema *name*, but for a branch here and there."""
    schema = schemas()[name]
    return branch(draw, schema, schema.get("$defs", {}), 0)


def branch(  # noqa: PLR0911 - one kind of schema, one way out
    draw: st.DrawFn, schema: dict[str, Any], defs: dict[str, Any], depth: int
) -> Any:
    if "$ref" in schema:
        schema = {**defs[schema["$ref"].rpartition("/")[2]], **schema}
    chance = draw(st.integers(0, 39))
    if chance == 0 or depth > 9:
        return draw(leaf())
    if chance == 1:
        return draw(st.sampled_from([[], {}, ["a"], {"a": "b"}, [[]], {"text": "a"}, None]))
    choices = schema.get("anyOf") or schema.get("oneOf")
    if choices:
        return branch(draw, draw(st.sampled_from(choices)), defs, depth)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return draw(st.sampled_from(schema["enum"]))
    if "properties" in schema:
        return mapping(draw, schema, defs, depth)
    if isinstance(schema.get("additionalProperties"), dict):
        inner = schema["additionalProperties"]
        names = draw(st.lists(st.sampled_from(IDS), max_size=3))
        return {each: branch(draw, inner, defs, depth + 1) for each in names}
    if "items" in schema:
        size = draw(st.integers(0, 3 if depth < 6 else 1))
        return [branch(draw, schema["items"], defs, depth + 1) for _ in range(size)]
    return draw(fitting(schema))


IDS = ("cvp", "phong-a", "xa-a", "xa-b", "nhom", "all", "1", "a.1", "-")
DAYS = ("2020-05-28", "2020-05", "2020", "9999-12-31", "0001-01-01", "2020-06-20T14:00")


def fitting(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return scalars that a field of *schema* takes, mostly."""
    pattern = schema.get("pattern", "")
    if "a-z0-9" in pattern:
        return st.sampled_from(IDS)
    if "d{4}" in pattern:
        return st.sampled_from(DAYS)
    if pattern or schema.get("type") in ("integer", "number"):
        return st.integers(-1, 40)
    if schema.get("type") == "boolean":
        return st.booleans()
    words = (
        "phong-a",
        "xa-a",
        "nhom",
        "cvp",
        "Báo cáo",
        "giao phòng A",
        "**Đậm** ^[chú thích]",
        "1.",
    )
    return st.sampled_from(words)


def mapping(draw: st.DrawFn, schema: dict[str, Any], defs: dict[str, Any], depth: int) -> Any:
    required = schema.get("required", ())
    made = {}
    for key, inner in schema["properties"].items():
        wanted = key in required or depth == 0
        if draw(st.integers(0, 15)) < (15 if wanted else 3):
            made[key] = branch(draw, inner, defs, depth + 1)
    if draw(st.integers(0, 19)) == 0:
        made[draw(st.sampled_from(keys()))] = draw(leaf())
    return made


@st.composite
def grown_pairs(draw: st.DrawFn) -> Pair:
    """Trees of our own, one file or both; the other one is real."""
    conclusion, agency = real(draw(st.sampled_from(OFTEN)))
    which = draw(st.sampled_from(["conclusion", "agency", "both", "inline"]))
    if which != "agency":
        tree = grown(draw, "conclusion.schema.json")
        if which == "inline" and isinstance(tree, dict):
            tree["agency"] = grown(draw, "agency.schema.json")
        conclusion = written(tree)
    if which in ("agency", "both"):
        agency = written(grown(draw, "agency.schema.json"))
    return conclusion, agency


KINDS = {
    "bytes": one_of_both(bytes_changed),
    "tokens": one_of_both(tokens_changed),
    "trees": one_of_both(tree_changed),
    "grown": grown_pairs(),
}
