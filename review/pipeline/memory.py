"""What a survey remembers of its pages from one edition to the next, so that no address dies."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from review.model import (
    UNPLACED,
    Assignment,
    Before,
    Ledger,
    Page,
    Published,
    Retired,
    Section,
    Survey,
    Topic,
)
from review.pipeline.corpus import Corpus
from review.serial import json_line, to_plain

_TOPICS, _WORKS = "topics/", "papers/"
_DIGITS = 10


def changed(
    sections: Sequence[Section], pages: Iterable[Published], date: str
) -> tuple[Section, ...]:
    """Return the sections, each with the edition in which it came to say what it says.

    `date` is that of this edition, which those have that say something new.
    """
    known = {page.page: page for page in pages}
    dated = []
    for section in sections:
        page = known.get(_path(section.topic))
        same = page is not None and page.text == digest(section)
        dated.append(replace(section, changed=page.changed if page and same else date))
    return tuple(dated)


def digest(section: Section) -> str:
    """Return a digest of what a section says: its sentences, its table, the works filed there."""
    said = [[p.kind, p.heading, *(quote.text for quote in p.quotes)] for p in section.paragraphs]
    stated = json_line(to_plain((said, section.table, section.papers, section.bare)))
    return hashlib.sha256(stated.encode()).hexdigest()[:_DIGITS]


def before(
    corpus: Corpus, taxonomy: Sequence[Topic], filed: Sequence[Assignment], ledger: Ledger
) -> Before:
    """Return what earlier editions published that has no page of its own now."""
    return Before(
        corpus.keys,
        corpus.departed,
        tuple(_retired(corpus, taxonomy, filed, ledger)),
        tuple(sorted(page.page for page in ledger.pages if not page.page.startswith(_TOPICS))),
    )


def _retired(
    corpus: Corpus, taxonomy: Sequence[Topic], filed: Sequence[Assignment], ledger: Ledger
) -> Iterator[Retired]:
    """Yield the topics that were, each with the one that took most of its works, else its parent.

    What once took the place of a topic keeps it as long as it is there.
    """
    here = {topic.id for root in taxonomy for topic in root.walk()}
    filed_under = {entry.topic for entry in ledger.works} - {"", UNPLACED}
    pages = {topic: Published(_path(topic)) for topic in filed_under}  # of a ledger without pages
    pages |= {_topic(page.page): page for page in ledger.pages if page.page.startswith(_TOPICS)}
    now = {str(paper.id): paper.key for paper in corpus.papers}
    topics = {str(one.paper): one.topic for one in filed if one.placed}
    went: dict[str, Counter[str]] = {}
    for entry in ledger.works:
        if entry.topic and (topic := topics.get(now.get(entry.id, ""))):
            went.setdefault(entry.topic, Counter())[topic] += 1
    for topic, page in sorted(pages.items()):
        if topic not in here and topic != "index":
            to = _followed(page.to, pages, here) or _most(went.get(topic, Counter()))
            yield Retired(topic, page.title, page.above, to or _followed(page.above, pages, here))


def _most(went: Mapping[str, int]) -> str:
    return min(went, key=lambda topic: (-went[topic], topic), default="")


def _followed(topic: str, pages: Mapping[str, Published], here: set[str]) -> str:
    """Return the topic that stands where `topic` stood, or nothing."""
    seen: set[str] = set()
    while topic and topic not in here and topic not in seen:
        seen.add(topic)
        page = pages.get(topic)
        topic = (page.to or page.above) if page else ""
    return topic if topic in here else ""


def published(survey: Survey, pages: Iterable[Page]) -> tuple[Published, ...]:
    """Return the lines of the ledger that tell of pages: all that there are or ever were."""
    sections = {section.topic: section for section in survey.sections}
    lines = {
        _path(one.topic): Published(_path(one.topic), one.title, one.above, to=one.to)
        for one in survey.before.topics
    }
    made = (page.path for page in pages)
    for path in (*survey.before.pages, *filter(_is_listed, made)):
        lines[path] = Published(path)
    for topic, above in _trails(survey.taxonomy, ""):
        path = _path(topic.id)
        lines[path] = _stated(Published(path, topic.title, above), sections.get(topic.id))
    if UNPLACED in sections:
        lines[_path(UNPLACED)] = _stated(Published(_path(UNPLACED)), sections[UNPLACED])
    return tuple(lines.values())


def _stated(page: Published, section: Section | None) -> Published:
    return replace(page, text=digest(section), changed=section.changed) if section else page


def _trails(topics: Sequence[Topic], above: str) -> Iterator[tuple[Topic, str]]:
    for topic in topics:
        yield topic, above
        yield from _trails(topic.topics, topic.id)


def _is_listed(path: str) -> bool:
    """Return whether a page is remembered as such: the ledger tells of works and topics anyway."""
    of_work = path.startswith(_WORKS) and path.count("/") == 1
    return path.endswith(".md") and not of_work and not path.startswith(_TOPICS)


def _path(topic: str) -> str:
    return f"{UNPLACED}.md" if topic == UNPLACED else f"{_TOPICS}{topic}.md"


def _topic(path: str) -> str:
    return path.removeprefix(_TOPICS).removesuffix(".md")
