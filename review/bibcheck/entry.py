"""A .bib file as the checks see it: entries with their fields, and where everything stands."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from review.bibcheck.kinds import BIBLATEX_MARKS, NAMES, PRINTED
from review.text.bibblock import Block, Place
from review.text.bibscan import blocks

_NO_ENTRY = frozenset(("", "comment", "preamble", "string"))
_SHARE = 5  # one entry of so many with marks of biblatex makes a file biblatex


@dataclass(frozen=True, slots=True)
class Change:
    """An edit of the file: `[start, end)` becomes `to`."""

    start: int
    end: int
    to: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: the key of the entry, where, what to do, and a certain fix if any."""

    key: str
    at: int
    message: str
    field: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of a field as it stands in the file: the value, or a piece of one with `#`."""

    at: int
    text: str
    field: str
    key: str

    def found(self, start: int, message: str, *changes: tuple[int, int, str]) -> Found:
        """Return a finding at `start` of this text; `changes` count from its begin."""
        made = tuple(Change(self.at + a, self.at + b, to) for a, b, to in changes)
        return Found(self.key, self.at + start, message, self.field, made)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry: its type in lower case, its key, its fields by lower-case name, the first wins.

    `inherited` are the fields of the entries it refers to; `open` says that one of those is not in
    this file. `whole` are fields of one piece in delimiters, which can be edited in place.
    """

    kind: str
    key: str
    at: int
    key_at: int
    broken: bool
    biblatex: bool
    places: tuple[Place, ...]
    fields: dict[str, str]
    whole: dict[str, Text]
    texts: tuple[Text, ...]
    inherited: dict[str, str] = field(default_factory=dict)
    open: bool = False

    def get(self, name: str) -> str:
        """Return the value of a field, empty where there is none."""
        return self.fields.get(name, "").strip()

    def has(self, name: str) -> bool:
        """Whether the entry states or inherits the field."""
        return bool(self.get(name) or self.inherited.get(name, "").strip())

    def place(self, name: str) -> int:
        """Return where the field stands, or the entry where it has none of that name."""
        return next((p.at for p in self.places if p.name.lower() == name), self.at)

    def found(self, message: str, name: str = "", *changes: Change) -> Found:
        """Return a finding at the field `name`, or at the entry."""
        return Found(self.key, self.place(name) if name else self.at, message, name, changes)


@dataclass(frozen=True, slots=True)
class File:
    """A .bib file: its text, what stands in it, its entries and its macros."""

    name: str
    text: str
    blocks: tuple[Block, ...]
    items: tuple[Item, ...]
    strings: tuple[Item, ...]
    biblatex: bool
    breaks: tuple[int, ...]

    def line(self, at: int) -> int:
        """Return the line, from 1, of a place in the text."""
        return bisect_right(self.breaks, at - 1) + 1

    def start(self, line: int) -> int:
        """Return where a line, from 1, begins."""
        return self.breaks[line - 2] + 1 if line > 1 else 0

    def printed(self) -> Iterator[Text]:
        """Yield every text that a style prints, also those of macros."""
        for item in (*self.strings, *self.items):
            for text in item.texts:
                if text.field in PRINTED or item.kind == "string":
                    yield text


def parse(text: str, name: str, dialect: str = "auto") -> File:
    """Return the file; `dialect` is "bibtex", "biblatex", or "auto": what most of it is."""
    found = tuple(blocks(text))
    entries = [block for block in found if block.kind not in _NO_ENTRY]
    biblatex = dialect == "biblatex" or (dialect == "auto" and _is_biblatex(entries))
    parents = {block.key.casefold(): block for block in reversed(entries) if block.key}
    return File(
        name,
        text,
        found,
        tuple(_item(text, block, biblatex, parents) for block in entries),
        tuple(_item(text, block, biblatex, {}) for block in found if block.kind == "string"),
        biblatex,
        tuple(place.start() for place in re.finditer("\n", text)),
    )


def _is_biblatex(entries: Sequence[Block]) -> bool:
    marked = sum(not BIBLATEX_MARKS.isdisjoint((block.kind, *block.fields)) for block in entries)
    return marked > 0 and marked * _SHARE >= len(entries)


def _item(text: str, block: Block, biblatex: bool, parents: dict[str, Block]) -> Item:
    fields: dict[str, str] = {}
    whole: dict[str, Text] = {}
    texts: list[Text] = []
    for place in block.places:
        name = place.name.lower()
        pieces = [
            Text(piece.start, text[piece.start : piece.end], name, block.key)
            for piece in place.pieces
            if not piece.bare
        ]
        texts += pieces
        if name not in fields:
            fields[name] = place.value
            if len(place.pieces) == 1 and pieces:
                whole[name] = pieces[0]
    inherited, missing = _inherited(block, parents)
    return Item(
        block.kind, block.key, block.start, block.key_at, block.broken, biblatex,
        tuple(block.places), fields, whole, tuple(texts), inherited, missing,
    )  # fmt: skip


def _inherited(block: Block, parents: dict[str, Block]) -> tuple[dict[str, str], bool]:
    """Return the fields of the entries that this one refers to, and whether one is not there."""
    fields: dict[str, str] = {}
    missing = False
    seen = {block.key.casefold()}
    todo = list(references(block.fields))
    while todo:
        key = todo.pop(0).casefold()
        parent = parents.get(key)
        missing = missing or parent is None
        if parent is None or key in seen:
            continue
        seen.add(key)
        todo += references(parent.fields)
        title = {"booktitle": parent.fields["title"]} if "title" in parent.fields else {}
        fields = {**parent.fields, **title, **fields}
    return fields, missing


def references(fields: dict[str, str]) -> Iterator[str]:
    """Yield the keys of the entries whose fields an entry inherits."""
    for name in ("crossref", "xdata"):
        yield from (key.strip() for key in fields.get(name, "").split(",") if key.strip())


def names_of(item: Item) -> Iterator[Text]:
    """Yield the fields of an entry that list people and can be edited in place."""
    yield from (item.whole[name] for name in NAMES if name in item.whole)
