"""Phrases that may head a group of works inside one large topic, found in that topic alone.

Spellings with and without a hyphen are one phrase, and a kind of model may be a heading: inside a
topic "vision-language models" tells works apart, in a whole corpus it is one thing among many.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from review.summarize.corpus import Member
from review.text.markup import clean
from review.text.phrases import LONGEST, NEVER_LAST, Sightings, is_name, plainness, runs, surface
from review.text.terms import stem, terms

_FEWEST = 3  # works that say a phrase
_TITLES = 2  # titles that name it, where fewer works than that say it more than once
_WIDE = 0.5  # share of the topic's works beyond which a phrase is the topic itself
_WHOLE = 0.4  # share of its occurrences that end where a noun phrase ends
_TITLE = 2  # mentions that one in the title is worth
_COMMON = frozenset("fine-tuning finetuning pre-training pretraining".split())  # of any topic
_KINDS = frozenset("model models network networks".split())  # what a topic's works are all about
_PART = re.compile(r",|;|:|\band\b|\bor\b|/")
_HYPHEN = re.compile(r"[-‐–'’]")


@dataclass(slots=True)
class Use(Sightings):
    """How the works of a topic use a phrase: how often each, and which in their title."""

    about: Counter[str] = field(default_factory=Counter)
    titles: set[str] = field(default_factory=set)


def names(members: Sequence[Member], title: str, breaks: frozenset[str]) -> dict[str, Use]:
    """Return the phrases that may head some of the works of a topic called `title`, by their key.

    Three works at least say such a phrase, not in passing, and at most half of all. A phrase of
    the title names a part where the title has several.
    """
    uses: defaultdict[str, Use] = defaultdict(Use)
    for member in members:
        for key, words, whole in _phrases(clean(member.entry.title), breaks):
            uses[key].titles.add(member.key)
            _note(uses[key], member.key, words, whole, _TITLE)
        for key, words, whole in _phrases(clean(member.entry.abstract), breaks):
            _note(uses[key], member.key, words, whole, 1)
    parts = frozenset(filter(None, (frozenset(terms(part)) for part in _PART.split(title))))
    topic = next(iter(parts)) if len(parts) == 1 else frozenset()
    return {
        key: use
        for key, use in sorted(uses.items())
        if _names_some(use, len(members), topic) and _contrasts(use, uses, len(members))
    }


def _note(use: Use, work: str, words: str, whole: bool, worth: int) -> None:
    use.about[work] += worth
    use.note(words, whole, plainness(words))


def _names_some(use: Use, works: int, topic: frozenset[str]) -> bool:
    words = surface(use.spellings)
    meant = sum(count > 1 for count in use.about.values())
    return (
        _FEWEST <= len(use.about) <= _WIDE * works
        and (meant >= _FEWEST or len(use.titles) >= _TITLES)
        and use.whole >= _WHOLE * use.seen
        and is_name(words)
        and words.lower() not in _COMMON
        and not _telling(words) <= topic
    )


def _contrasts(use: Use, uses: Mapping[str, Use], works: int) -> bool:
    """Whether two words of the phrase tell something, or one that most works do not use."""
    words = surface(use.spellings).lower().split()
    telling = [folded(word) for word in words if word not in NEVER_LAST | _KINDS]
    often = [len(uses[key].about) for key in telling if key in uses]
    return len(telling) > 1 or any(count <= _WIDE * works for count in often)


def _telling(words: str) -> frozenset[str]:
    """Return the stems of the words that may stand at the end of a name."""
    return frozenset(terms(" ".join(w for w in words.lower().split() if w not in NEVER_LAST)))


def _phrases(text: str, breaks: frozenset[str]) -> Iterator[tuple[str, str, bool]]:
    """Yield the key and the words of every part of a noun phrase, and whether it is its end."""
    for run in runs(text, breaks):
        size = len(run)
        while size and run[size - 1][0].lower() in NEVER_LAST:
            size -= 1
        keys = [folded(token[0]) for token in run[:size]]
        for start in range(size):
            for stop in range(start + 1, min(size, start + LONGEST) + 1):
                words = text[run[start].start() : run[stop - 1].end()]
                yield "".join(keys[start:stop]), words, stop == size


@cache
def folded(word: str) -> str:
    """Return a word such that "pre-training", "pretraining" and "Pre-Training" are equal."""
    return "".join(stem(part) for part in _HYPHEN.split(word.lower()) if part)
