"""Drafts whose items carry words of their own, and corrections of them as a leader makes them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from soanthao.draft.load import load
from soanthao.draft.new import starter
from soanthao.notice.document import Paragraph
from soanthao.notice.markup import RichText
from soanthao.render import templates
from soanthao.render.context import notice_sheet
from soanthao.word import merge

UNITS = ("phong-kinh-te", "phong-van-hoa-xa-hoi", "cong-an", "mttq", "toan-xa")
EDITS = ("word", "insert", "delete", "move", "split", "join")


@dataclass
class Node:
    """An item of the draft; its words all begin with its number."""

    number: int
    words: list[str]
    children: list[Node] = field(default_factory=list)
    own: set[int] = field(default_factory=set)
    """Numbers of the items whose words it now holds."""

    def text(self) -> str:
        return " ".join(self.words)


def draft(seed: int) -> list[Node]:
    """Return the items of one draft."""
    rng = random.Random(seed)
    count = iter(range(1, 100))

    def item(depth: int) -> Node:
        number = next(count)
        words = [f"v{number}x{at}" for at in range(rng.randint(6, 14))]
        words[len(words) // 2] += ";"
        below = rng.randint(0, 3) if depth < 2 and rng.random() < 0.5 else 0
        return Node(number, words, [item(depth + 1) for _ in range(below)], {number})

    return [item(0) for _ in range(rng.randint(3, 5))]


def yaml_of(items: list[Node], seed: int) -> str:
    """Return the body of *items* as a clerk may lay it out, with a comment above each."""
    rng = random.Random(seed)
    lines = ["  - >-", "    Chủ tịch kết luận như sau:"]

    def write(item: Node, indent: int) -> None:
        pad = " " * indent
        lines.append(f"{pad}# ghi chú {item.number}.")
        style = rng.choice(("block", "quoted", "flow" if not item.children else "block"))
        keys = f"no_due: lý do k{item.number}"
        unit = rng.choice(UNITS)
        if style == "flow":
            lines.append(f'{pad}- {{text: "{item.text()}", to: [{unit}], {keys}}}')
        else:
            if style == "block":
                lines.extend([f"{pad}- text: >-", f"{pad}    {item.text()}"])
            else:
                lines.append(f'{pad}- text: "{item.text()}"')
            lines.extend([f"{pad}  to: [{unit}]  # cùng dòng {item.number}.", f"{pad}  {keys}"])
        if item.children:
            lines.append(f"{pad}  items:")
            for child in item.children:
                write(child, indent + 4)

    for item in items:
        write(item, 2)
    lines += ["  # cuối cùng", "  - Trên đây là kết luận để các cơ quan thực hiện./."]
    return "\n".join(lines) + "\n"


def put(folder: Path, body: str) -> Path:
    """Write the draft with *body* into *folder*."""
    for name, text in starter().items():
        (folder / name).write_text(text, "utf-8")
    path = folder / "conclusion.yaml"
    before, rest = path.read_text("utf-8").split("\nbody:\n")
    path.write_text(
        f"{before}\nbody:\n{body}{rest[rest.index(chr(10) + 'recipients:') :]}", "utf-8"
    )
    return path


@cache
def press() -> merge.CompiledTemplate:
    return merge.compile_template(*templates.word_source(templates.choose(None), "notice"))


def lines_of(items: list[Node], *, depth: int = 0) -> list[str]:
    """Return what *items* print, numbered as the draft's numbering does."""
    printed = []
    for at, item in enumerate(items):
        marker = (f"{at + 1}.", f"{'abcdđeghik'[at]})", "-")[depth]
        printed.append(f"{marker} {item.text()}")
        printed.extend(lines_of(item.children, depth=depth + 1))
    return printed


def print_corrected(path: Path, lines: list[str]) -> bytes:
    """Return the Word file of the draft at *path* with *lines* between its paragraphs."""
    document = notice_sheet(load(path).notice).document
    body = [Paragraph("body", RichText.plainly(line)) for line in lines]
    first, last = document.body[0], document.body[-1]
    return press().render(replace(document, body=(first, *body, last)))


def correct(items: list[Node], edit: str, seed: int) -> set[int]:
    """Do one *edit* on *items*; return the numbers of the items whose orders may go."""
    rng = random.Random(seed)
    lists = [items]
    for each in lists:
        lists.extend(item.children for item in each if item.children)
    siblings = rng.choice(lists)
    at = rng.randrange(len(siblings))
    item = siblings[at]
    if edit == "word":
        item.words[rng.randrange(len(item.words))] = "khác"
    elif edit == "insert":
        siblings.insert(at, Node(0, [f"moi{each}" for each in range(8)]))
    elif edit == "delete" and (len(siblings) > 1 or siblings is items):
        del siblings[at]
        return numbers(item)
    elif edit == "move":
        siblings.append(siblings.pop(at))
    elif edit == "split":
        middle = len(item.words) // 2 + 1
        rest = Node(0, item.words[middle:], item.children)
        item.words, item.children = item.words[:middle], []
        siblings.insert(at + 1, rest)
    elif edit == "join" and at + 1 < len(siblings):
        other = siblings.pop(at + 1)
        item.words += other.words
        item.children += other.children
        item.own.add(other.number)
    return set()


def numbers(item: Node) -> set[int]:
    return {item.number}.union(*(numbers(child) for child in item.children))
