"""The survey, indexed once for the pages: where each topic stands, where each work is cited."""

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from review.model import (
    UNPLACED,
    Assignment,
    Excerpt,
    Extract,
    Paper,
    Paragraph,
    Quote,
    Related,
    Section,
    Survey,
    Topic,
)
from review.render.asked import Answers, Notes
from review.render.citations import Citations, label, short_title
from review.render.markdown import plain
from review.render.placement import LOOKS, placement
from review.render.shelves import Shelf, Stand, by_work, shelves
from review.text.titles import shown

Anchors = Mapping[str, str]
"""The anchor of each work that a sentence cites, by its key."""

_SIGNS = re.compile(r"[^\w ]|_")
_SPLIT = 500
"""Works above which the bibliography has a page a letter."""


@dataclass(frozen=True, slots=True)
class Place:
    """A passage that cites a work: a page, its title, and the anchor of the citation there.

    The span of the abstract is empty where the passage cites the work without quoting it.
    """

    path: str
    title: str
    anchor: str
    start: int
    end: int

    @property
    def target(self) -> str:
        """The link to the passage, relative to `site/`."""
        return f"{self.path}#{self.anchor}"


@dataclass(frozen=True)
class Book:
    """A survey with the questions its pages ask of it, each answered once."""

    survey: Survey

    @cached_property
    def citations(self) -> Citations:
        """How each work is called."""
        return Citations.of(self.survey)

    @cached_property
    def papers(self) -> Mapping[str, Paper]:
        """The papers by key."""
        return self.citations.papers

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """The topics by id, in the order of the taxonomy."""
        return {topic.id: topic for root in self.survey.taxonomy for topic in root.walk()}

    @cached_property
    def above(self) -> Mapping[str, tuple[Topic, ...]]:
        """The topics that each topic lies in, outermost first."""
        return dict(_above(self.survey.taxonomy, ()))

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """The sections by topic id; a topic that nothing was written about has an empty one."""
        empty = {topic: Section(topic) for topic in self.topics}
        return empty | {section.topic: section for section in self.survey.sections}

    @cached_property
    def assignments(self) -> Mapping[str, Assignment]:
        """Where each paper is filed, by key."""
        return {str(assignment.paper): assignment for assignment in self.survey.assignments}

    @cached_property
    def extracts(self) -> Mapping[str, Extract]:
        """What each abstract says, by key."""
        return {str(extract.id): extract for extract in self.survey.extracts}

    @cached_property
    def related(self) -> Mapping[str, tuple[Related, ...]]:
        """The papers near each paper, by key."""
        return dict(self.survey.related)

    @cached_property
    def notes(self) -> Mapping[str, tuple[str, ...]]:
        """The paragraphs that a person noted, by the page on which they are shown."""
        notes: dict[str, list[str]] = {}
        for note in self.survey.notes:
            page = f"papers/{note.paper}.md" if note.paper else self.path(note.topic)
            notes.setdefault(page, []).extend(re.split(r"\n\s*\n", note.note.strip()))
        return {page: tuple(found) for page, found in notes.items()}

    @cached_property
    def places(self) -> Mapping[str, tuple[Place, ...]]:
        """Every passage that cites a work, by its key, in the order of the pages."""
        places: dict[str, list[Place]] = {}
        for key, place in (*self._home_places(), *self._section_places(), *self._terms()):
            places.setdefault(key, []).append(place)
        return {key: tuple(found) for key, found in places.items()}

    @cached_property
    def cited(self) -> Mapping[str, tuple[str, ...]]:
        """The works that each page cites, by its path, in the order of their first citations."""
        survey = self.survey
        pages = {"index.md": _cited(survey.overview)}
        for section in survey.sections:
            rows = (row.paper for row in section.table)
            found = dict.fromkeys((*_cited(section.paragraphs), *rows))
            pages[self.path(section.topic)] = tuple(found)
        return pages

    @cached_property
    def listed(self) -> Mapping[str, tuple[str, ...]]:
        """The references of each page, by its path: what it cites, then what else is filed."""
        filed = {self.path(part.topic): (*part.papers, *part.also) for part in self.survey.sections}
        return {
            page: tuple(dict.fromkeys((*cited, *filed.get(page, ()))))
            for page, cited in self.cited.items()
        }

    @cached_property
    def numbers(self) -> Mapping[str, Mapping[str, int]]:
        """The number of each reference of each page, where works are cited by numbers."""
        if self.survey.citations != "numbered":
            return {}
        return {
            page: {key: number for number, key in enumerate(keys, 1)}
            for page, keys in self.listed.items()
        }

    @cached_property
    def shelves(self) -> Mapping[str, tuple[Shelf, ...]]:
        """The works by what they have in common, by kind."""
        return shelves(self.survey)

    @cached_property
    def stands(self) -> Mapping[str, tuple[Stand, ...]]:
        """The shelves with a page on which each work stands, by its key."""
        return by_work(self.shelves)

    @cached_property
    def queue(self) -> Mapping[str, bool]:
        """The works that the page of placement names for a person to look at."""
        return dict.fromkeys(placement(self.survey).queue, True)

    @cached_property
    def below(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of the works filed under each topic or below it."""
        return {
            topic.id: tuple(key for part in topic.walk() for key in self.sections[part.id].papers)
            for topic in self.topics.values()
        }

    @cached_property
    def themes(self) -> Mapping[str, int]:
        """The number of the topic at the top for each work; one more for what is unplaced."""
        roots = {t.id: i for i, root in enumerate(self.survey.taxonomy) for t in root.walk()}
        placed = {str(a.paper): roots[a.topic] for a in self.survey.assignments if a.placed}
        return {key: placed.get(key, len(self.survey.taxonomy)) for key in self.papers}

    @cached_property
    def alphabet(self) -> tuple[Paper, ...]:
        """The papers as a bibliography lists them: by author or title, then by year."""
        return tuple(sorted(self.survey.papers, key=self._sorting))

    @cached_property
    def is_split(self) -> bool:
        """Whether the bibliography has a page a letter."""
        return len(self.survey.papers) > _SPLIT

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The titles of the papers by key, repaired; a paper without one is called by its key."""
        return {key: plain(shown(paper.title)) or key for key, paper in self.papers.items()}

    @cached_property
    def _answers(self) -> Answers:
        """What pages asked of it."""
        return Answers(self, PARTS, LOOKS)

    def asked(self) -> Notes:
        """Return notes for what a page will ask of it."""
        return Notes(self._answers)

    def title(self, topic: str) -> str:
        """Return the title of a topic id, that of the unplaced works included."""
        return self.topics[topic].title if topic in self.topics else "Outside the taxonomy"

    def trail(self, key: str) -> tuple[Topic, ...]:
        """Return the topics that a work lies in, outermost first; none where it is not placed."""
        assignment = self.assignments.get(key)
        if assignment is None or not assignment.placed or assignment.topic not in self.topics:
            return ()
        return (*self.above[assignment.topic], self.topics[assignment.topic])

    def path(self, topic: str) -> str:
        """Return the page of a topic id."""
        return f"topics/{topic}.md" if topic in self.topics else f"{UNPLACED}.md"

    def initial(self, paper: Paper) -> str:
        """Return the letter under which a paper stands in the bibliography: a-z or "other"."""
        first = self._sorting(paper)[0][:1]
        return first if first.isascii() and first.isalpha() else "other"

    def entry(self, key: str) -> str:
        """Return the place of a work in the bibliography, relative to `site/`."""
        page = f"bibliography/{self.initial(self.papers[key])}" if self.is_split else "bibliography"
        return f"{page}.md#{key}"

    def shared(self, topic: str) -> tuple[tuple[str, int], ...]:
        """Return the topics that share works with `topic` and how many, most first.

        A work filed under one of the two that also fits the other is shared.
        """
        counts: dict[str, int] = {}
        for assignment in self.survey.assignments:
            if not assignment.placed:
                continue
            if assignment.topic == topic:
                near: Sequence[str] = assignment.also
            else:
                near = (assignment.topic,) if topic in assignment.also else ()
            for other in near:
                counts[other] = counts.get(other, 0) + (other != topic)
        known = [(other, count) for other, count in counts.items() if other in self.topics]
        return tuple(sorted(known, key=lambda pair: (-pair[1], pair[0])))

    def _sorting(self, paper: Paper) -> tuple[str, str, str, str]:
        name = label(paper) or short_title(paper)
        return folded(name), self.citations.years[paper.key], folded(paper.title), paper.key

    def _home_places(self) -> Iterator[tuple[str, Place]]:
        yield from _places("index.md", "Overview", self.survey.overview)

    def _terms(self) -> Iterator[tuple[str, Place]]:
        for _, said in self.survey.terms:
            yield said.paper, Place("glossary.md", "Glossary", "terms", said.start, said.end)

    def _section_places(self) -> Iterator[tuple[str, Place]]:
        for section in self.survey.sections:
            path, title = self.path(section.topic), self.title(section.topic)
            yield from _places(path, title, section.paragraphs)
            for row in section.table:
                for cell in (row.does, row.headline):
                    if cell:
                        yield row.paper, Place(path, title, "comparison", cell.start, cell.end)


def anchored(paragraphs: Sequence[Paragraph]) -> tuple[tuple[tuple[Quote, Anchors], ...], ...]:
    """Return the quotes of each paragraph with the anchor of every work that each cites."""
    seen: dict[str, int] = {}
    return tuple(
        tuple((quote, _anchors(quote, seen)) for quote in paragraph.quotes)
        for paragraph in paragraphs
    )


def _anchors(quote: Quote, seen: dict[str, int]) -> Anchors:
    """Return an anchor for each work; `seen` counts how often each was cited on the page."""
    anchors = {}
    for key in filter(None, (quote.paper, *quote.also)):
        number = seen[key] = seen.get(key, 0) + 1
        anchors[key] = f"s-{key}" + (f"-{number}" if number > 1 else "")
    return anchors


def _cited(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """Return the works that paragraphs cite, in the order of their first citations."""
    quotes = (quote for paragraph in paragraphs for quote in paragraph.quotes)
    keys = (key for quote in quotes for key in (quote.paper, *quote.also) if key)
    return tuple(dict.fromkeys(keys))


def _places(path: str, title: str, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, Place]]:
    for quotes in anchored(paragraphs):
        for quote, anchors in quotes:
            for key, anchor in anchors.items():
                span = (quote.start, quote.end) if key == quote.paper else (0, 0)
                yield key, Place(path, title, anchor, *span)


def _above(
    topics: Sequence[Topic], trail: tuple[Topic, ...]
) -> Iterator[tuple[str, tuple[Topic, ...]]]:
    for topic in topics:
        yield topic.id, trail
        yield from _above(topic.topics, (*trail, topic))


def folded(text: str) -> str:
    """Return `text` for sorting: without case, accents and what is no letter or number."""
    return _SIGNS.sub("", unicodedata.normalize("NFKD", text.casefold())).strip()


def relative(target: str, page: str) -> str:
    """Return the link from `page` to `target`, both relative to `site/`."""
    file, hash_, anchor = target.partition("#")
    if file == page and hash_:
        return f"#{anchor}"
    return _relative(file, posixpath.dirname(page)) + hash_ + anchor


@lru_cache(maxsize=65536)
def _relative(file: str, folder: str) -> str:
    there, here = file.split("/"), folder.split("/") if folder else []
    if not {"", ".", ".."}.isdisjoint((*there, *here)):
        return posixpath.relpath(file, folder or ".")
    same = len(posixpath.commonprefix((there, here)))
    return "/".join((*[".."] * (len(here) - same), *there[same:])) or "."


def spans(excerpts: Sequence[Excerpt | Place]) -> tuple[tuple[int, int], ...]:
    """Return the union of spans, ascending and disjoint."""
    union: list[tuple[int, int]] = []
    for start, end in sorted((item.start, item.end) for item in excerpts):
        if union and start <= union[-1][1]:
            union[-1] = (union[-1][0], max(end, union[-1][1]))
        elif end > start:
            union.append((start, end))
    return tuple(union)


PARTS = frozenset((Book, Survey, Citations, Assignment, Extract))
"""What pages ask for one field at a time."""
