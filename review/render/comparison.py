"""Which columns a comparison table has: those that tell works apart."""

from collections.abc import Sequence

from review.model import Row

COLUMNS = ("name", "does", "data", "headline", "links")
"""The cells of a row, in the order of the table."""

_SHARE = 8  # one row in so many must fill a column


def columns(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the columns that enough rows fill; one that is empty for nearly all is left out."""
    counts = {name: sum(bool(getattr(row, name)) for row in rows) for name in COLUMNS}
    return tuple(name for name, count in counts.items() if count * _SHARE >= max(len(rows), 1))
