"""The editions of a survey, and its Atom feed: what came when, by the dates that a person gave."""

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from review.model import Page, Paper, Survey
from review.render.bibtex import address
from review.text.titles import shown

_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_LATEST = 20  # editions in the feed
_LISTED = 100  # works named in an entry of the feed


@dataclass(frozen=True, slots=True)
class Edition:
    """The works that first stood in the edition of a date; `first` is that of the whole survey."""

    date: str
    works: tuple[Paper, ...]
    first: bool


def editions(survey: Survey) -> tuple[Edition, ...]:
    """Return the editions of a survey, the newest first; none where none has a date.

    Works from before editions had dates stand in none, and then no edition is the first.
    """
    dates = sorted({paper.since for paper in survey.papers if _DATE.fullmatch(paper.since)})
    whole = all(_DATE.fullmatch(paper.since) for paper in survey.papers)
    return tuple(
        Edition(
            date,
            tuple(paper for paper in survey.papers if paper.since == date),
            whole and date == dates[0],
        )
        for date in reversed(dates)
    )


@dataclass(frozen=True, slots=True)
class Status:
    """How a survey stands: its edition, the works new in it, the seed files they came with.

    `next` is when new papers are looked for; `first` says that the edition is the first.
    """

    date: str
    works: int
    files: tuple[str, ...]
    next: str
    first: bool

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.date or self.next)


def status(survey: Survey) -> Status:
    """Return how a survey stands."""
    latest = next((one for one in editions(survey) if one.date == survey.date), None)
    works = latest.works if latest else ()
    return Status(
        survey.date,
        len(works),
        tuple(sorted({record.file for work in works for record in work.records})),
        survey.next,
        latest is not None and latest.first,
    )


def render(survey: Survey, root: Path | None) -> Iterable[Page]:
    """Yield `feed.xml`, an entry for each edition, where there is any."""
    found = editions(survey)[:_LATEST]
    if found:
        yield Page("feed.xml", "\n".join(_feed(survey, found)) + "\n")


def _feed(survey: Survey, found: Iterable[Edition]) -> Iterator[str]:
    """Yield the lines of an Atom feed (RFC 4287); ids are made from title and date."""
    entries = list(found)
    home = address(survey.url)
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<feed xmlns="http://www.w3.org/2005/Atom">'
    yield f"<title>{_text(survey.title)}</title>"
    yield f"<id>{_id(survey, '')}</id>"
    yield f"<updated>{entries[0].date}T00:00:00Z</updated>"
    for name in survey.authors or (survey.title,):
        yield f"<author><name>{_text(name)}</name></author>"
    if home:
        yield f'<link rel="alternate" href="{_text(home)}"/>'
    for edition in entries:
        yield from _entry(survey, edition, home)
    yield "</feed>"


def _entry(survey: Survey, edition: Edition, home: str) -> Iterator[str]:
    count = len(edition.works)
    said = "first edition" if edition.first else "new"
    yield "<entry>"
    yield f"<title>{edition.date}: {count} work{'s' * (count != 1)}, {said}</title>"
    yield f"<id>{_id(survey, edition.date)}</id>"
    yield f"<updated>{edition.date}T00:00:00Z</updated>"
    page = f"{home.rstrip('/')}/new.html" if home else ""
    if page:
        yield f'<link rel="alternate" href="{_text(page)}"/>'
    items = "".join(f"<li>{escape(_title(work))}</li>" for work in edition.works[:_LISTED])
    more = f"<p>and {count - _LISTED} more</p>" if count > _LISTED else ""
    yield f'<content type="html">{_text(f"<ul>{items}</ul>{more}")}</content>'
    yield "</entry>"


def _title(work: Paper) -> str:
    return shown(work.title) or work.key


def _id(survey: Survey, date: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{survey.url} {survey.title} {date}')}"


def _text(text: str) -> str:
    """Return `text` for XML: without what no XML may hold, the rest escaped."""
    fit = "".join(c for c in text if c in "\t\n" or (c >= " " and not 0xD800 <= ord(c) <= 0xDFFF))
    return escape(fit.replace("\ufffe", "").replace("\uffff", ""), quote=True)
