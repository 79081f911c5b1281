"""How the bibliography of the survey fares, for the reader: what checks find, what is unknown."""

from dataclasses import dataclass

SHOWN = 20
"""Entries that the page names of one check; `review bib check` names all."""


@dataclass(frozen=True, slots=True)
class Row:
    """A check with its severity and what it finds, and the entries in which it found that.

    `found` are pairs of a citation key and a message.
    """

    name: str
    severity: str
    finds: str
    found: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Health:
    """What the page of health shows of a bibliography of `entries` entries.

    `lacking` has for each type its entries, and of how many of them a field is not stated.
    """

    entries: int
    rows: tuple[Row, ...]
    lacking: tuple[tuple[str, int, tuple[tuple[str, int], ...]], ...]

    def count(self, severity: str) -> int:
        """Return how much of that severity was found."""
        return sum(len(row.found) for row in self.rows if row.severity == severity)

    @property
    def wrong(self) -> tuple[Row, ...]:
        """The checks that found something, the worst first."""
        order = ("error", "warning", "hint")
        found = (row for row in self.rows if row.found)
        return tuple(sorted(found, key=lambda row: (order.index(row.severity), -len(row.found))))

    @property
    def clean(self) -> tuple[Row, ...]:
        """The checks that found nothing."""
        return tuple(row for row in self.rows if not row.found)
