"""What speaks for a fact meaning a work, and what against it: people, abstracts, titles."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from review.enrich.index import ARXIV_DOI, unversioned
from review.enrich.titles import TELLING, TELLING_ALONE, Title, key, near, same_numbers, slips
from review.enrich.vocabulary import Vocabulary, content
from review.model import Entry, Record, Work

TOLD = 35.0  # bits of the rest of a title that an abstract holds, in at least
TOLD_SHARE = 0.75  # this share of its words
SAME_ABSTRACT, OTHER_ABSTRACT = 0.6, 0.2  # shares of common words of two abstracts
AGREED = 0.5  # share of the longer list of authors that both name
YEARS = 2  # between a preprint and its publication
_OTHER_WORK = frozenset(
    "addendum appendix comment comments commentary correction corrigendum discussion erratum part "
    "rejoinder reply response retracted retraction review supplement supplementary volume".split()
)

Kind = Literal["identifier", "title", "slips", "beginning"]
KINDS: tuple[Kind, ...] = ("identifier", "title", "slips", "beginning")


@dataclass(frozen=True, slots=True)
class Match:
    """A fact and why it means a work: `distance` are characters, `agreed` that people agree."""

    fact: Record
    kind: Kind
    distance: int = 0
    agreed: bool = False

    @property
    def order(self) -> tuple[int, bool, int]:
        """The best match comes first."""
        return KINDS.index(self.kind), not self.agreed, self.distance


# ── by a title that differs ──────────────────────────────────────────────────────────────────


def compare(
    work: Work, ours: Title, fact: Record, theirs: Title, vocabulary: Vocabulary
) -> Match | None:
    """Return the match of a fact whose title is not that of the work, None where it is none."""
    if ours.compact == theirs.compact or strangers(work, fact) or other_identifier(work, fact):
        return None
    years = work.year, fact.year
    if years[0] and years[1] and abs(years[0] - years[1]) > YEARS:
        return None
    overlap = overlap_of(work.abstract, fact.abstract)
    if overlap is not None and overlap < OTHER_ABSTRACT:
        return None
    agreed = agreement(work, fact) >= AGREED or (overlap or 0) >= SAME_ABSTRACT
    said = _words(work.abstract)
    distance = slips(ours, theirs, vocabulary, said)
    if distance is not None:
        return Match(fact, "slips", distance, agreed)
    if agreed and same_numbers(ours.compact, theirs.compact) and near(ours.compact, theirs.compact):
        return Match(fact, "slips", abs(len(ours.compact) - len(theirs.compact)), agreed)
    head = _shared_head(ours, theirs)
    if head and (agreed or _telling(head, ours, theirs, said, vocabulary)):
        longest = max(len(ours.compact), len(theirs.compact))
        return Match(fact, "beginning", longest - len(head), agreed)
    return None


def _shared_head(ours: Title, theirs: Title) -> str:
    """Return the longest beginning that the titles share up to a colon, where the rest may differ.

    A part, a reply or a supplement is another work.
    """
    first = {ours.compact, *ours.heads}
    head = next((h for h in (theirs.compact, *theirs.heads) if h in first and len(h) > 3), "")
    tails = [_after(title, head) for title in (ours, theirs)]
    if any(_OTHER_WORK & set(tail) for tail in tails):
        return ""
    numbers = [[word for word in tail if not word.isalpha()] for tail in tails]
    return head if numbers[0] == numbers[1] or all(tails) else ""


def _after(title: Title, head: str) -> list[str]:
    """Return the words that end after the beginning `head`."""
    end, found = 0, []
    for word in title.words:
        end += len(word)
        if end > len(head):
            found.append(word)
    return found


def _telling(
    head: str, ours: Title, theirs: Title, said: frozenset[str], vocabulary: Vocabulary
) -> bool:
    """Return whether a shared beginning tells enough, alone or with the abstract."""
    rest = _after(theirs, head)
    beginning = theirs.words[: len(theirs.words) - len(rest)]
    whole = head in (ours.compact, theirs.compact)
    if vocabulary.bits(beginning) >= (TELLING_ALONE if whole else TELLING):
        return True
    words = content(rest)
    stems = {word[:5] for word in said}
    told = {word for word in words if word[:5] in stems}
    return vocabulary.bits(told) >= TOLD and len(told) >= TOLD_SHARE * len(words)


# ── what verifies ────────────────────────────────────────────────────────────────────────────


def strangers(ours: Entry, theirs: Entry) -> bool:
    """Return whether both name authors and share not one word of their names."""
    first, second = _names(ours), _names(theirs)
    return bool(first and second and not first & second)


def _names(entry: Entry) -> set[str]:
    return {word for author in entry.authors for word in key(str(author)).split()}


def other_identifier(work: Work, fact: Record) -> bool:
    """Return whether both state an identifier of one kind, and not the same."""
    for name in ("doi", "arxiv"):
        ours, theirs = (unversioned(getattr(entry, name)) for entry in (work, fact))
        preprint = name == "doi" and any(doi.startswith(ARXIV_DOI) for doi in (ours, theirs))
        if ours and theirs and ours != theirs and not preprint:
            return True
    return False


def agreement(ours: Entry, theirs: Entry) -> float:
    """Return the share of the longer list of family names that the other list holds, 0..1."""
    first, second = _families(ours), _families(theirs)
    if not first or not second:
        return 0.0
    whole = min(len(first), len(second)) if _cut(ours, theirs) else max(len(first), len(second))
    return round(len(first & second) / whole, 3)


def _cut(ours: Entry, theirs: Entry) -> bool:
    """Return whether one of the lists says that it is not complete."""
    return not (ours.authors_complete and theirs.authors_complete)


def _families(entry: Entry) -> set[str]:
    return {key(author.family) for author in entry.authors} - {""}


def overlap_of(a: str, b: str) -> float | None:
    """Return the share of common words (Jaccard), 0..1, None where an abstract is missing."""
    if not a or not b:
        return None
    first, second = _words(a), _words(b)
    return round(len(first & second) / max(1, len(first | second)), 3)


@lru_cache(maxsize=1 << 12)
def _words(abstract: str) -> frozenset[str]:
    return frozenset(key(abstract).split())
