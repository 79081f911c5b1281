"""`references.csv`: every work and what was decided of it, a row each, for spreadsheets.

No cell is taken for a formula: one that begins as a formula does has an apostrophe before it, and
`review read` takes that away again from a table that has the column "living-review".
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from review.model import Author, Page, Survey
from review.render.exchange import FACTS, Item, one_line, written

_HEADERS = {"s2": "s2id"}
COLUMNS = (
    "citation key", "title", "authors", "year", "published", "venue", "type", "doi", "arxiv",
    "url", "editors", *(_HEADERS.get(name, name) for name in FACTS), "keywords", "topic",
    "topic_path", "topic_by", "topic_confidence",
    "contribution", "contribution_span", "retracted", "note", "abstract", "living-review",
)  # fmt: skip
"""The header, which stays as it is; "living-review" is the id of the work in review.lock."""

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
BOM = "\ufeff"


def render(survey: Survey, root: Path | None) -> Iterable[Page]:
    """Yield `references.csv`, in UTF-8 with a byte order mark, which Excel tells it by."""
    rows = written("csv", survey, _written)
    yield Page("references.csv", "".join((BOM, _line(COLUMNS), *rows)))


def _written(item: Item) -> str:
    cells = row(item)
    return _line([_inert(cells[name]) for name in COLUMNS])


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


def row(item: Item) -> dict[str, str]:
    """Return the cells of a work by column."""
    paper, decision = item.paper, item.decision
    others = () if paper.authors_complete else ("et al.",)
    return {
        **{_HEADERS.get(name, name): item.facts.get(name, "") for name in FACTS},
        "citation key": paper.key,
        "title": item.title,
        "authors": "; ".join((*map(_name, item.authors), *others)),
        "year": item.date[:4],
        "published": item.date if len(item.date) > len("2024") else "",
        "venue": item.container,
        "type": item.type,
        "doi": paper.doi,
        "arxiv": paper.arxiv,
        "url": item.url,
        "editors": "; ".join(map(_name, item.editors)),
        "keywords": "; ".join(item.keywords),
        "topic": decision.topic,
        "topic_path": " / ".join(decision.path),
        "topic_by": decision.by,
        "topic_confidence": decision.confidence,
        "contribution": decision.contribution,
        "contribution_span": decision.span,
        "retracted": "yes" if ("retracted", True) in paper.extra else "",
        "note": item.note,
        "abstract": "\n".join(filter(None, map(one_line, item.abstract.split("\n")))),
        "living-review": decision.work,
    }


def _name(author: Author) -> str:
    """Return "Family, Given"; the name of a collective in braces, so that nobody parts it."""
    if author.given:
        return f"{author.family}, {author.given}"
    return f"{{{author.family}}}" if " " in author.family else author.family


def _inert(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
