"""The figure of the taxonomy: a tree of themes and topics, each topic with its central works.

A tree that is too tall for a page is drawn in several, each of whole themes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from review.model import Topic
from review.render.book import Book
from review.render.latex.cites import Cite
from review.render.latex.words import breakable, clipped, tex

PALETTE = (
    "CD605A", "418AD1", "4E9A52", "C8800D", "9468C2",
    "00A0A1", "C35F92", "979836", "5E6AB7", "A16C4E", "565D66",
)  # fmt: skip
"""The colours of the themes on the site (`--hue` of its style sheet) in sRGB; last, of the rest."""

_WORKS = 2  # that stand beside a topic
_LETTERS = 90  # of a title
_GAP = 0.75  # lines between two boxes, with their frames
_TITLE, _CITED = 0.4, 0.48  # the shares of a line that a title and the works beside it take
_PAGES = {"article": (64, 80), "IEEEtran": (76, 112), "acmart": (62, 80)}
"""How many lines of the smallest letters a page holds, and how many letters a line, by class."""


@dataclass(frozen=True, slots=True)
class Node:
    """A topic in the tree: its title, how many works it holds, and those that stand for it."""

    title: Markup
    count: int
    works: Markup
    nodes: tuple["Node", ...]
    hue: int

    @property
    def leaves(self) -> int:
        """How many boxes stand below each other."""
        return sum(node.leaves for node in self.nodes) or 1


@dataclass(frozen=True, slots=True)
class Tree:
    """One figure: the themes it shows, and how wide the boxes of each level are, by the line."""

    themes: tuple[Node, ...]
    widths: tuple[float, ...]


def shades(palette: Sequence[str]) -> Mapping[str, str]:
    """Return the name of each colour in the document -> its value in hexadecimal."""
    names = [*(f"theme{i}" for i in range(len(palette) - 1)), "themerest"]
    return dict(zip(names, palette, strict=True))


def hue(number: int) -> str:
    """Return the name of the colour of a theme by its number; -1 is what has no theme."""
    return f"theme{number % (len(PALETTE) - 1)}" if number >= 0 else "themerest"


def figures(book: Book, cite: Cite) -> tuple[Tree, ...]:
    """Return the tree in as many figures as it needs pages; none for a tree of one box."""
    roots = [
        (root, _node(root, i, book, cite))
        for i, root in enumerate(book.survey.taxonomy)
        if book.below[root.id]
    ]
    levels = max((_depth(root, book) for root, _ in roots), default=0)
    if sum(node.leaves for _, node in roots) < 2:
        return ()
    page, line = _PAGES[book.survey.latex.documentclass]
    shares = _shares([_height(root, book, line) for root, _ in roots], page)
    nodes = [node for _, node in roots]
    return tuple(Tree(tuple(nodes[start:end]), _widths(levels)) for start, end in shares)


def _node(topic: Topic, number: int, book: Book, cite: Cite) -> Node:
    below = tuple(_node(t, number, book, cite) for t in topic.topics if book.below[t.id])
    keys = _central(topic, book)
    works = tex(", ".join(cite.narrative(key) for key in keys)) if not below else Markup()
    title = breakable(clipped(topic.title, _LETTERS))
    return Node(title, len(book.below[topic.id]), works, below, number)


def _central(topic: Topic, book: Book) -> tuple[str, ...]:
    """The works that stand for a topic, those of known authors first: their names are short."""
    section = book.sections[topic.id]
    known = [key for key in section.central if book.papers[key].authors]
    return tuple((known or list(section.central or section.papers))[:_WORKS])


def _depth(topic: Topic, book: Book) -> int:
    return 1 + max((_depth(t, book) for t in topic.topics if book.below[t.id]), default=0)


def _height(topic: Topic, book: Book, line: int) -> float:
    """How many lines of so many letters the boxes of a topic take, one below the other."""
    below = [t for t in topic.topics if book.below[t.id]]
    if below:
        return max(sum(_height(t, book, line) for t in below), _lines(topic.title, line / 5) + _GAP)
    called = ", ".join(book.citations.narrative(key) for key in _central(topic, book))
    return max(_lines(topic.title, line * _TITLE), _lines(called, line * _CITED)) + _GAP


def _widths(levels: int) -> tuple[float, ...]:
    """The widths of the levels, topics wider than themes: together less than half of the line."""
    return tuple(round(0.46 * (n + 1) / (levels * (levels + 1) / 2), 3) for n in range(levels))


def _lines(text: str, letters: float) -> int:
    return int(-(-min(len(text), _LETTERS) // letters)) or 1


def _shares(heights: Sequence[float], page: float) -> tuple[tuple[int, int], ...]:
    """The themes from and to which each figure goes, about equally tall."""
    number = max(1, -(-int(sum(heights)) // int(page)))
    return tuple(_cut(heights, sum(heights) / number))


def _cut(heights: Sequence[float], share: float) -> Iterator[tuple[int, int]]:
    """Cut where what stands above is nearest to a multiple of `share`."""
    start, tall, end = 0, 0.0, share
    for i, height in enumerate(heights):
        if i > start and tall + height / 2 > end:
            yield start, i
            start, end = i, end + share
        tall += height
    yield start, len(heights)
