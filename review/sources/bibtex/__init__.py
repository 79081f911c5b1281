"""BibTeX and biblatex: one record for each entry, whatever is wrong with its neighbours."""

import re
from collections.abc import Iterable, Iterator, Sequence

from review.model import Batch, Dropped, Origin, Problem, Record, Source
from review.sources.bibtex.fields import record
from review.sources.bibtex.inherit import inherited
from review.text.bibblock import Block
from review.text.bibscan import blocks

FORMAT = "bibtex"
LONGEST_ECHO = 200  # characters of what was dropped that the echo shows
_ENTRY = re.compile(
    r"^[ \t]*@[ \t]*[A-Za-z][\w-]*\s*[{(](?:\s*[^\s,={}\"#%]*\s*,)?\s*[A-Za-z][\w-]*\s*=",
    re.MULTILINE,
)
_BLOCK = re.compile(r"^[ \t]*@[ \t]*[A-Za-z][\w-]*\s*[{(]", re.MULTILINE)
_REASONS = {
    "": "text between entries: a comment",
    "comment": "a comment",
    "preamble": "a preamble: TeX for the document",
    "string": "a macro: its text stands where it is used",
    "xdata": "fields for other entries: they stand where they are used",
}


def sniff(text: str) -> bool:
    """Return whether an entry begins at the start of a line near the top, and no markup does."""
    found = _ENTRY.search(text, 0, 200_000)
    if not found or text.lstrip()[:1] in ("[", "{", "<"):
        return False
    lines = text.count("\n", 0, found.start())
    return lines <= max(20, text.count("\n") // 10)


def holds(text: str) -> bool:
    """Return whether anything looks like an entry: enough where the suffix says so too."""
    return bool(_BLOCK.search(text))


def read(text: str, name: str) -> Batch:
    """Return one record for each entry, also for one without a title, and what was left out."""
    return batch(list(blocks(text)), name)


def batch(found: Sequence[Block], name: str) -> Batch:
    """Return what `read` does of a text that is cut into these blocks."""
    records: list[Record] = []
    problems: list[Problem] = []
    entries = [block for block in found if block.kind not in _REASONS or _titled_data(block)]
    lines: dict[str, int] = {}
    parents = {block.key.casefold(): block for block in reversed(found) if block.key}
    for block in found:
        problems += (Problem(f"{name}:{fault.line}", fault.message) for fault in block.faults)
    for block in entries:
        origin = Origin(name, block.line)
        if (
            first := lines.setdefault(block.key.casefold(), block.line)
        ) != block.line and block.key:
            repeated = (
                f"the key {block.key!r} stands at line {first} already; both entries were read"
            )
            problems.append(Problem(str(origin), repeated))
        fields, missing = inherited(block, parents)
        problems += (Problem(str(origin), message) for message in missing)
        made, messages = record(block.kind, block.key, fields, origin)
        problems += (Problem(str(origin), message) for message in messages)
        if made.title or not block.broken:
            records.append(made)
    problems.sort(key=_line)
    dropped = tuple(_dropped(found, {id(block) for block in entries}, name))
    source = Source(name, FORMAT, len(records), dropped, tuple(problems))
    return Batch(tuple(records), (source,))


def _titled_data(block: Block) -> bool:
    return block.kind == "xdata" and "title" in block.fields


def _line(problem: Problem) -> int:
    return int(problem.where.rpartition(":")[2])


def _dropped(found: Iterable[Block], kept: set[int], name: str) -> Iterator[Dropped]:
    """Yield a note for each stretch of what is no entry."""
    stretch: list[Block] = []
    for block in found:
        if stretch and (id(block) in kept or block.kind != stretch[0].kind):
            yield _note(stretch, name)
            stretch = []
        if id(block) not in kept:
            stretch.append(block)
    if stretch:
        yield _note(stretch, name)


def _note(stretch: list[Block], name: str) -> Dropped:
    text = " ".join(" ".join((b.text or f"@{b.kind}{{{b.key}}}").split()) for b in stretch)
    text = text if len(text) <= LONGEST_ECHO else f"{text[: LONGEST_ECHO - 1]}…"
    return Dropped(Origin(name, stretch[0].line), text, _REASONS[stretch[0].kind])
