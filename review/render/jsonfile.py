"""`survey.json`: the whole survey as data, laid out so that a diff of it reads well.

`abstracts:` in `review.yml` governs whose text it holds. `full`: every abstract. `quoted`: no
abstract, but `quoted`, the raw text of each span that the survey uses, so that its edits can still
be replayed. `none`: neither; spans and edits stay, and the seeds hold the text.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any, cast

from review.cache import each
from review.model import Json, Note, Page, Paper, Paragraph, Related, Row, Section, Survey
from review.serial import entry_plain, json_line, quote_plain, to_plain

WIDTH = 120
"""A list or mapping of at most this many characters stands on one line."""

Spans = tuple[tuple[int, int], ...]


def render(survey: Survey, root: Path | None) -> Iterable[Page]:
    """Yield `survey.json`; an earlier build knows what it says of works that are as they were."""
    parts = [f"{_name(name)}: {_written(name, part)}" for name, part in _parts(survey).items()]
    yield Page("survey.json", _joined("{", parts, "}", "\n") + "\n")


def survey_plain(survey: Survey) -> dict[str, Json]:
    """Return the survey as plain data, in the order of the fields of the contract."""
    return {
        name: list(map(part.plain, part.things)) if isinstance(part, _Each) else part
        for name, part in _parts(survey).items()
    }


@dataclass(frozen=True, slots=True)
class _Each:
    """Things of which each is told by itself, and what tells it."""

    things: Sequence[Any]
    plain: Callable[[Any], Json]


def _written(name: str, part: Json | _Each) -> str:
    """Return a part of the survey as it is laid out."""
    if not isinstance(part, _Each):
        return layout(part, 1)
    plain = part.plain
    return listed(
        each(f"json {name}", part.things, lambda lost: [layout(plain(one), 2) for one in lost]), 1
    )


def _parts(survey: Survey) -> dict[str, Json | _Each]:
    spans = used_spans(survey)
    optional: dict[str, Json] = {
        "authors": list(survey.authors),
        "date": survey.date,
        "description": survey.description,
        "url": survey.url,
        "citations": survey.citations if survey.citations != "author-year" else "",
    }
    return {
        "title": survey.title,
        **{name: value for name, value in optional.items() if value},
        "version": survey.version,
        "abstracts": survey.abstracts,
        "counts": to_plain(survey.counts),
        "sources": [_source(source) for source in cast(list[Json], to_plain(survey.sources))],
        "excluded": to_plain(survey.excluded),
        **({"notes": [_note(note) for note in survey.notes]} if survey.notes else {}),
        **({"lookalikes": to_plain(survey.lookalikes)} if survey.lookalikes else {}),
        "taxonomy": to_plain(survey.taxonomy),
        "papers": _Each(
            [(p, survey.abstracts, spans.get(p.key, ())) for p in survey.papers], _paper
        ),
        "assignments": _Each(survey.assignments, to_plain),
        **({"unaided": to_plain(survey.unaided)} if survey.unaided else {}),
        "overview": _paragraphs(survey.overview),
        "sections": _Each(survey.sections, _section),
        "related": _Each(survey.related, _related),
        **({"map": _map(survey)} if survey.spots else {}),
        "glossary": [
            {"short": short, "long": long, "paper": key} for short, long, key in survey.glossary
        ],
        **({"terms": _terms(survey)} if survey.terms else {}),
        "problems": to_plain(survey.problems),
    }


def used_spans(survey: Survey) -> Mapping[str, Spans]:
    """Return, by citation key, the spans of its abstract that the survey quotes, ascending."""
    spans: dict[str, set[tuple[int, int]]] = {}
    for section in survey.sections:
        for row in section.table:
            cells = (row.does, row.headline, *row.data, *(link.said for link in row.links))
            spans.setdefault(row.paper, set()).update((c.start, c.end) for c in cells if c)
    paragraphs = [p for section in survey.sections for p in section.paragraphs]
    for _, said in survey.terms:
        spans.setdefault(said.paper, set()).add((said.start, said.end))
    for quote in (q for p in (*survey.overview, *paragraphs) for q in p.quotes if not q.counted):
        spans.setdefault(quote.paper, set()).add((quote.start, quote.end))
    return {key: tuple(sorted(found)) for key, found in spans.items()}


def _source(source: Json) -> Json:
    """A source with the number of the lines it lost; `review read` tells them one by one."""
    plain = cast(dict[str, Json], source)
    return {**plain, "dropped": len(cast(list[Json], plain["dropped"]))}


def _map(survey: Survey) -> list[Json]:
    return [{"paper": spot.paper, "cell": [spot.q, spot.r]} for spot in survey.spots]


def _note(note: Note) -> Json:
    about = {"paper": note.paper} if note.paper else {"topic": note.topic}
    return {**about, "note": note.note, "where": note.where}


def _paper(stated: tuple[Paper, str, Spans]) -> Json:
    paper, abstracts, spans = stated
    plain = entry_plain(paper)
    if abstracts != "full":
        del plain["abstract"]
    if abstracts == "quoted":
        plain["quoted"] = [
            {"start": start, "end": end, "text": paper.abstract[start:end]} for start, end in spans
        ]
    return {
        "key": paper.key,
        **plain,
        **({"letter": paper.letter} if paper.letter else {}),
        **({"aliases": list(paper.aliases)} if paper.aliases else {}),
        **({"since": paper.since} if paper.since else {}),
        "records": to_plain(paper.records),
        "provenance": to_plain(paper.provenance),
        "evidence": to_plain(paper.evidence),
        **({"versions": to_plain(paper.versions)} if paper.versions else {}),
    }


def _related(stated: tuple[str, tuple[Related, ...]]) -> Json:
    key, papers = stated
    return {"paper": key, "related": to_plain(papers)}


def _section(section: Section) -> Json:
    return {
        "topic": section.topic,
        "paragraphs": _paragraphs(section.paragraphs),
        "table": [_row(row) for row in section.table],
        "papers": list(section.papers),
        "bare": list(section.bare),
        "also": list(section.also),
        "central": list(section.central),
        **({"changed": section.changed} if section.changed else {}),
    }


def _paragraphs(paragraphs: Iterable[Paragraph]) -> Json:
    return [
        {
            "kind": paragraph.kind,
            "quotes": [quote_plain(quote) for quote in paragraph.quotes],
            "heading": paragraph.heading,
        }
        for paragraph in paragraphs
    ]


def _terms(survey: Survey) -> Json:
    return [{"term": term, "said": quote_plain(said)} for term, said in survey.terms]


def _row(row: Row) -> Json:
    cells: dict[str, Json] = {
        "does": to_plain(row.does),
        "headline": to_plain(row.headline),
        "data": to_plain(row.data),
        "links": [{"to": f.label, **cast(dict[str, Json], to_plain(f.said))} for f in row.links],
    }
    filled = {name: cell for name, cell in cells.items() if cell}
    return {"paper": row.paper, **({"name": row.name} if row.name else {}), **filled}


# ── the layout ───────────────────────────────────────────────────────────────────────────────


def layout(value: Json, indent: int = 0) -> str:
    """Return `value` as JSON: what is short on one line, the rest one item a line.

    Two texts that differ in one item differ in the lines of that item alone. A text that UTF-8
    cannot hold, for a lone surrogate, is escaped.
    """
    text = _laid(value, "\n" + " " * indent, _WRITTEN)
    try:
        text.encode()
    except UnicodeEncodeError:
        return _laid(value, "\n" + " " * indent, {})
    return text


Writers = Mapping[type, Callable[[Any], str]]
_WRITTEN: Writers = {str: encode_basestring, int: repr}
"""What writes the plain values of a type as `json_line` does, but for surrogates, and quicker."""

_name = lru_cache(maxsize=1 << 10)(json.dumps)


def _laid(value: Json, line: str, writers: Writers) -> str:
    """Return `value` as JSON; `line` is what begins the line on which it ends."""
    deeper = f"{line} "
    if isinstance(value, dict):
        items = [f"{_name(name)}: {_laid(one, deeper, writers)}" for name, one in value.items()]
        start, end = "{}"
    elif isinstance(value, list):
        items = [_laid(one, deeper, writers) for one in value]
        start, end = "[]"
    else:
        return writers.get(type(value), json_line)(value)
    return _joined(start, items, end, line)


def listed(items: Sequence[str], indent: int = 0) -> str:
    """Return the list of items that `layout` has written, each indented by one more."""
    return _joined("[", items, "]", "\n" + " " * indent)


def _joined(start: str, items: Sequence[str], end: str, line: str) -> str:
    short = f"{start}{', '.join(items)}{end}"
    if len(short) <= WIDTH and "\n" not in short:
        return short
    return f"{start}{line} {f',{line} '.join(items)}{line}{end}"
