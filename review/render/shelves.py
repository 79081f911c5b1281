"""The works by what they have in common: a year, an author, a venue, a tag.

A tag is a keyword that a work states itself, one of the taxonomy that stands in its title or
abstract, a short form that it writes out, or data that it names. A name is taken as the works
spell it; spellings that differ in case, accents or punctuation alone are one.
"""

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from review.cache import each
from review.model import Author, Extract, Paper, Survey
from review.render.bibtex import published, shown_year
from review.render.markdown import slug
from review.render.venue import is_repository
from review.text.markup import clean

MOST = 200
"""Works on one page of a shelf; of a longer one there are further pages."""

_LEAST = 2  # works from which a shelf may have a page of its own
_PAGES = 24  # pages of a kind there may always be; beyond, one for so many works:
_SHARE = 4
_LINES = 1_000  # lines on the pages of the tags there may always be; beyond, for each work:
_TIMES = 4
_LONGEST = 60
_KEPT = frozenset("index con prn aux nul".split())  # no names for a file
_NUMBERED = re.compile(r"\(?\b(?:19|20)\d\d\b\)?|\b\d+(?:st|nd|rd|th)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\d[^()]*\)")
_TAIL = re.compile(r"\s*[\d(\[].*", re.DOTALL)
_PLURAL = re.compile(r"(?<=[A-Z])s$")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The works, by key, that have `name` in common; `path` is empty where it has no page.

    `filing` is the name as an index writes it, `sorting` its place there.
    """

    kind: str
    name: str
    filing: str
    sorting: str
    keys: tuple[str, ...]
    path: str = ""

    @property
    def letter(self) -> str:
        """The letter under which it stands: a-z or "other"."""
        first = self.sorting[:1]
        return first if first.isascii() and first.isalpha() else "other"

    @property
    def pages(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The path and the works of each page."""
        starts = range(0, len(self.keys), MOST)
        return tuple(
            (self.numbered(number), self.keys[start : start + MOST])
            for number, start in enumerate(starts, 1)
        )

    def numbered(self, number: int) -> str:
        """Return the path of one of its pages; no name holds two dashes in a row."""
        return self.path if number == 1 else f"{self.path.removesuffix('.md')}--{number}.md"


@dataclass(frozen=True, slots=True)
class Stand:
    """A shelf as the page of a work tells of it, where the other works on it do not matter."""

    kind: str
    name: str
    path: str


Name = tuple[str, str, str]
"""What a work shares with others: folded, as the work spells it, and as an index writes that."""


@dataclass(slots=True)
class _Group:
    """What is spelled alike."""

    spellings: dict[Name, int] = field(default_factory=dict)
    keys: dict[str, None] = field(default_factory=dict)


def shelves(survey: Survey) -> Mapping[str, tuple[Shelf, ...]]:
    """Return the shelves by kind ("year", "author", "venue", "tag"), each kind in its order.

    The works of a shelf stand newest first. A shelf of two works or more has a page of its own; as
    there shall not be more pages of a kind than a few, or one for four works, more works may be
    needed. What the most works have in common is no tag where the pages of the tags would list each
    work more than a few times: those of a large survey would be longer than all others together.
    """
    papers = sorted(survey.papers, key=lambda paper: (-(shown_year(paper) or 0), paper.key))
    keys, own = [paper.key for paper in papers], each("names of a work", papers, _own_names)
    names = {kind: [told[kind] for told in own] for kind in _OWN}
    names["tag"] = list(map(_tagger(survey), papers))
    found = {kind: _shelves(kind, keys, told) for kind, told in names.items()}
    return {**found, "year": found["year"][::-1]}


def singular(short: str) -> str:
    """Return a short form without the "s" of its plural: "LLMs" is "LLM"."""
    return _PLURAL.sub("", short)


def by_work(kinds: Mapping[str, Sequence[Shelf]]) -> Mapping[str, tuple[Stand, ...]]:
    """Return the shelves with a page on which each work stands, by its key."""
    found: dict[str, list[Stand]] = defaultdict(list)
    for shelf in (shelf for kind in kinds.values() for shelf in kind if shelf.path):
        stand = Stand(shelf.kind, shelf.name, shelf.path)
        for key in shelf.keys:
            found[key].append(stand)
    return {key: tuple(stand) for key, stand in found.items()}


def _shelves(
    kind: str, keys: Sequence[str], names: Sequence[tuple[Name, ...]]
) -> tuple[Shelf, ...]:
    groups: dict[str, _Group] = defaultdict(_Group)
    for key, told in zip(keys, names, strict=True):
        for name in told:
            group = groups[name[0]]
            group.spellings[name] = group.spellings.get(name, 0) + 1
            group.keys[key] = None
    groups.pop("", None)
    sizes = [len(group.keys) for group in groups.values()]
    least = _least(sizes, len(keys))
    lines = max(_LINES, len(keys) * _TIMES)
    most = _most(sizes, least, lines) if kind == "tag" else len(keys)
    found = [
        _shelf(kind, ident, group, least)
        for ident, group in groups.items()
        if len(group.keys) <= most
    ]
    return tuple(sorted(found, key=lambda shelf: (shelf.sorting, shelf.name)))


