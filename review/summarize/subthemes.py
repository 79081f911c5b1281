"""Sub-themes of a topic: groups of works that share a phrase, the phrase first (Osiński 2004).

A heading is found before its group, as Lingo does, because a group without a name helps no
reader: every work stands under words of its own title or abstract. A heading has three works at
least that say it more than in passing; a topic with most works under none has no headings.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import Any

from review.summarize.corpus import Corpus, Member, settled
from review.summarize.local import names
from review.text.markup import clean
from review.text.phrases import (
    GENERIC,
    Found,
    Sightings,
    is_heading,
    phrases,
    phrases_among,
    plainness,
    surface,
    verbs,
)
from review.text.terms import terms

FEWEST = 8
"""Works from which a topic is divided."""

LARGE = 20
"""Works from which it is divided by phrases of its own."""

_MOST = 6  # sub-themes of a topic
_WHOLE = 0.2  # share of its occurrences in which a phrase has clean edges
_LEFT = 0.5  # share of works that may stay without a sub-theme before all do
_LEFT_OF_MANY = 0.6  # the same of a large topic
_SMALLEST = 3  # works of a sub-theme
_WIDE = 0.6  # share of a topic's works beyond which a phrase is the topic itself
_SAMPLE = 1_000  # works whose abstracts tell how words are used
_ROOT = 6  # letters of a stem that tell words of two families apart: detect, detector
_COMMON = 0.05  # share of the corpus beyond which a phrase says nothing of a topic

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subtheme:
    """Works that belong together; `heading` is empty for those that share no phrase."""

    heading: str
    members: tuple[Member, ...]


@dataclass(slots=True)
class _Sight(Sightings):
    """How a phrase is met in titles and citation sentences, and the works it is met in."""

    keys: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that may head a group: its stems, its usual spelling, who mentions it how often.

    `titles` are the works that name it in their title.
    """

    stems: Stems
    words: str
    about: Mapping[str, int]
    titles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of a corpus that may head a group of works, and the words it uses as verbs."""

    phrases: tuple[Phrase, ...]
    verbs: frozenset[str]


def lexicon(known: Corpus) -> Lexicon:
    """Return the phrases of titles and citation sentences that may head a group of works.

    Late works choose none; see `with_late`.
    """
    members = settled(known.members.values())
    spoken = verbs(member.entry.abstract for member in members[:_SAMPLE])
    sights: dict[Stems, _Sight] = defaultdict(_Sight)
    for member in members:
        for found in phrases(clean(member.entry.title), spoken):
            sights[found.stems].titles.add(member.key)
            _note(sights[found.stems], found, member.key)
    firsts = {stems[0] for stems in sights if stems}
    for member in members[:_SAMPLE]:
        for found in phrases_among(member.entry.abstract, spoken, sights, firsts):
            _note(sights[found.stems], found, member.key)
    usable = {stems: sight for stems, sight in sorted(sights.items()) if _usable(sight)}
    return Lexicon(_mentioned(usable, known), spoken)


def _note(sight: _Sight, found: Found, key: str) -> None:
    sight.keys.add(key)
    sight.note(found.words, found.clean, plainness(found.words))


def _usable(sight: _Sight) -> bool:
    whole = sight.whole > 1 and sight.whole >= _WHOLE * sight.seen
    return (
        len(sight.keys) > 1
        and bool(sight.titles)
        and whole
        and is_heading(surface(sight.spellings))
    )


def with_late(words: Lexicon, known: Corpus) -> Lexicon:
    """Return the phrases of `words` with the late works too that mention them."""
    late = [member for member in known.members.values() if member.late]
    said: dict[str, dict[str, int]] = defaultdict(dict)
    titled: dict[Stems, set[str]] = defaultdict(set)
    for member in late:
        row = known.mentions.matrix[member.row]
        for column, count in zip(row.indices.tolist(), row.data.tolist(), strict=True):
            said[known.mentions.terms[column]][member.key] = int(count)
        for found in phrases(clean(member.entry.title), words.verbs):
            titled[found.stems].add(member.key)
    heard = tuple(_heard(phrase, said, titled) for phrase in words.phrases)
    return replace(words, phrases=heard) if late else words


def _heard(
    phrase: Phrase, said: Mapping[str, Mapping[str, int]], titled: Mapping[Stems, set[str]]
) -> Phrase:
    """Return the phrase with the works that say all of its terms, how often `said` tells."""
    first, *others = (said.get(part, {}) for part in _parts(phrase.stems))
    keys = [key for key in first if all(key in other for other in others)]
    if not keys:
        return phrase
    about = {key: min([first[key], *(other[key] for other in others)]) for key in keys}
    titles = phrase.titles | titled.get(phrase.stems, set())
    return replace(phrase, about={**phrase.about, **about}, titles=titles)


def _parts(stems: Stems) -> list[str]:
    """Return the terms that a phrase is made of."""
    return [" ".join(pair) for pair in pairwise(stems)] or [stems[0]]


def _mentioned(usable: Mapping[Stems, _Sight], known: Corpus) -> tuple[Phrase, ...]:
    """Return the phrases with the works that mention them, unless these are too many."""
    column = {term: i for i, term in enumerate(known.mentions.terms)}
    members = settled(known.members.values())
    table = known.mentions.matrix[[member.row for member in members]].tocsc()
    keys = [member.key for member in members]
    found = []
    for stems, sight in usable.items():
        parts = _parts(stems)
        if any(part not in column for part in parts):
            continue
        about = _often(table, [column[part] for part in parts])
        often = sum(count > 1 for count in about.values())
        if 1 < often <= max(12.0, _COMMON * len(keys)):
            named = {keys[row]: count for row, count in about.items()}
            found.append(Phrase(stems, surface(sight.spellings), named, frozenset(sight.titles)))
    return tuple(found)


def _often(table: Any, columns: Sequence[int]) -> dict[int, int]:
    """Return row -> how often all the columns' terms stand there, the rarest of them counted."""
    counted: dict[int, int] | None = None
    for column in columns:
        part = slice(table.indptr[column], table.indptr[column + 1])
        rows = zip(table.indices[part].tolist(), table.data[part].tolist(), strict=True)
        here = {row: int(count) for row, count in rows}
        counted = (
            here
            if counted is None
            else {r: min(c, here[r]) for r, c in counted.items() if r in here}
        )
    return counted or {}


