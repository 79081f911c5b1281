"""Citation keys (`lastnameYEARword`) and year letters: given once, kept by the ledger."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, count, product
from string import ascii_lowercase

from review.identity.recall import Recalled, recall
from review.model import Author, Paper, Remembered, Work
from review.text.markup import clean
from review.text.terms import STOP_WORDS

LEGAL_KEY = re.compile(r"[a-z0-9][a-z0-9-]*")
MAX_KEY = 60  # characters of a key before words are added to tell papers apart

_WORD = re.compile(r"[a-z0-9]+")
_SUFFIX = re.compile(r",?\s+(?:jr\.?|sr\.?|ii|iii|iv)$", re.IGNORECASE)
# Letters that Unicode does not decompose, and two alphabets, as they are commonly romanised.
_ROMAN = str.maketrans(
    dict(
        pair.split("=")
        for pair in (
            "ß=ss ø=o ł=l æ=ae œ=oe đ=d ð=d þ=th ı=i ħ=h ŋ=n ĸ=k "
            "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u "
            "ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=iu я=ia і=i ї=i є=ie ґ=g "
            "α=a β=b γ=g δ=d ε=e ζ=z η=e θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y "
            "φ=ph χ=ch ψ=ps ω=o"
        ).split()
    )
)


def ascii_text(text: str) -> str:
    """Return `text` in lower-case ASCII letters, digits and spaces: é is e, ß is ss, ł is l."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    plain = unicodedata.normalize("NFKD", bare.translate(_ROMAN)).replace("'", "").replace("’", "")
    return "".join(char if char.isascii() and char.isalnum() else " " for char in plain)


Shown = Callable[[Paper], int | None]
"""Which year stands in the label of a paper."""


def first_year(paper: Paper) -> int | None:
    """Return the year of the work."""
    return paper.year


def assign_keys(
    works: Sequence[Work], ledger: Sequence[Remembered] = (), shown: Shown = first_year
) -> tuple[Paper, ...]:
    """Return the works as papers, sorted by citation key; unique ignoring case.

    A key in the ledger always wins, and is never given to another work, present or not; a work
    that the ledger knows under another id has that id (see `review.identity.recall`). New works
    are served oldest first, so that on a clash the newest takes a further title word. The order
    of `works` does not matter. Letters tell papers of one label apart, whose year is that `shown`.
    """
    known = recall(works, ledger)
    taken = {key.casefold() for entry in ledger for key in (entry.key, *entry.aliases)}
    keys: dict[str, str] = {}
    for one in sorted(known, key=lambda one: _age(one.work)):
        if one.line:
            keys[str(one.work.id)] = one.line.key
            continue
        key = next(key for key in _candidates(one.work) if key not in taken)
        taken.add(key)
        keys[str(one.work.id)] = key
    papers = sorted((_paper(one, keys[str(one.work.id)]) for one in known), key=lambda p: p.key)
    return _lettered(papers, {entry.id: entry for entry in ledger}, shown)


def _age(work: Work) -> tuple[int, int, str]:
    imported = LEGAL_KEY.fullmatch(_imported(work))
    return (0 if imported else 1, work.year or 0, str(work.id))


def _paper(one: Recalled, key: str) -> Paper:
    fields = {name: getattr(one.work, name) for name in _fields()}
    return Paper(**fields, key=key, aliases=one.aliases)


def _fields() -> tuple[str, ...]:
    return tuple(Work.__dataclass_fields__)


# ── one key ──────────────────────────────────────────────────────────────────────────────────


def _candidates(work: Work) -> Iterator[str]:
    """Yield keys for the work, the best first, without end."""
    if LEGAL_KEY.fullmatch(_imported(work)):
        yield _imported(work)
    words = _title_words(work.title)
    year = str(work.year or "")
    name = _surname(work.authors[0]) if work.authors else ""
    if name:
        stem, rest = f"{name}{year}{''.join(words[:1])}", words[1:]
    else:
        short = _system_name(work.title)
        stem, rest = "-".join(short) + year, [word for word in words if word not in short]
    stem = (stem if name or words else f"{work.id}{year}")[:MAX_KEY].strip("-")
    yield from accumulate([stem, *rest], lambda key, word: f"{key}-{word}")
    for number in count(2):
        yield f"{stem}-{number}"


