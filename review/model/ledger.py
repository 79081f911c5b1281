"""The ledger: what `review.lock` remembers of works and of pages, so that no address ever dies."""

from dataclasses import dataclass

from review.model.papers import Remembered


@dataclass(frozen=True, slots=True)
class Published:
    """A page that was published once, by its path in `site/`; the pages of works are not listed.

    Of a topic: its `title`, the topic `above` it, a digest of the `text` of its section, and the
    date of the edition in which that `changed`; where it left the taxonomy, `to` is the topic that
    took its place.
    """

    page: str
    title: str = ""
    above: str = ""
    text: str = ""
    changed: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All of `review.lock`; empty for a survey that is built for the first time."""

    works: tuple[Remembered, ...] = ()
    pages: tuple[Published, ...] = ()