def subthemes(members: Sequence[Member], title: str, known: Lexicon) -> tuple[Subtheme, ...]:
    """Return the sub-themes of a topic called `title`, the works without one last, unnamed."""
    if len(members) < FEWEST:
        return (Subtheme("", tuple(members)),) if members else ()
    large = len(members) >= LARGE
    chosen = (
        _own(members, title, known)
        if large
        else _choose(_candidates(members, frozenset(terms(title)), known))
    )
    groups, rest = _file(members, chosen)
    left, least = (_LEFT_OF_MANY, 2) if large else (_LEFT, 1)
    if len(rest) > left * len(members) or len(groups) < least:
        return (Subtheme("", tuple(members)),)
    named = [Subtheme(_heading(phrase.words), tuple(group)) for phrase, group in groups]
    return (*named, Subtheme("", tuple(rest))) if rest else tuple(named)


def _own(members: Sequence[Member], title: str, known: Lexicon) -> list[Phrase]:
    """Return up to six phrases of a large topic's own works that name some of them.

    Of two that repeat each other the one that more works are about stays.
    """
    found = [
        Phrase((key,), surface(use.spellings), use.about, frozenset(use.titles))
        for key, use in names(members, title, known.verbs).items()
    ]
    ranked = sorted(found, key=lambda phrase: (-_gain(phrase, set()), phrase.stems))
    chosen: list[Phrase] = []
    for phrase in ranked:
        if len(chosen) < _MOST and not any(_near(phrase, other) for other in chosen):
            chosen.append(phrase)
    return chosen