def _shelf(kind: str, ident: str, group: _Group, least: int) -> Shelf:
    told = group.spellings
    _, name, filing = min(told, key=lambda one: (-told[one], one[2], one[1]))
    path = f"by/{kind}/{file_name(ident)}.md" if len(group.keys) >= least else ""
    return Shelf(kind, name, filing, folded(filing), tuple(group.keys), path)


def _least(sizes: Sequence[int], works: int) -> int:
    """Return how many works a shelf needs for a page, so that the pages do not get too many."""
    counts = Counter(sizes)
    pages = sum(count for size, count in counts.items() if size >= _LEAST)
    least = _LEAST
    while pages > max(_PAGES, works // _SHARE):
        pages -= counts[least]
        least += 1
    return least


def _most(sizes: Sequence[int], least: int, lines: int) -> int:
    """Return how many works a shelf may hold, so that the pages have no more lines together."""
    counts = Counter(size for size in sizes if size >= least)
    told = sum(size * count for size, count in counts.items())
    for size in sorted(counts, reverse=True):
        if told <= lines:
            return size
        told -= size * counts[size]
    return least


def folded(text: str) -> str:
    """Return the words of `text` without case, accents and punctuation, a space between them."""
    text = text.casefold()
    if not text.isascii():
        bare = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(_WORD.findall(text))


def file_name(ident: str) -> str:
    """Return the name of a file for what `folded` returned: its words where they are plain.

    What is not told by a short name of a-z and 0-9 gets a few letters of its own hash.
    """
    plain = slug(ident)
    if plain.replace("-", " ") == ident and len(plain) <= _LONGEST and plain not in _KEPT:
        return plain
    mark = hashlib.sha256(ident.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{plain[:_LONGEST]}-{mark}".lstrip("-")


# ── what works have in common ────────────────────────────────────────────────────────────────


def _years(paper: Paper) -> Iterator[tuple[str, str]]:
    if year := shown_year(paper):
        yield str(year), ""


def _authors(paper: Paper) -> Iterator[tuple[str, str]]:
    for author in paper.authors:
        if str(author):
            yield clean(str(author)), _inverted(author)


def _inverted(author: Author) -> str:
    family, given = clean(author.family), clean(author.given)
    return f"{family}, {given}" if family and given else family or given


def _venues(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the venue without what changes from year to year; of a preprint, its server."""
    made = published(paper)
    said = dict(made.fields) if made else {}
    name = said.get("journal") or said.get("booktitle") or ""
    if not name:
        text = clean(paper.venue)
        name = re.split(r"[:,]|\spreprint", text)[0] if is_repository(text) else text
    name = " ".join(_NUMBERED.sub(" ", _ASIDE.sub("", name)).split()).strip(" ,;:.()-–")
    name = name if said else _TAIL.sub("", name) or name
    if name:
        yield name, ""


_OWN = {"year": _years, "author": _authors, "venue": _venues}


def _own_names(works: Sequence[Paper]) -> list[dict[str, tuple[Name, ...]]]:
    """Return what each work says itself that it shares with others, by kind."""
    return [
        {
            kind: tuple((folded(name), name, filing or name) for name, filing in namer(work))
            for kind, namer in _OWN.items()
        }
        for work in works
    ]


def _tagger(survey: Survey) -> Callable[[Paper], tuple[Name, ...]]:
    """Return what tells the tags of a work."""
    topics = [topic for root in survey.taxonomy for topic in root.walk()]
    known = {folded(word): word for topic in topics for word in topic.keywords}
    known.pop("", None)
    extracts = {str(extract.id): extract for extract in survey.extracts}

    def tags(paper: Paper) -> tuple[Name, ...]:
        found: dict[str, str] = {}
        if known:
            text = f" {folded(f'{paper.title} {paper.abstract}')} "
            found.update((ident, word) for ident, word in known.items() if f" {ident} " in text)
        for word in (*_stated(paper), *_told(extracts.get(paper.key))):
            found.setdefault(folded(word), word)
        return tuple((ident, word, word) for ident, word in found.items())

    return tags


def _stated(paper: Paper) -> Iterator[str]:
    """Yield the keywords that a work states."""
    for name, value in paper.extra:
        if name == "keywords" and isinstance(value, list):
            yield from (clean(word).strip() for word in value if isinstance(word, str))


def _told(extract: Extract | None) -> Iterator[str]:
    """Yield the short forms that an abstract writes out, and the data that it names."""
    if extract:
        yield from (singular(short) for short, _ in extract.acronyms)
        yield from (fact.said.text for fact in extract.facts if fact.kind in ("data", "data?"))
