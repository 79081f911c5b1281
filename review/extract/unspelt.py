"""Names and short forms that stand in a sentence without the words that explain them."""

import re
from collections.abc import Container, Iterable

from review.extract.edits.acronym import GENERAL

_WIDELY = frozenset(
    """ASR AUC EHR EHRs GCN GCNs GP GPs IMU LiDAR MDP MDPs NER NMT ODE ODEs PDE PDEs RCT RCTs SLAM
    UAV UAVs VAE VAEs WGAN""".split()
)
"""Known to the readers of a field as words, though papers tend to spell them out once."""

_BRACKETED = re.compile(r"(?P<last>[a-z]{3,}) \((?P<short>[A-Z]{2,6})s?\)")
_COINED = re.compile(r"\b(?=[\w-]*[A-Z][\w-]*[A-Z\d])[A-Z][\w-]*\w")
_OURS = r"\b(?:[Ww]e|[Oo]ur|paper|work|study|called|named|termed|dubbed)\b"
_COINING = (
    r"\b(?:called|named|termed|dubbed|namely|coined|introduc\w+|propos\w+|present|develop)"
    r"\s(?:[\w-]+\s){0,2}"
)


def coined(text: str, before: str, known: Container[str | None]) -> bool:
    """Say whether `text` uses a name that the authors have coined `before`, other than `known`.

    One with its long form beside it, as at first use, explains itself.
    """
    for found in _COINED.finditer(text):
        word = found[0]
        if word in known or word in GENERAL or word not in before or f"({word})" in text:
            continue
        sign = re.escape(word)
        if re.search(rf"{_OURS}[^.]*\({sign}s?\)|{_COINING}{sign}\b", before):
            return True
    return False


def unspelt(text: str, acronyms: Iterable[tuple[str, str]], name: str | None) -> bool:
    """Say whether `text` holds a short form whose long form its abstract gives somewhere else.

    What the authors saw fit to spell out is not known to all; `acronyms` pairs each short form of
    the abstract with its long one, and the work's own `name` needs no other words.
    """
    return any(
        short in text and _bare(short, text) and not _told(short, long, text)
        for short, long in acronyms
        if short not in GENERAL and short not in _WIDELY and short not in (name or "")
    )


def bracketed(text: str, abstract: str, name: str | None) -> bool:
    """Say whether `text` holds a short form that stands in brackets elsewhere in its abstract.

    So it does after words for which no long form was found, or in the plural ("diodes (SPADs)").
    """
    if "(" not in abstract:
        return False
    pairs = ((found["short"], found["last"]) for found in _BRACKETED.finditer(abstract))
    return unspelt(text, pairs, name)


def _bare(short: str, text: str) -> bool:
    """Whether a short form stands there as a word, or as the first part of one ("LDP-based").

    Before a capital it is part of a name ("LDP Trees").
    """
    return bool(re.search(rf"(?<![\w-]){re.escape(short)}(?:s|es)?(?!\w| [A-Z])", text))


def _told(short: str, long: str, text: str) -> bool:
    """Whether its words stand beside it, or most of them do ("tracking … (MOT)")."""
    return f"({short}" in text or long.casefold().rstrip("s") in text.casefold()
