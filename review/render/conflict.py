"""What a person changed in generated files, and how it is told: file, line and both texts."""

import difflib
import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from review.text.kept import Parts, fill, marker

_LINES = 20  # of a difference that is shown, a file
_FILES = 10  # files of which it is shown
_WIDE = 240  # characters of a line that are shown
_BEFORE = 60  # of them before the first that differs


@dataclass(frozen=True, slots=True)
class Conflict:
    """A file that a build must not replace: where, why, and both texts as lines of a diff."""

    name: str
    line: int
    reason: str
    diff: tuple[str, ...] = ()
    edited: bool = True


def conflict(
    name: str, found: bytes, parts: Parts, page: bytes | None, hashes: Collection[str]
) -> Conflict | None:
    """Return why the file `name`, which holds `found`, is not to be replaced by `page`, or None.

    `page` is None where the file is to go; `hashes` are those that a generated file may have.
    """
    if not hashes:
        return Conflict(name, 0, "was not generated: move it away", edited=False)
    if parts.damage:
        first = parts.damage[0]
        return Conflict(name, first.line, f"was edited by hand: {first.message}")
    if _is_generated(parts.bare, hashes):
        return None
    if page is None:
        return Conflict(name, 1, "was edited by hand, and is no longer part of the survey")
    made = fill(page, name, parts.words)
    line, diff = _difference(found.decode(errors="replace"), made.decode(errors="replace"))
    if unknown := [place for place in parts.words if marker(name, place)[0].encode() not in page]:
        reason = f"was edited by hand: this file has no protected part {unknown[0]!r}"
        return Conflict(name, parts.starts[unknown[0]] - 1, reason, diff)
    return Conflict(name, line, "was edited by hand, in a generated part", diff)


def _is_generated(bare: bytes, hashes: Collection[str]) -> bool:
    """Whether the program wrote it; line ends that a program of the person changed do not count."""
    same = (bare, bare.replace(b"\r\n", b"\n"))
    return any(hashlib.sha256(content).hexdigest() in hashes for content in same)


def refusal(conflicts: Sequence[Conflict], folder: str) -> str:
    """Return what a person is told of the conflicts in `folder`, with the ways out of them."""
    lines = []
    for one in conflicts[:_FILES]:
        lines.append(_told(one, folder))
        if one.diff:
            lines += [f"    --- {folder}/{one.name}", "    +++ as generated"]
        lines += [f"    {line}" for line in one.diff]
    lines += [_told(one, folder) for one in conflicts[_FILES:]]
    return "\n".join((*lines, *_ways_out(conflicts, folder), "Nothing was written."))


def _told(one: Conflict, folder: str) -> str:
    return f"{folder}/{one.name}{f':{one.line}' if one.line else ''}: {one.reason}"


def _ways_out(conflicts: Sequence[Conflict], folder: str) -> Iterator[str]:
    edited = [one.name for one in conflicts if one.edited]
    if edited and folder != "site":
        yield "Keep the edit in a file of your own and delete the file."
    elif edited:
        start, end = marker(edited[0], "end")
        within = f"between {start} and {end} of the file, " if start else ""
        yield (
            f"To keep the words, move them {within}into a page of your own or into templates/;"
            " then write the generated rest anew, which loses the edit in it:"
        )
        yield f"  review build --discard {folder}/{edited[0]}"
        if len(edited) > 1:
            yield f"After git merged two branches, all of them: review build --discard {folder}"


# ── both texts ───────────────────────────────────────────────────────────────────────────────


def _difference(found: str, made: str) -> tuple[int, tuple[str, ...]]:
    """Return the first line that differs, and the lines of a short diff."""
    a, b = found.split("\n"), made.split("\n")
    first = _alike(a, b)
    diff = list(difflib.unified_diff(a, b, n=1, lineterm=""))[2:]
    shown = list(_clipped(diff[:_LINES]))
    more = [f"… {len(diff) - _LINES} more lines"] if len(diff) > _LINES else []
    return min(first + 1, len(a)), (*shown, *more)


def _clipped(diff: Sequence[str]) -> Iterator[str]:
    """Yield the lines, of a long one the part in which it differs from its counterpart."""
    pairs = _pairs(diff)
    for i, line in enumerate(diff):
        same = _alike(line[1:], diff[pairs[i]][1:]) if i in pairs else 0
        start = max(0, same - _BEFORE) if len(line) > _WIDE else 0
        text = line[1 + start : 1 + start + _WIDE]
        text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
        left, right = "…" * (start > 0), "…" * (len(line) > 1 + start + _WIDE)
        yield line[:1] + left + text + right


def _alike(a: Sequence[str], b: Sequence[str]) -> int:
    """Return how many of the first items are the same."""
    pairs = enumerate(zip(a, b, strict=False))
    return next((i for i, (x, y) in pairs if x != y), min(len(a), len(b)))


def _pairs(diff: Sequence[str]) -> dict[int, int]:
    """Return which removed line stands for which added one, both ways, by position."""
    pairs: dict[int, int] = {}
    i = 0
    while i < len(diff):
        gone = i
        while i < len(diff) and diff[i].startswith("-"):
            i += 1
        come = i
        while i < len(diff) and diff[i].startswith("+"):
            i += 1
        for first, second in zip(range(gone, come), range(come, i), strict=False):
            pairs |= {first: second, second: first}
        i = max(i, gone + 1)
    return pairs
