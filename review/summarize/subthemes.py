"""Sub-themes of a topic: groups of works that share a phrase, the phrase first (Osiński 2004).

A heading is found before its group, as Lingo does, because a group without a name helps no
reader: every work stands under words that its own title or citation sentence contains.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from review.summarize.corpus import Member
from review.summarize.phrases import Found, is_heading, phrases, surfaces, tidy, verbs
from review.text.terms import terms

FEWEST = 8
"""Works from which a topic is divided."""

_MOST = 6  # sub-themes of a topic
_WIDE = 0.6  # share of a topic's works beyond which a phrase is the topic itself
_SAMPLE = 2_000  # works a topic's phrases are learnt from

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subtheme:
    """Works that belong together; `heading` is empty for those that share no phrase."""

    heading: str
    members: tuple[Member, ...]


@dataclass(slots=True)
class _Phrase:
    """What is known of a phrase: who is about it, how it is written, how often it is whole."""

    about: dict[str, float] = field(default_factory=dict)
    spellings: Counter[str] = field(default_factory=Counter)
    whole: int = 0
    seen: int = 0


def subthemes(members: Sequence[Member], title: str) -> tuple[Subtheme, ...]:
    """Return the sub-themes of a topic called `title`, the works without one last, unnamed."""
    if len(members) < FEWEST:
        return (Subtheme("", tuple(members)),) if members else ()
    known = _learn(members[:_SAMPLE])
    fit = _candidates(known, members, frozenset(terms(title)))
    chosen = _choose(fit, len(members))
    groups = _file(members, chosen, fit)
    named = [Subtheme(_heading(fit[s].spellings), tuple(groups[s])) for s in chosen if groups[s]]
    rest = tuple(groups[()])
    return (*named, Subtheme("", rest)) if rest else tuple(named)


def _learn(members: Sequence[Member]) -> dict[Stems, _Phrase]:
    known: dict[Stems, _Phrase] = defaultdict(_Phrase)
    for member in members:
        for stems, weight in _notice(member, known).items():
            if weight >= 2:
                known[stems].about[member.key] = weight
    return known


def _notice(member: Member, known: dict[Stems, _Phrase]) -> dict[Stems, float]:
    """Count the phrases of a work in `known`; return how much it is about each."""
    weights: dict[Stems, float] = defaultdict(float)
    cited = member.extract.citation
    abstract = member.entry.abstract
    parts = [(tidy(member.entry.title), 2.0)]
    if cited:
        parts += [(abstract[: cited.start], 0.5), (abstract[cited.start : cited.end], 2.0)]
        parts += [(abstract[cited.end :], 0.5)]
    for number, (text, weight) in enumerate(parts):
        for found in phrases(text):
            weights[found.stems] += weight
            _spell(known[found.stems], found, number == 0)
    return weights


def _spell(phrase: _Phrase, found: Found, in_title: bool) -> None:
    phrase.seen += 1
    phrase.whole += found.clean
    phrase.spellings[found.words] += 1 if in_title else 3


def _candidates(
    known: dict[Stems, _Phrase], members: Sequence[Member], topic: Collection[str]
) -> dict[Stems, _Phrase]:
    """Return the phrases that may head a group: whole, telling, and not the topic over again."""
    spoken = verbs(member.entry.abstract for member in members[:_SAMPLE])
    least = 2 if len(members) < 16 else 3
    most = max(least, _WIDE * len(members))
    return {
        stems: phrase
        for stems, phrase in sorted(known.items())
        if least <= len(phrase.about) <= most
        and phrase.whole >= 0.5 * phrase.seen
        and not set(stems) <= set(topic)
        and is_heading(_plain(phrase.spellings), spoken)
    }


def _choose(fit: dict[Stems, _Phrase], size: int) -> list[Stems]:
    """Return up to six phrases, each the one that names most works not yet named."""
    chosen: list[Stems] = []
    covered: set[str] = set()
    least = 2 if size < 16 else 3
    while len(chosen) < _MOST:
        open_ = [s for s in fit if not any(_near(s, other) for other in chosen)]
        scored = [(_gain(s, fit[s], covered), s) for s in open_]
        usable = [x for x in scored if len(fit[x[1]].about.keys() - covered) >= least]
        if not usable:
            break
        best = max(usable, key=lambda x: (x[0], x[1]))[1]
        chosen.append(best)
        covered |= fit[best].about.keys()
    return chosen


def _gain(stems: Stems, phrase: _Phrase, covered: set[str]) -> float:
    fresh = sum(min(w, 6.0) for key, w in phrase.about.items() if key not in covered)
    words = len(_plain(phrase.spellings).split())
    shape = {1: 0.6, 2: 1.0, 3: 1.1}.get(words, 0.9)
    focus = len(phrase.about.keys() - covered) / len(phrase.about)
    return round(math.sqrt(fresh) * shape * focus, 3)


def _near(one: Stems, other: Stems) -> bool:
    """Whether two phrases would make headings that repeat each other."""
    shared = set(one) & set(other)
    return len(shared) >= min(len(one), len(other)) or len(shared) * 2 >= len(set(one) | set(other))


def _file(
    members: Sequence[Member], chosen: Sequence[Stems], fit: dict[Stems, _Phrase]
) -> dict[Stems, list[Member]]:
    """Return each work under the phrase it is most about; `()` holds those about none."""
    groups: dict[Stems, list[Member]] = {stems: [] for stems in (*chosen, ())}
    for member in members:
        about = [(fit[s].about.get(member.key, 0.0), -len(fit[s].about), s) for s in chosen]
        best = max(about, default=(0.0, 0, ()))
        groups[best[2] if best[0] else ()].append(member)
    for stems in chosen:
        if len(groups[stems]) < 2:
            groups[()] += groups.pop(stems)
            groups[stems] = []
    groups[()].sort(key=lambda member: member.key)
    return groups


def _plain(spellings: Counter[str]) -> str:
    return surfaces(spellings)


def _heading(spellings: Counter[str]) -> str:
    """Return the usual spelling; a plain lower-case first word gets its capital."""
    words = _plain(spellings)
    first = words.split()[0]
    return words[0].upper() + words[1:] if first.islower() else words
