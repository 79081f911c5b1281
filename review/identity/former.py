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
    owners = [_owner(entry, lines, here) for entry in ledger]
    gone = {
        owner.key: _departed(owner, reasons, date)
        for owner in owners
        if owner.id not in here and owner.key not in now
    }
    for entry, owner in zip(ledger, owners, strict=True):
        stead = here.get(owner.id) or now.get(owner.key, owner.key)
        for key in (entry.key, *entry.aliases):
            now.setdefault(key, key if key in gone else stead)
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
    while entry.id not in here and entry.into in lines:
        if entry.into in seen:
            return lines[min(seen)]
        entry = lines[entry.into]
        seen.add(entry.id)
    return entry
