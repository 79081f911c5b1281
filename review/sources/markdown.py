"""Markdown lists of links to papers, as curated lists have them: items, sub-items, table rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from review.model import Batch, Dropped, Json, Origin, Problem, Record, Source
from review.sources import furniture, links
from review.sources.fields import content_id, people
from review.sources.lines import LONGEST, SHOWN, TOO_LONG, prose_of, too_long

FORMAT = "markdown"

_ITEM = re.compile(r"(\s*)(?:[-*+•]|\[?\d{1,4}[.)\]])\s+(?=\S)")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)[\s#]*$")
_RULE = re.compile(r"[\s|:=*_+-]+")
_FEW = 5  # works without an abstract that are told one by one


@dataclass(slots=True)
class _Block:
    """The lines of one item, with the heading that it stands under."""

    indent: int
    section: str
    lines: list[tuple[int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The item as one text: wrapped lines joined, the others each on a line."""
        text = ""
        for _, line in self.lines:
            bare = _ITEM.sub("", line, count=1).strip().lstrip("> ")
            last = text[text.rfind("\n") + 1 :]
            text += f"{'' if not text else ' ' if _goes_on(last, line) else chr(10)}{bare}"
        return text


def _goes_on(last: str, line: str) -> bool:
    """Return whether a line of an item goes on with the part of it that `last` holds."""
    bare = line.strip()
    if _ITEM.match(line) or furniture.label(bare)[0] or furniture.names(bare) >= furniture.PAIR:
        return False
    if furniture.label(last)[0] == "abstract":
        return True
    return (len(last) > 60 or bare[0].islower()) and last[-1:] not in ".!?:|)"


def sniff(text: str) -> bool:
    """Return whether at least two items, and a fifth of the first lines with text, hold a link."""
    lines = [line for line in text.split("\n", 400)[:400] if line.strip()]
    linked = sum(_is_entry(line) for line in lines)
    return linked > 1 and 5 * linked >= len(lines)


def holds(text: str) -> bool:
    """Return whether items with links are no fewer than lines of prose, where there is one."""
    lines = text[:500_000].split("\n")
    linked = sum(map(_is_entry, lines))
    return linked > 0 and linked >= sum(prose_of(line[:500]) >= 5 for line in lines)


def _is_entry(line: str) -> bool:
    if "](" not in line or len(line) > LONGEST:
        return False
    return bool(_ITEM.match(line) or line.lstrip().startswith("|")) and links.has_link(line)


def read(text: str, name: str) -> Batch:
    """Return a record for each item that names a paper; all other lines are dropped, each with why.

    The heading over an item is kept as `section` in `extra`, a remark on it as `note`.
    """
    records: list[Record] = []
    dropped: list[Dropped] = []
    for found in _blocks(text):
        if isinstance(found, _Block):
            reason = _unfit(found.text)
            if not reason:
                records.append(_record(found, name))
            else:
                dropped += (Dropped(Origin(name, n), s.strip(), reason) for n, s in found.lines)
        else:
            number, line, reason = found
            dropped.append(Dropped(Origin(name, number), line.strip()[:SHOWN], reason))
    problems = (*_problems(records, name), *too_long(dropped))
    return Batch(tuple(records), (Source(name, FORMAT, len(records), tuple(dropped), problems),))


def _problems(records: list[Record], name: str) -> Iterator[Problem]:
    if not records:
        yield Problem(f"{name}:1", "holds no item that names a paper")
    bare = [record for record in records if not record.abstract]
    if len(bare) > _FEW:
        message = f"{len(bare)} of {len(records)} titles stand without an abstract, this one first"
        yield Problem(str(bare[0].origin), message)
    else:
        yield from (Problem(str(record.origin), "a title without an abstract") for record in bare)


# ── lines to items ───────────────────────────────────────────────────────────────────────────


def _blocks(text: str) -> Iterator[_Block | tuple[int, str, str]]:
    """Yield the items with their lines, and the other lines with the reason to drop them."""
    open_: _Block | None = None
    section = ""
    gap = True
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            gap = True
            continue
        starts = _starts(line, open_)
        if open_ and not starts and _continues(line, open_, gap):
            open_.lines.append((number, line))
        else:
            if open_:
                yield open_
            open_ = None
            heading = _HEADING.match(line)
            section = links.plain(heading[1]) if heading else section
            if starts:
                open_ = _Block(_indent(line), section, [(number, line)])
            else:
                yield number, line, _why(line)
        gap = False
    if open_:
        yield open_


def _starts(line: str, open_: _Block | None) -> bool:
    """Return whether an item begins here; one below another does where it names a paper itself."""
    if len(line) > LONGEST:
        return False
    if line.lstrip().startswith("|"):
        return links.has_link(line)
    if not _ITEM.match(line):
        return False
    if open_ is None or _indent(line) <= open_.indent:
        return True
    inner = _ITEM.sub("", line, count=1)
    return links.has_link(inner) and len(links.title_of(inner).split()) > 2


def _continues(line: str, open_: _Block, gap: bool) -> bool:
    """Return whether the line goes on with the item; a paragraph behind it may be its abstract."""
    if len(line) > LONGEST or _HEADING.match(line) or line.lstrip().startswith(("|", "![")):
        return False
    if _indent(line) > open_.indent:
        return True
    if gap:
        return links.is_prose(line) and not any(links.is_prose(one) for _, one in open_.lines)
    return open_.lines[-1][1].lstrip()[0] != "|"


def _indent(line: str) -> int:
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip())


def _why(line: str) -> str:
    """Return why a line outside all items is dropped."""
    if len(line) > LONGEST:
        return TOO_LONG
    line = line.strip()
    kinds = (
        ("a heading", line.startswith("#")),
        ("a rule", bool(_RULE.fullmatch(line))),
        ("an image", line.startswith(("![", "[!["))),
        ("HTML", line.startswith("<")),
        ("the head of a table, or a row without a link", line.startswith("|")),
    )
    return next((reason for reason, fits in kinds if fits), "stands outside any item")


def _unfit(text: str) -> str:
    """Return why an item names no paper, or an empty string."""
    if not links.has_link(text):
        if "](" in text and "]()" not in text:
            return "a link within the page"
        return "" if "]()" in text or _bold(text) else "an item without a link"
    found = links.item(text)
    if not found.title:
        return "a link without a title"
    return "a link to a program or a page" if links.is_project(text) else ""


def _bold(text: str) -> bool:
    """Return whether an item without a link has a title in bold, with people or prose beside it."""
    found = links.item(text)
    return text.startswith("**") and bool(found.title and (found.authors or found.abstract))


def _record(block: _Block, name: str) -> Record:
    found = links.item(block.text)
    authors, complete = people(re.sub(r"[*†‡§]", "", found.authors))
    extra: list[tuple[str, Json]] = [("section", block.section)] if block.section else []
    if found.notes:
        extra.append(("note", "; ".join(found.notes)))
    record = Record(
        id="",
        title=found.title,
        abstract=found.abstract,
        authors=authors,
        authors_complete=complete,
        year=found.year,
        venue=found.venue,
        doi=found.doi,
        arxiv=found.arxiv,
        url=found.url,
        extra=tuple(extra),
        origin=Origin(name, block.lines[0][0]),
    )
    return replace(record, id=content_id(record))
