"""The lines of a listing: unwrapped, labelled, and how much each looks like prose or a title."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from review.model import Dropped, Problem
from review.sources import furniture

RAGGED = 12  # characters by which wrapped lines fall short of the width
LONGEST = 100_000  # characters; a longer line is no abstract, the longest of which have 20,000
TOO_LONG = f"longer than {LONGEST:,} characters"
SHOWN = 500  # characters of a dropped line that are kept for the echo
MAX_WIDTH = 240  # characters; a longer line has not been wrapped

_BOTH = re.compile(r"\s+(?=(?:abstract|summary)\s*:\s)", re.IGNORECASE)
_BREAK = re.compile(r"[.!?][\"'”’)\]]*\s+[\"'“‘(\[]*[A-Z0-9]")
FINAL = re.compile(r"[.!?。！？][\"'”’)\]}$*\d]*$")
_VERB = re.compile(
    r"\b(?:we|our|this (?:paper|work|study|article)|is|are|was|were|has|have|show|shows|can|"
    r"propose[sd]?|introduce[sd]?|present[s]?|which|however|it)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with text: its number, whether a blank line precedes it, and how it looks."""

    number: int
    text: str
    gap: bool
    label: str = ""
    kind: str = ""
    prose: float = 0.0
    words: int = 0
    names: float = 0.0


def raw_lines(text: str) -> list[Line]:
    """Return the lines with text; a line with a title and an abstract label counts as two."""
    result: list[Line] = []
    gap = True
    for number, raw in enumerate(text.split("\n"), 1):
        stripped = raw.strip()
        if not stripped:
            gap = True
            continue
        parts = [stripped]
        if len(stripped) <= LONGEST and furniture.label(stripped)[0] == "title":
            parts = _BOTH.split(stripped, maxsplit=1)
        for part in parts:
            result.append(_line(number, part, gap))
            gap = False
    return result


def unwrapped(lines: list[Line]) -> list[Line]:
    """Return the lines with wrapped paragraphs on one line, where the file is wrapped at all."""
    width = _width(lines)
    if not width:
        return lines
    result: list[Line] = []
    last: Line | None = None
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        if last and _continues(last, line, after, width, result[-1] is last):
            above = result.pop()
            text = f"{above.text} {line.text}"
            result.append(replace(_line(above.number, text, above.gap), label=above.label))
        else:
            result.append(line)
        last = line
    return result


def too_long(dropped: Iterable[Dropped]) -> list[Problem]:
    """Return a problem for each line that was left out for its length."""
    return [
        Problem(str(drop.origin), f"a line {TOO_LONG} was left out")
        for drop in dropped
        if drop.reason == TOO_LONG
    ]


def _width(lines: Sequence[Line]) -> int:
    """Return the width at which the file is wrapped, or 0: runs of lines end just before it."""
    lengths = Counter(len(line.text) for line in lines if 40 <= len(line.text) <= MAX_WIDTH)
    ends = {w: sum(lengths[w - back] for back in range(RAGGED)) for w in lengths}
    width = max(ends, key=lambda w: (ends[w], -w), default=0)
    full = [width - RAGGED < len(line.text) <= width for line in lines]
    runs = sum(
        a and b and not line.gap for a, b, line in zip(full, full[1:], lines[1:], strict=False)
    )
    return width if runs > 1 and sum(full) > 0.3 * len(lines) else 0


def _continues(last: Line, line: Line, after: Line | None, width: int, first: bool) -> bool:
    """Return whether `line` goes on where `last` was wrapped at `width`.

    A wrapped line is full: the next word would not have fitted. A title may be as long by
    chance, and so may the last line of an abstract before a title.
    """
    if line.gap or line.label or line.kind or not _full(last, line, width):
        return False
    if first and last.gap is False and FINAL.search(last.text):
        return True
    if FINAL.search(last.text):
        return bool(FINAL.search(line.text)) or (after is not None and _full(line, after, width))
    return not (first and last.prose <= -4 and line.text[:1].isupper())


def _full(line: Line, after: Line, width: int) -> bool:
    """Return whether the first word of the next line had no room left on this one."""
    return not after.gap and len(line.text) <= width < len(line.text) + 1 + len(
        after.text.split(" ", 1)[0]
    )


def _line(number: int, text: str, gap: bool) -> Line:
    if len(text) > LONGEST:
        return Line(number, text[:SHOWN], gap, kind=TOO_LONG)
    label, value = furniture.label(text)
    if label:
        return Line(number, value, gap, label, prose=prose_of(value))
    kind = furniture.kind(text) if len(text) <= 120 else ""
    words = text.split()
    people = furniture.names(text) if not kind else 0.0
    return Line(number, text, gap, "", kind, prose_of(text), len(words), people)


def prose_of(text: str) -> float:
    """Return how much the line looks like an abstract: positive prose, negative a title."""
    score = 0.0
    words = text.split()
    count = len(words)
    ended = bool(FINAL.search(text))
    if ended and text[-1] not in "?!":
        score += 3 if count >= 6 else 1.5
    elif not ended:
        score -= 2
    score += 2 * min(3, len(_BREAK.findall(text[:3_000])))
    score += (
        4 if count > 60 else 1.5 if count > 30 else -2 if count <= 8 else -1 if count <= 16 else 0
    )
    long = [word for word in words[1:40] if len(word) >= 4 and word[0].isalpha()]
    if long:
        capitals = sum(word[0].isupper() for word in long) / len(long)
        score += -2 if capitals >= 0.6 else 1 if capitals <= 0.25 else 0
    if _VERB.search(text[:1_000]):
        score += 1.5
    return score
