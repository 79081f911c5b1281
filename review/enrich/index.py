"""The works of a survey, indexed so that one fact of millions finds those it may mean."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from review.enrich.titles import SHORTEST, Title, bare, compact, heads, key, parse
from review.enrich.vocabulary import Vocabulary
from review.model import Entry, Record

PIECE = 6  # characters of a piece of a title
PIECES = 8  # rarest pieces of a title by which it is found
VOTES = 2  # of them that a title must hold to be compared, and half of them
ARXIV_DOI = "10.48550/arxiv."


def identifiers(entry: Entry) -> Iterator[str]:
    """Yield what identifies the entry for certain: DOI, arXiv identifier, PubMed identifier."""
    doi, arxiv = entry.doi.casefold(), entry.arxiv
    if doi.startswith(ARXIV_DOI):
        doi, arxiv = "", arxiv or doi.removeprefix(ARXIV_DOI)
    if doi:
        yield f"doi {doi}"
    if arxiv:
        yield f"arxiv {unversioned(arxiv)}"
    if pmid := entry.detail("pmid") if entry.extra else "":
        yield f"pmid {pmid}"


def unversioned(arxiv: str) -> str:
    """Return an arXiv identifier (or a DOI) in lower case without the version."""
    found, _, version = arxiv.casefold().rpartition("v")
    return found if found and version.isdecimal() else arxiv.casefold()


class Index:
    """Finds works by identifier, title, beginning of a title, or pieces of it.

    The words of the titles it is asked about are counted in `vocabulary`.
    """

    def __init__(self, works: Sequence[Entry], vocabulary: Vocabulary | None = None) -> None:
        """Index the works; positions in answers are theirs."""
        self.titles: tuple[Title, ...] = tuple(parse(work.title) for work in works)
        self._named: dict[str, list[int]] = defaultdict(list)
        self._titled: dict[str, list[int]] = defaultdict(list)
        self._headed: dict[str, list[int]] = defaultdict(list)
        self.vocabulary = vocabulary or Vocabulary()
        for i, (work, title) in enumerate(zip(works, self.titles, strict=True)):
            for name in identifiers(work):
                self._named[name].append(i)
            for text in dict.fromkeys((title.compact, bare(work.title))):
                if text:
                    self._titled[text].append(i)
            for head in (title.compact, *title.heads):
                if head:
                    self._headed[head].append(i)
        self._pieces = _pieces([title.compact for title in self.titles])
        held = Counter(i for some in self._pieces.values() for i in some)
        self._needed = {i: max(VOTES, count // 2) for i, count in held.items()}

    def wants(self, record: Record) -> bool:
        """Return whether the record may mean one of the works; its words are counted."""
        self.vocabulary.add(key(record.title).split())
        return self.finds(record)

    def finds(self, record: Record) -> bool:
        """Return whether the record may mean one of the works."""
        return next(self._found(record), None) is not None

    def identified(self, record: Record) -> list[int]:
        """Return the works that share an identifier with the record."""
        return next((self._named[n] for n in identifiers(record) if n in self._named), [])

    def titled(self, record: Record) -> list[int]:
        """Return the works that have the title of the record."""
        texts = (compact(record.title), bare(record.title))
        return next((self._titled[text] for text in texts if text in self._titled), [])

    def headed(self, record: Record) -> list[int]:
        """Return the works whose title and that of the record begin alike up to a colon."""
        whole = compact(record.title)
        found = (self._headed.get(h, ()) for h in (whole, *heads(record.title, whole)))
        return sorted({i for some in found for i in some})

    def alike(self, record: Record) -> list[int]:
        """Return the works whose title shares enough pieces with that of the record."""
        return sorted(self._voted(compact(record.title)))

    def _found(self, record: Record) -> Iterator[int]:
        yield from self.identified(record)
        yield from self.titled(record)
        yield from self.headed(record)
        yield from self.alike(record)

    def _voted(self, text: str) -> Iterable[int]:
        held = self._pieces.keys() & set(_grams(text))
        if len(held) < VOTES:
            return ()
        votes = Counter(i for piece in held for i in self._pieces[piece])
        length = len(text)
        return (
            i
            for i, count in votes.items()
            if count >= self._needed[i]
            and abs(len(self.titles[i].compact) - length) <= 0.3 * length
        )


def _pieces(texts: Sequence[str]) -> dict[str, list[int]]:
    """Return the works by pieces: of each title the rarest that do not overlap.

    A slip spoils one piece, so that a title with a few of them keeps enough.
    """
    held = [_grams(text) if len(text) >= SHORTEST else [] for text in texts]
    often = Counter(chain.from_iterable(held))
    found: dict[str, list[int]] = defaultdict(list)
    for number, grams in enumerate(held):
        free = [True] * (len(grams) + 2 * PIECE)
        taken: set[str] = set()
        counts = [often[gram] for gram in grams]
        for i in sorted(range(len(grams)), key=counts.__getitem__):
            if free[i] and free[i + PIECE - 1] and len(taken) < PIECES:
                free[i : i + PIECE] = [False] * PIECE
                taken.add(grams[i])
        for piece in sorted(taken):
            found[piece].append(number)
    return dict(found)


def _grams(text: str) -> list[str]:
    """Return all pieces of a text, from left to right."""
    return [text[i : i + PIECE] for i in range(len(text) - PIECE + 1)]


def counted(titles: Iterable[str]) -> Vocabulary:
    """Return the vocabulary of the titles."""
    vocabulary = Vocabulary()
    for title in titles:
        vocabulary.add(key(title).split())
    return vocabulary
