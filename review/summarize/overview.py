"""What a theme gathers: a parent topic's page and the abstract of the whole survey."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from review.cache import each
from review.model import Paragraph, Quote, Section, Topic
from review.summarize.acronyms import expanded_once
from review.summarize.corpus import (
    Candidate,
    Corpus,
    Member,
    closeness,
    sure,
    theme_of,
)
from review.summarize.counted import figure, listed, many, sentence, spell, years
from review.summarize.definition import definition
from review.summarize.world import World, stated

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_LARGE = 12  # works from which a topic is introduced by two sentences
_LARGEST = 3  # topics named on the home page
_BRIEF = 34  # words of a sentence fit for the home page


def children(
    topic: Topic, filed: Mapping[str, list[Member]], known: Corpus, rows: Mapping[str, int]
) -> tuple[Paragraph, ...]:
    """Return the overview of a parent topic: a counted sentence, then its topics one by one.

    `rows` tells where the label of each topic id stands in the corpus.
    """
    parts = [(child, below(child, filed)) for child in topic.topics]
    parts = [(child, members) for child, members in parts if members]
    if not parts:
        return ()
    gathered = [member for _, members in parts for member in members] + filed.get(topic.id, [])
    entries = [member.entry for member in gathered]
    opening = sentence(
        f"{topic.title} gathers {many(len(entries), 'work')} in {many(len(parts), 'topic')}",
        years(entries),
    )
    return (
        Paragraph("overview", (opening,)),
        *(_child(child, members, known, rows[child.id]) for child, members in parts),
    )


def below(topic: Topic, filed: Mapping[str, list[Member]]) -> list[Member]:
    """Return the works filed under a topic or any topic below it."""
    return [member for part in topic.walk() for member in filed.get(part.id, [])]


def _child(topic: Topic, members: Sequence[Member], known: Corpus, row: int) -> Paragraph:
    """Return one topic: how much it gathers, what it is, and the works nearest to it.

    Works filed with little confidence are counted, but do not speak for the topic.
    """
    entries = [member.entry for member in members]
    counted = sentence(many_capital(len(entries)), years(entries))
    members = sure(members)
    theme = theme_of(members, known, row)
    defined = definition(members, known, theme, topic)[:1]
    wanted = 2 if len(members) >= _LARGE else 1
    others = [m for m in members if m.key not in {c.member.key for c in defined}]
    chosen = [*defined, *central_sentences(others, known, theme, wanted)]
    return Paragraph("overview", (counted, *(c.quote for c in chosen)), topic.title)


def many_capital(works: int) -> str:
    """Return the number of works in words, as a sentence begins with it."""
    return f"{spell(works)} work" + ("" if works == 1 else "s")


def central_sentences(
    members: Sequence[Member],
    known: Corpus,
    theme: "csr_matrix",
    wanted: int,
    longest: int = 45,
) -> list[Candidate]:
    """Return the citation sentences nearest to `theme`, unlike each other."""
    ranked = _ranked(members, known, theme, longest)
    chosen: list[Candidate] = []
    for candidate in ranked[: 10 * wanted]:
        vector = known.citations.vectors[candidate.row]
        if all(_cosine(vector, known.citations.vectors[c.row]) < 0.35 for c in chosen):
            chosen.append(candidate)
        if len(chosen) == wanted:
            break
    return sorted(chosen, key=lambda candidate: candidate.member.age)


def _cosine(one: "csr_matrix", other: "csr_matrix") -> float:
    return float((one @ other.T).sum())


def _ranked(
    members: Sequence[Member], known: Corpus, theme: "csr_matrix", longest: int
) -> list[Candidate]:
    offered = known.citations.of(members)
    if not offered:
        return []
    near = closeness(known.citations.vectors[[c.row for c in offered]], theme)
    works = closeness(known.documents[[c.member.row for c in offered]], theme)
    scored = [
        (round(sentence_score + work_score, 3), candidate)
        for sentence_score, work_score, candidate in zip(near, works, offered, strict=True)
    ]
    ranked = sorted(scored, key=lambda x: (-x[0], x[1].member.key))
    brief = [c for _, c in ranked if len(c.excerpt.text.split()) <= longest]
    plain = [c for c in brief if c.excerpt.text.startswith("[@")]  # begins with the work
    return plain or brief or [c for _, c in ranked]


def overview(world: World, sections: Sequence[Section]) -> tuple[Paragraph, ...]:
    """Return the abstract of the survey: counted sentences, and one central sentence a theme."""
    if not world.members:
        return ()
    by_key = {member.key: member for member in world.members}
    filed = {
        section.topic: [by_key[key] for key in section.papers if key in by_key]
        for section in sections
    }
    themes = [(root, below(root, filed)) for root in world.taxonomy]
    themes = [(root, found) for root, found in themes if found]
    counted = Paragraph(
        "overview", tuple(_opening(world.members, world.taxonomy, filed, len(themes)))
    )
    at = {root.id: found for root, found in themes}

    def introduced(missing: Sequence[tuple[bytes, int, object]]) -> Iterator[Paragraph]:
        for _, row, _ in missing:
            topic = world.topics[row]
            yield _theme(topic, at[topic.id], world.corpus, row)

    given = [(world.reference, world.rows[root.id], tuple(stated(found))) for root, found in themes]
    return expanded_once((counted, *each("theme", given, introduced)), by_key)


def _opening(
    members: Sequence[Member],
    taxonomy: Sequence[Topic],
    filed: Mapping[str, list[Member]],
    themes: int,
) -> list[Quote]:
    entries = [member.entry for member in members]
    topics = [t for root in taxonomy for t in root.walk() if filed.get(t.id)]
    span = years(entries)
    when = f" from {span.replace('–', ' to ')}" if "–" in span else f" of {span}" if span else ""
    said = [sentence(f"this review covers {many(len(entries), 'work')}{when}")]
    if topics:
        left = len(entries) - sum(len(filed[topic.id]) for topic in topics)
        all_ = "it is" if len(entries) == 1 else "they are"
        they = f"all but {figure(left)} are" if left else all_
        filing = f"{they} filed under {many(len(topics), 'topic')}"
        said.append(sentence(filing + (f" in {many(themes, 'theme')}" if themes > 1 else "")))
    largest = sorted(topics, key=lambda t: -len(filed[t.id]))[:_LARGEST]
    if len(topics) > _LARGEST:
        names = listed([f"{t.title} ({figure(len(filed[t.id]))})" for t in largest])
        said.append(sentence(f"the largest topics are {names}"))
    return said


def _theme(topic: Topic, members: Sequence[Member], known: Corpus, row: int) -> Paragraph:
    """Return one theme: how much it gathers, and the sentence that says best what it is about."""
    entries = [member.entry for member in members]
    inside = {child.id for child in topic.topics}
    within = f" in {many(len(inside), 'topic')}" if len(inside) > 1 else ""
    counted = sentence(many_capital(len(entries)) + within, years(entries))
    theme = theme_of(members, known, row)
    defined = definition(members, known, theme, topic)[:1]
    chosen = defined or central_sentences(members, known, theme, 1, _BRIEF)
    return Paragraph("overview", (counted, *(c.quote for c in chosen)), topic.title)
