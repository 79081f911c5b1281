"""Which sentences a section quotes: its definition, its findings, the limits authors state."""

import math
import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from review.model import Excerpt, Paragraph, Quote
from review.summarize.corpus import Candidate, Corpus, Member, Pool, bare, closeness
from review.summarize.order import apart, path
from review.text.terms import terms

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_DEFINES = re.compile(
    r"^(?:[^,;]{3,60}?)\s(?:\([^)]*\)\s)?(?:is|are|aims?|refers?|enables?|allows?|seeks?|involves?|"
    r"(?:has|have)\s(?:\w+\s)?(?:emerged|become|been|shown|proven|demonstrated|achieved))\b"
)
_CONTRAST = re.compile(
    r"\b(?:however|but|yet|although|despite|fail|fails|suffer|suffers|unfortunately|limited|lack|"
    r"lacks|while|unclear|little|existing|prior|previous|recently|these|this|such|most|many)\b",
    re.I,
)
_NUMBER = re.compile(r"(?<![\w.-])\d+(?:\.\d+)?(?:\s?\\?%|\s?×|x\b|\stimes|\spoints?\b)?", re.I)
_MEASURE = re.compile(r"\d\s?\\?%|\d\s?×|\d\s?x\b|\dtimes|\d\s(?:times|points?|percent)\b", re.I)
_VAGUE = re.compile(
    r"\b(?:effectiveness|superiority|promising|extensive|various|wide range|competitive|"
    r"demonstrates? the|potential|favorable|comprehensive)\b",
    re.I,
)
_CLAIM = re.compile(
    r"\b(?:outperform|exceed|surpass|reduc|improv|increas|achiev|faster|fewer|more|less|better|"
    r"worse|only|not|no|without|correlat|lead|degrad|transfer|generali[sz]|scale)\w*",
    re.I,
)
_LIMIT = re.compile(
    r"\b(?:limit|however|fail|remain|challeng|open (?:question|problem|issue)|lack|struggl|"
    r"cannot|can not|unable|not|only|difficult|unclear|unexplored|degrad|weak|gap|caution|bias|"
    r"(?:further|future) (?:research|work|stud|investigation)\w* (?:should|must|need|is))\w*",
    re.I,
)
_PRAISE = re.compile(
    r"\b(?:not only|paving|pave|paves|promising|immense|great potential|tremendous|"
    r"state-of-the-art|outperform\w*|highlights? the (?:potential|importance|effectiveness))\b",
    re.I,
)


def definition(
    members: Sequence[Member], corpus: Corpus, theme: "csr_matrix", topic: Collection[str]
) -> tuple[Candidate, ...]:
    """Return one or two background sentences that say what the theme is about, or none.

    `theme` is the centroid of the topic, `topic` the stems of its title: a definition must name
    at least half of them.
    """
    pool = corpus.backgrounds
    offered = pool.of(members)
    scored = _scored(offered, pool.vectors, theme)
    named = [(_defining(c, score, topic), c) for c, score in scored if _names(c.excerpt, topic)]
    ranked = sorted(named, key=lambda x: (-x[0], x[1].member.key, x[1].excerpt.start))
    if not ranked or ranked[0][0] < 0.12:
        return ()
    first = ranked[0][1]
    for score, second in ranked[1:8]:
        alike = float((pool.vectors[first.row] @ pool.vectors[second.row].T).sum())
        if score < 0.6 * ranked[0][0] or len(members) < 6:
            break
        fresh = second.member.key != first.member.key and _opening(first) != _opening(second)
        if fresh and alike < 0.3:
            return (first, second)
    return (first,)


def _opening(candidate: Candidate) -> list[str]:
    """Return the stems that a sentence begins with: what it defines."""
    return terms(bare(candidate.excerpt))[:2]


def _scored(
    offered: Sequence[Candidate], vectors: "csr_matrix", theme: "csr_matrix"
) -> list[tuple[Candidate, float]]:
    if not offered:
        return []
    rows = vectors[[candidate.row for candidate in offered]]
    return list(zip(offered, closeness(rows, theme), strict=True))


def _names(excerpt: Excerpt, topic: Collection[str]) -> bool:
    said = set(terms(bare(excerpt)))
    return len(said & set(topic)) * 2 >= len(set(topic)) > 0


