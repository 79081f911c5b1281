"""The section of every topic: definition, works by sub-theme, findings, limits, table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from review.cache import each
from review.model import UNPLACED, Assignment, Paragraph, Section, Topic
from review.summarize.acronyms import expanded_once
from review.summarize.choose import (
    ages,
    findings,
    joined,
    limits,
    paragraph,
    told,
)
from review.summarize.corpus import (
    Candidate,
    Corpus,
    Member,
    belonging,
    centroid,
    closeness,
    quote,
    sure,
    theme_of,
)
from review.summarize.counted import doubted, lead, titled
from review.summarize.definition import borrowed, definition
from review.summarize.follow import following
from review.summarize.order import path, pieces
from review.summarize.overview import children
from review.summarize.subthemes import Lexicon, Subtheme, lexicon, subthemes, with_late
from review.summarize.table import table
from review.summarize.world import World, stated

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

FURTHER = "Further works"
"""The heading over the works that no other heading names."""

_SENTENCES = 8  # in a paragraph, at most
_CENTRAL = 5


def sections(world: World, assignments: Sequence[Assignment]) -> tuple[Section, ...]:
    """Return the section of every topic in the order of the taxonomy, then the unplaced works.

    `assignments` name papers by citation key. Every work with a citation sentence is cited in
    exactly one section's works; the others are listed there as bare. A late work changes no
    section but those of its topic and of the topics above.
    """
    filed = file(world.members, assignments)
    also = _also(assignments)
    last = len(world.topics)

    def written(missing: Sequence[_Filed]) -> Iterator[Section]:
        known = world.corpus
        (found,) = each("lexicon", [world.reference], lambda _: [lexicon(known)])
        words = with_late(found, known)
        for _, row, near, _ in missing:
            if row == last:
                yield _leftover(filed[UNPLACED], known)
            else:
                yield _section(world.topics[row], world.rows, filed, known, words, near)

    given: list[_Filed] = [
        (world.reference, row, also.get(topic.id, ()), tuple(_works(topic, filed)))
        for row, topic in enumerate(world.topics)
    ]
    if left := filed.get(UNPLACED):
        given.append((world.reference, last, (), (tuple(stated(left)),)))
    return each("section", given, written)


_Filed = tuple[bytes, int, tuple[str, ...], tuple[object, ...]]
"""What a section is made of: a digest of the reference corpus and the topics, the number of the
topic, the works that fit there too, the works there."""


def _works(topic: Topic, filed: Mapping[str, Sequence[Member]]) -> Iterator[tuple[object, ...]]:
    """Yield the works of a topic and of each topic below it."""
    return (tuple(stated(filed.get(part.id, ()))) for part in topic.walk())


def file(members: Iterable[Member], assignments: Iterable[Assignment]) -> dict[str, list[Member]]:
    """Return the members of each topic id, sorted by key; `UNPLACED` holds those without one."""
    given = {str(assignment.paper): assignment for assignment in assignments}
    filed: dict[str, list[Member]] = {}
    for member in sorted(members, key=lambda member: member.key):
        place = given.get(member.key)
        if place is None or not place.placed:
            filed.setdefault(UNPLACED, []).append(member)
        else:
            filed.setdefault(place.topic, []).append(replace(member, doubtful=place.doubtful))
    return filed


def _also(assignments: Iterable[Assignment]) -> Mapping[str, tuple[str, ...]]:
    touched: dict[str, set[str]] = {}
    for assignment in assignments:
        for topic in assignment.also if assignment.placed else ():
            if topic != assignment.topic:
                touched.setdefault(topic, set()).add(str(assignment.paper))
    return {topic: tuple(sorted(keys)) for topic, keys in touched.items()}


def _section(
    topic: Topic,
    rows: Mapping[str, int],
    filed: Mapping[str, list[Member]],
    known: Corpus,
    words: Lexicon,
    also: tuple[str, ...],
) -> Section:
    members = filed.get(topic.id, [])
    above = children(topic, filed, known, rows)
    if not members:
        return Section(topic.id, expanded_once(above, known.members), also=also)
    row = rows[topic.id]
    theme = theme_of(members, known, row)
    documents = known.documents[[member.row for member in members]]
    near = belonging(documents, known.labels[row])
    belongs = dict(zip((member.key for member in members), near, strict=True))
    firm = sure(members)
    works = works_of(subthemes(firm, topic.title, words), known, belongs)
    works += apart([member for member in members if member not in firm], known, belongs, works)
    defined = definition(members, known, theme, topic) or borrowed(known, theme, topic)
    stated = limits(firm, known, theme)
    works, found = following(works, findings(firm, known, theme, (*defined, *stated)))
    body = (
        *above,
        *paragraph("definition", defined),
        *works,
        *named_first(members, works),
        *paragraph("findings", found),
        *paragraph("limits", stated),
    )
    return _made(topic.id, body, members, known, theme, also)


def _leftover(members: Sequence[Member], known: Corpus) -> Section:
    documents = known.documents[[member.row for member in members]]
    theme = centroid(documents)
    belongs = dict(zip((member.key for member in members), belonging(documents), strict=True))
    works = works_of((Subtheme("", tuple(members)),), known, belongs)
    return _made(UNPLACED, (*works, *named_first(members, works)), members, known, theme, ())


def _made(
    topic: str,
    body: tuple[Paragraph, ...],
    members: Sequence[Member],
    known: Corpus,
    theme: "csr_matrix",
    also: tuple[str, ...],
) -> Section:
    reading = _reading_order(members, body)
    return Section(
        topic,
        expanded_once(body, known.members),
        table(reading, known.data),
        tuple(member.key for member in reading),
        tuple(member.key for member in reading if member.extract.citation is None),
        also,
        central(members, known, theme),
    )


def named_first(members: Sequence[Member], works: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the works of which no sentence can be read alone: their titles, then a sentence each.

    After `works` under headings they stand under one of their own.
    """
    left = sorted(
        (member for member in members if member.extract.citation and not member.extract.stands),
        key=lambda member: member.age,
    )
    if not left:
        return ()
    named = [(member.key, member.entry.title) for member in left]
    said = [quote(m.key, m.extract.citation) for m in left if m.extract.citation is not None]
    return (Paragraph("works", (titled(named, bool(works)), *said), _further(works)),)


