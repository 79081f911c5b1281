"""Which records describe one work."""

from collections import defaultdict
from collections.abc import Sequence

from review.model import Record
from review.text.terms import title_key


def clusters(records: Sequence[Record]) -> list[tuple[list[int], tuple[str, ...]]]:
    """Return the positions of the records of each work, in order, and why they are one."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i, record in enumerate(records):
        groups[title_key(record.title) or f"#{i}"].append(i)
    return [(group, ("same title",) if len(group) > 1 else ()) for group in groups.values()]