def _defining(candidate: Candidate, score: float, topic: Collection[str]) -> float:
    text = bare(candidate.excerpt)
    words = len(text.split())
    opens = set(terms(" ".join(text.split()[:6])))
    score *= 1.4 if _DEFINES.search(text) else 1.0
    score *= 1.3 if opens & set(topic) else 1.0
    score *= 0.75 ** min(3, len(_CONTRAST.findall(text)))
    score *= 0.6 if not 8 <= words <= 38 else 1.0
    score *= 1.0 if candidate.excerpt.start == 0 else 0.85
    return round(score, 3)


def findings(members: Sequence[Member], corpus: Corpus, theme: "csr_matrix") -> list[Candidate]:
    """Return what the works found: the most telling sentences, one a work, neighbours alike."""
    pool = corpus.findings
    offered = [c for c in pool.of(members) if not _overlaps(c.excerpt, c.member.extract.citation)]
    scored = [(_telling(c, score), c) for c, score in _scored(offered, pool.vectors, theme)]
    ranked = sorted(scored, key=lambda x: (-x[0], x[1].member.key))
    worth = [c for score, c in ranked if score > 0]
    return arranged(worth[: finding_budget(len(members))], pool)


def finding_budget(works: int) -> int:
    """Return how many findings a section of so many works reports: two of 3, ten of 40."""
    return min(12, -(-works // 2), round(1.55 * math.sqrt(works)))


def _overlaps(one: Excerpt, other: Excerpt | None) -> bool:
    return other is not None and one.start < other.end and other.start < one.end


def _telling(candidate: Candidate, score: float) -> float:
    """Return how informative a finding is; 0 where it holds neither a number nor a claim."""
    text = bare(candidate.excerpt)
    words = len(text.split())
    claim = 1.0 if _CLAIM.search(text) else 0.0
    number = 1.0 if _MEASURE.search(text) else 0.5 if _NUMBER.search(text) else 0.0
    if number + claim < 1 or not 6 <= words <= 60:
        return 0.0
    vague = min(2, len(_VAGUE.findall(text)))
    length = 0.4 if words > 42 else 0.0
    return round(max(0.0, 0.6 + number + 0.3 * claim + 1.5 * score - 0.45 * vague - length), 3)


def limits(
    members: Sequence[Member], corpus: Corpus, theme: "csr_matrix", said: Sequence[Candidate]
) -> list[Candidate]:
    """Return the limits and open questions that authors state, most central first chosen.

    A sentence that the section holds already, as a citation or in `said`, is not repeated.
    """
    pool = corpus.limitations
    told = {candidate.member.key: candidate.excerpt for candidate in said}
    stated = [
        c
        for c in pool.of(members)
        if _states_limit(bare(c.excerpt))
        and not _overlaps(c.excerpt, c.member.extract.citation)
        and not _overlaps(c.excerpt, told.get(c.member.key))
    ]
    ranked = sorted(_scored(stated, pool.vectors, theme), key=lambda x: (-x[1], x[0].member.key))
    return arranged([c for c, _ in ranked[: min(5, -(-len(members) // 5))]], pool)


def _states_limit(text: str) -> bool:
    return bool(_LIMIT.search(text)) and not _PRAISE.search(text)


def arranged(candidates: Sequence[Candidate], pool: Pool) -> list[Candidate]:
    """Return the sentences along a path of similarity, near-identical ones apart."""
    ordered = sorted(candidates, key=lambda candidate: candidate.member.key)
    if not ordered:
        return []
    vectors = pool.vectors[[candidate.row for candidate in ordered]]
    order = path(vectors, ages([candidate.member for candidate in ordered]))
    return [ordered[i] for i in apart(order, vectors)]


def ages(members: Sequence[Member]) -> list[int]:
    """Return the years of the works; one without a year is taken for an average one."""
    known = [member.entry.year for member in members if member.entry.year is not None]
    usual = round(sum(known) / len(known)) if known else 0
    return [usual if m.entry.year is None else m.entry.year for m in members]


def paragraph(kind: str, candidates: Sequence[Candidate]) -> tuple[Paragraph, ...]:
    """Return the sentences as one paragraph, or nothing where there are none."""
    quotes: tuple[Quote, ...] = tuple(candidate.quote for candidate in candidates)
    return (Paragraph(kind, quotes),) if quotes else ()  # type: ignore[arg-type]
