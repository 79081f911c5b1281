"""What became of every key that was ever published: it names a work here, or one that left."""

from collections.abc import Mapping, Sequence

from review.model import Departed, Paper, Remembered

Keys = tuple[tuple[str, str], ...]


def former(
    papers: Sequence[Paper], ledger: Sequence[Remembered], reasons: Mapping[str, str], date: str
) -> tuple[Keys, tuple[Departed, ...]]:
    """Return the keys of the ledger that are no more, with those in their place, and the works
    that are no longer here, both sorted by key.

    `reasons` say, by work id, why a person left a work out; `date` is that of the edition, in which
    those left that the ledger does not know as gone. A work that became part of another one has
    left with it.
    """
    lines = {entry.id: entry for entry in ledger}
    here = {str(paper.id): paper.key for paper in papers}
    now = {key: paper.key for paper in papers for key in (paper.key, *paper.aliases)}
    gone: dict[str, Departed] = {}
    for entry in ledger:
        owner = _owner(entry, lines, here)
        for key in (entry.key, *entry.aliases):
            now.setdefault(key, here.get(owner.id, owner.key))
        if owner.id not in here and now[owner.key] == owner.key:
            gone[owner.key] = _departed(owner, reasons, date)
    keys = ((old, key) for old, key in now.items() if old != key)
    return tuple(sorted(keys)), tuple(gone[key] for key in sorted(gone))


def _departed(entry: Remembered, reasons: Mapping[str, str], date: str) -> Departed:
    reason = reasons.get(entry.id, "")
    return Departed(entry.id, entry.key, entry.title, entry.left or date, reason)


def _owner(
    entry: Remembered, lines: Mapping[str, Remembered], here: Mapping[str, str]
) -> Remembered:
    """Return the line of the work that it became part of, itself where it is one of its own."""
    seen = {entry.id}
    while entry.id not in here and entry.into in lines and entry.into not in seen:
        entry = lines[entry.into]
        seen.add(entry.id)
    return entry