def _imported(work: Work) -> str:
    """Return the key under which a source filed the work, or an empty string."""
    key = dict(work.extra).get("key", "")
    return key if isinstance(key, str) else ""


def _surname(author: Author) -> str:
    """Return the family name in ASCII letters; of a collective's name the first telling word."""
    family = _SUFFIX.sub("", clean(author.family or author.given))
    if author.given:
        return "".join(_WORD.findall(ascii_text(family)))
    words = ("".join(_WORD.findall(ascii_text(word))) for word in family.split())
    return next((word for word in words if word and word not in STOP_WORDS), "")


def _title_words(title: str) -> list[str]:
    """Return the telling words of a title in order: no stop words, bare numbers or letters."""
    words = _WORD.findall(ascii_text(clean(title)))
    telling = [w for w in words if w not in STOP_WORDS and not w.isdigit() and len(w) > 1]
    return telling or words


def _system_name(title: str) -> list[str]:
    """Return the words before a colon, if few enough to be a name; else the first two."""
    before, colon, _ = clean(title).partition(":")
    named = _title_words(before) if colon else []
    return named if 0 < len(named) <= 2 else _title_words(title)[:2]


# ── year letters ─────────────────────────────────────────────────────────────────────────────


def _lettered(
    papers: Sequence[Paper], remembered: dict[str, Remembered], shown: Shown
) -> tuple[Paper, ...]:
    """Return the papers with letters where several share an author label and a year.

    What was published stays: a remembered paper keeps its letter, also none, which counts as the
    "a" of its group. New ones, and those whose year is another one than the ledger's, take the
    next letters in order of key; one alone takes none.
    """
    labels: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        if paper.authors:
            labels[_author_label(paper)].append(paper)
    letters: dict[str, str] = {}
    for alike in labels.values():
        lines = {paper.key: remembered.get(str(paper.id)) for paper in alike}
        if len(alike) > 1 or any(line and line.letter for line in lines.values()):
            letters |= _letters_of(alike, lines, shown)
    return tuple(_with_letter(paper, letters.get(paper.key, "")) for paper in papers)


def _letters_of(
    alike: Sequence[Paper], lines: Mapping[str, Remembered | None], shown: Shown
) -> dict[str, str]:
    """Return the letters of the papers (by key) of one author label."""
    groups: dict[int, list[Paper]] = defaultdict(list)
    kept: dict[str, str] = {}
    for paper in alike:
        line = lines[paper.key]
        if year := shown(paper):
            groups[year].append(paper)
            if line and (line.year or paper.year) == year:
                kept[paper.key] = line.letter
    return {key: one for group in groups.values() for key, one in _letters(group, kept).items()}


def _letters(group: Sequence[Paper], kept: dict[str, str]) -> dict[str, str]:
    """Return the letter of each paper (by key) of one author label and year."""
    given: dict[str, str] = {}
    used: set[str] = set()
    for paper in group:
        if paper.key in kept and (kept[paper.key] or "a") not in used:
            given[paper.key] = kept[paper.key]
            used.add(kept[paper.key] or "a")
    if len(group) == 1:
        return given
    free = (letter for letter in _alphabet() if letter not in used)
    for paper in group:
        if paper.key not in given:
            given[paper.key] = next(free)
    return given


def _alphabet() -> Iterator[str]:
    """Yield a, b, …, z, aa, ab, … without end."""
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))


def _author_label(paper: Paper) -> str:
    """Return what a citation calls the authors, in lower case: "gu et al", "tan and wang"."""
    names = [(author.family or author.given).casefold() for author in paper.authors]
    if len(names) > 2 or not paper.authors_complete:
        return f"{names[0]} et al"
    return " and ".join(names)


def _with_letter(paper: Paper, letter: str) -> Paper:
    return replace(paper, letter=letter) if letter else paper