def apart(
    members: Sequence[Member],
    known: Corpus,
    belongs: Mapping[str, float],
    works: Sequence[Paragraph],
) -> tuple[Paragraph, ...]:
    """Return the sentences of works filed with little confidence, said to be so."""
    cited = joined(told(known.citations.of(members), known, belongs))
    if not cited:
        return ()
    said = doubted([candidate.member.entry for candidate in cited])
    return (Paragraph("works", (said, *(candidate.quote for candidate in cited)), _further(works)),)


def _further(works: Sequence[Paragraph]) -> str:
    """The heading of what stands after works under headings of their own."""
    headings = [part.heading for part in works if part.heading]
    return FURTHER if headings and FURTHER not in headings else ""


def works_of(
    groups: Sequence[Subtheme], known: Corpus, belongs: Mapping[str, float]
) -> tuple[Paragraph, ...]:
    """Return the paragraphs of citation sentences, one or more a group, groups along a path."""
    cited = [g for g in groups if any(member.citation for member in g.members)]
    return tuple(
        written
        for group in _in_line(cited, known)
        for written in _paragraphs(
            group,
            told(known.citations.of(group.members), known, belongs),
            "further" if _is_rest(group, cited) else "",
        )
    )


def _is_rest(group: Subtheme, groups: Sequence[Subtheme]) -> bool:
    return not group.heading and len(groups) > 1


def _in_line(groups: Sequence[Subtheme], known: Corpus) -> list[Subtheme]:
    """Return the named groups so that neighbours are alike, the unnamed one last."""
    from scipy.sparse import vstack

    named = [group for group in groups if group.heading]
    if len(named) > 1:
        rows = [centroid(known.documents[[m.row for m in g.members]]) for g in named]
        means = [sum(ages(g.members)) // len(g.members) for g in named]
        named = [named[i] for i in path(vstack(rows).tocsr(), means)]
    return [*named, *(group for group in groups if not group.heading)]


def _paragraphs(group: Subtheme, cited: Sequence[Candidate], further: str) -> tuple[Paragraph, ...]:
    runs = pieces(joined(cited), _SENTENCES)
    heading = group.heading or (FURTHER if further else "")
    counted = (
        (lead([candidate.member.entry for candidate in cited], further),)
        if group.heading or further or len(runs) > 1
        else ()
    )
    return tuple(
        Paragraph(
            "works",
            (*(counted if number == 0 else ()), *(candidate.quote for candidate in run)),
            heading if number == 0 else "",
        )
        for number, run in enumerate(runs)
    )


def _reading_order(members: Sequence[Member], body: Sequence[Paragraph]) -> list[Member]:
    """Return the members as their sentences come, then those without one by year."""
    quotes = (quote for part in body if part.kind == "works" for quote in part.quotes)
    keys = [key for quote in quotes for key in (quote.paper, *quote.also) if key]
    place = {key: i for i, key in enumerate(keys)}
    return sorted(members, key=lambda m: (place.get(m.key, len(place)), m.age))


def central(members: Sequence[Member], known: Corpus, theme: "csr_matrix") -> tuple[str, ...]:
    """Return the keys of up to five works most similar to the theme, best first."""
    near = closeness(known.documents[[member.row for member in members]], theme)
    ranked = sorted(zip(near, members, strict=True), key=lambda x: (-x[0], x[1].key))
    return tuple(member.key for _, member in ranked[:_CENTRAL])
