"""The geometry of the taxonomy as a figure: a small tree for each topic at the top.

Every topic is a row: its title on one line or two, a bar as long as it has works, and the number.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from review.model import Topic
from review.render.markdown import plain

WIDTH = 320
_INDENT, _DEEPEST = 16, 6
_LINE, _BAR, _GAP = 17, 8, 12
_LONGEST = 210  # of a bar
_LETTER = 6.9  # units that a letter of a title takes
_TOP = 15  # the first baseline


@dataclass(frozen=True, slots=True)
class Row:
    """A topic in a tree: `lines` are its title with their baselines; `branch` a path to its parent.

    `wide` is the length of its bar, 0 for a topic that only groups; `head` says that it is the
    topic at the top.
    """

    topic: str
    lines: tuple[tuple[str, int], ...]
    count: int
    x: int
    bar: int
    wide: int
    branch: str
    head: bool


@dataclass(frozen=True, slots=True)
class Tree:
    """The rows of one topic at the top and all below it, with the height of their view box."""

    topic: str
    rows: tuple[Row, ...]
    height: int


def trees(taxonomy: Sequence[Topic], below: Mapping[str, Sequence[str]]) -> tuple[Tree, ...]:
    """Return a tree for each root; `below` holds the works filed under each topic or below it."""
    leaves = [part.id for root in taxonomy for part in root.walk() if not part.topics]
    most = max((len(below[leaf]) for leaf in leaves), default=0) or 1
    return tuple(_tree(root, below, most) for root in taxonomy)


def _tree(root: Topic, below: Mapping[str, Sequence[str]], most: int) -> Tree:
    rows: list[Row] = []
    stems: dict[str, int] = {}
    y = 0
    for topic, above, depth in _walk(root, "", 0):
        x = _INDENT * min(depth, _DEEPEST)
        room = int((WIDTH - x - 4) / _LETTER)
        lines = tuple(
            (text, y + _TOP + _LINE * i) for i, text in enumerate(wrap(topic.title, room))
        )
        bar = lines[-1][1] + 6
        count = len(below[topic.id])
        wide = 0 if topic.topics else round(_LONGEST * min(count / most, 1))
        branch = f"M{x - 10} {stems[above]}V{y + 10}h7" if above else ""
        rows.append(Row(topic.id, lines, count, x, bar, wide, branch, not above))
        stems[topic.id] = bar + _BAR + 2
        y = bar + _BAR + _GAP
    return Tree(root.id, tuple(rows), y)


def _walk(topic: Topic, above: str, depth: int) -> Iterator[tuple[Topic, str, int]]:
    yield topic, above, depth
    for child in topic.topics:
        yield from _walk(child, topic.id, depth + 1)


def wrap(title: str, room: int) -> tuple[str, ...]:
    """Return the title on one line or two of `room` letters; what does not fit ends in "…"."""
    words = plain(title).split()
    first: list[str] = []
    while words and _width(" ".join((*first, words[0]))) <= room:
        first.append(words.pop(0))
    if not words:
        return (" ".join(first),)
    if not first:
        return (_cut(" ".join(words), room),)
    return (" ".join(first), _cut(" ".join(words), room))


def _cut(text: str, room: int) -> str:
    if _width(text) <= room:
        return text
    while text and _width(text) > room - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _width(text: str) -> int:
    """Return how many letters a text is wide; a Chinese one takes the room of two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