def _candidates(members: Sequence[Member], topic: frozenset[str], known: Lexicon) -> list[Phrase]:
    """Return the phrases that some but not most of the works are about, in these works only.

    Enough of them must say the phrase more than once (a title counts twice).
    """
    keys = {member.key for member in members}
    found = []
    for phrase in known.phrases:
        about = {key: count for key, count in phrase.about.items() if key in keys}
        meant = sum(count > 1 for count in about.values())
        fits = meant >= _SMALLEST and len(about) <= _WIDE * len(members)
        if fits and phrase.titles & keys and not _said(phrase.words) <= topic:
            found.append(replace(phrase, about=about))
    return found


@cache
def _said(words: str) -> frozenset[str]:
    """Return the stems of the words that say something."""
    telling = (word for word in words.lower().split() if word not in GENERIC)
    return frozenset(stem for word in telling for stem in terms(word))


def _choose(fit: Sequence[Phrase]) -> list[Phrase]:
    """Return up to six phrases, each the one that names most works not yet named."""
    chosen: list[Phrase] = []
    covered: set[str] = set()
    while len(chosen) < _MOST:
        scored = [
            (_gain(phrase, covered), phrase.stems, phrase)
            for phrase in fit
            if len(phrase.about.keys() - covered) >= _SMALLEST
            and not any(_near(phrase, other) for other in chosen)
        ]
        if not scored:
            break
        chosen.append(max(scored, key=lambda x: x[:2])[2])
        covered |= chosen[-1].about.keys()
    return chosen


def _gain(phrase: Phrase, covered: set[str]) -> float:
    """Return how much a phrase adds: works not yet named, the more so the more they say it."""
    fresh = phrase.about.keys() - covered
    said = sum(min(phrase.about[key], 4) for key in fresh)
    shape = {2: 1.0, 3: 1.1}.get(len(phrase.words.split()), 0.9)
    return round(math.sqrt(said) * shape * len(fresh) / len(phrase.about), 3)


def _near(one: Phrase, other: Phrase) -> bool:
    """Whether two phrases would make headings that repeat each other."""
    left, right = ({stem[:_ROOT] for stem in _said(p.words)} for p in (one, other))
    shared = left & right
    return len(shared) >= min(len(left), len(right)) or 2 * len(shared) >= len(left | right)


def _file(
    members: Sequence[Member], chosen: Sequence[Phrase]
) -> tuple[list[tuple[Phrase, list[Member]]], list[Member]]:
    """Return each phrase with the works most about it, and the works about none.

    A phrase left with too few works is given up, the smallest first, and they go elsewhere.
    """
    best = {member.key: _best(member, chosen) for member in members}
    sizes = Counter(best.values())
    small = [number for number in range(len(chosen)) if sizes[number] < _SMALLEST]
    if small:
        least = min(small, key=lambda number: (sizes[number], -number))
        return _file(members, [*chosen[:least], *chosen[least + 1 :]])
    groups = [
        (phrase, [member for member in members if best[member.key] == number])
        for number, phrase in enumerate(chosen)
    ]
    return groups, [member for member in members if best[member.key] < 0]


def _best(member: Member, chosen: Sequence[Phrase]) -> int:
    """Return the number of the phrase that the work mentions most, the rarer on a tie; or -1."""
    about = [
        (phrase.about[member.key], -len(phrase.about), -number)
        for number, phrase in enumerate(chosen)
        if member.key in phrase.about
    ]
    return -max(about)[2] if about else -1


def _heading(words: str) -> str:
    """Return the spelling; a plain lower-case first word gets its capital."""
    return words[0].upper() + words[1:] if words.split(maxsplit=1)[0].islower() else words
