"""Edits: the recorded changes between a source span and the sentence made from it."""

from collections.abc import Iterable, Sequence

from review.model import Edit, Excerpt


def replay(abstract: str, start: int, end: int, edits: Iterable[Edit]) -> str:
    """Return `abstract[start:end]` with every edit applied.

    Raises `ValueError` when an edit leaves the span, overlaps the one before, or runs backwards.
    """
    parts: list[str] = []
    position = start
    for edit in edits:
        if not position <= edit.start <= edit.end <= end:
            raise ValueError(f"{edit.op} [{edit.start}, {edit.end}) is outside or out of order")
        parts += abstract[position : edit.start], edit.to
        position = edit.end
    parts.append(abstract[position:end])
    return "".join(parts)


def excerpt(abstract: str, start: int, end: int, edits: Sequence[Edit] = ()) -> Excerpt:
    """Return the excerpt that `edits` (in any order) make of `abstract[start:end]`."""
    if not edits:
        return Excerpt(abstract[start:end], start, end)
    ordered = tuple(sorted(edits, key=lambda edit: (edit.start, edit.end)))
    return Excerpt(replay(abstract, start, end, ordered), start, end, ordered)
