"""Which sentences a section quotes: its definition, its findings, the limits authors state."""

import math
import re
from collections.abc import Collection, Mapping, Sequence
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
    r"lacks|while|unclear|little|existing|prior|previous|recently|these|this|such|most|many|"
    r"prevailing|traditional|assumption|compared)\b",
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
_FAULTY = re.compile(  # a remnant of a citation key or of markup, or a pronoun that dangles
    r"\b[a-z]+(?:19|20)\d\d[a-z]+|--|[\\${}]|^(?:Despite|Given|With|Due to|For|In) (?:its|their)\b"
)
_LIMIT = re.compile(
    r"\b(?:(?:still|often|also|models|they) (?:struggle|lag|fail)|struggles? (?:to|with)|"
    r"falls? short|falling short|lags? behind|far from|unable to|cannot|can not|deficienc\w+|"
    r"not robust|vulnerable|fails? to|does not (?:generali[sz]e|improve|help|transfer)|degrades?|"
    r"worsens?|(?:more|further|future) (?:work|research|stud\w+) (?:is|are|should|must|needs?)|"
    r"remains? (?:an? )?(?:open|unclear|challeng\w+|difficult|unsolved|limited|unexplored)|"
    r"open (?:questions?|problems?)|limitations? (?:of|in|include)|limited (?:to|by)|caution|"
    r"gaps? (?:in|between)|no one-size-fits-all|at the cost of)\b",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\b(?:existing|prior|previous|not only|paving|paves?|promising|hopes?|discuss\w*|bridg\w+|"
    r"outperform\w*|(?:future|research) directions|inspir\w+|mitigat\w+|alleviat\w+|overcom\w+|"
    r"clos(?:e|es|ing) the|setting the stage|surpass\w*)\b"
)
_EMPTY = "analysis applications benchmarks evaluation general methods models other practice topics"
_FAR = 0.66  # of the usual closeness to the theme; works below it come last
_ROLES = {"result": 0.3, "background": -9.0, "objective": -0.8, "method": -0.5}


def subject(title: str) -> frozenset[str]:
    """Return the stems of a topic's title that say what it is about."""
    return frozenset(terms(title)).difference(terms(_EMPTY))


def definition(
    members: Sequence[Member], corpus: Corpus, theme: "csr_matrix", topic: Collection[str]
) -> tuple[Candidate, ...]:
    """Return one or two background sentences that say what the theme is about, or none.

    `theme` is the centroid of the topic, `topic` the stems of its subject: a definition must name
    at least half of them.
    """
    pool = corpus.backgrounds
    offered = pool.of(members)
    scored = _scored(offered, pool.vectors, theme)
    named = [
        (_defining(c, score, topic), c) for c, score in scored if _names(c.excerpt, topic, score)
    ]
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


def _names(excerpt: Excerpt, topic: Collection[str], score: float) -> bool:
    """Whether a sentence names half of the topic's stems, or a third where it is very close."""
    share = len(set(terms(bare(excerpt))) & set(topic)) / max(1, len(topic))
    return share >= 0.5 or (share > 0.3 and score >= 0.2)


def _defining(candidate: Candidate, score: float, topic: Collection[str]) -> float:
    text = bare(candidate.excerpt)
    words = len(text.split())
    opens = set(terms(" ".join(text.split()[:6])))
    score *= 0.6 + 0.4 * len(set(terms(text)) & set(topic)) / len(topic)
    score *= 1.4 if _DEFINES.search(text) else 1.0
    score *= 1.3 if opens & set(topic) else 1.0
    score *= 0.75 ** min(3, len(_CONTRAST.findall(text)))
    score *= 0.6 if not 8 <= words <= 38 else 1.0
    score *= 1.0 if candidate.excerpt.start == 0 else 0.85
    score *= 0.3 if _FAULTY.search(text) else 1.0
    return round(score, 3)


def findings(
    members: Sequence[Member], corpus: Corpus, theme: "csr_matrix", said: Sequence[Candidate] = ()
) -> list[Candidate]:
    """Return what the works found: the most telling sentences, one a work, neighbours alike.

    A sentence that the section holds already, as a citation or in `said`, is not repeated.
    """
    pool = corpus.findings
    offered = _unsaid(pool.of(members), said)
    scored = [(_telling(c, score), c) for c, score in _scored(offered, pool.vectors, theme)]
    ranked = sorted(scored, key=lambda x: (-x[0], x[1].member.key))
    worth = [c for score, c in ranked if score > 0]
    return arranged(worth[: finding_budget(len(members))], pool)


def _unsaid(offered: Sequence[Candidate], said: Sequence[Candidate]) -> list[Candidate]:
    told = {candidate.member.key: candidate.excerpt for candidate in said}
    return [
        c
        for c in offered
        if not _overlaps(c.excerpt, c.member.extract.citation)
        and not _overlaps(c.excerpt, told.get(c.member.key))
    ]


def finding_budget(works: int) -> int:
    """Return how many findings a section of so many works reports: two of 3, ten of 40."""
    return min(12, -(-works // 2), round(1.55 * math.sqrt(works)))


def _overlaps(one: Excerpt, other: Excerpt | None) -> bool:
    return other is not None and one.start < other.end and other.start < one.end


def _role(candidate: Candidate) -> str:
    """Return the role of the sentence in its abstract."""
    span = candidate.excerpt
    return next((s.role for s in candidate.member.extract.sentences if s.end > span.start), "other")


def _telling(candidate: Candidate, score: float) -> float:
    """Return how informative a finding is; 0 where it holds neither a number nor a claim."""
    text = bare(candidate.excerpt)
    words = len(text.split())
    claim = 1.0 if _CLAIM.search(text) else 0.0
    number = 1.0 if _MEASURE.search(text) else 0.5 if _NUMBER.search(text) else 0.0
    if number + claim < 1 or not 6 <= words <= 60:
        return 0.0
    role = _ROLES.get(_role(candidate), 0.0)
    vague = min(2, len(_VAGUE.findall(text)))
    length = 0.4 if words > 42 else 0.0
    return round(
        max(0.0, 0.6 + role + number + 0.3 * claim + 1.5 * score - 0.45 * vague - length), 3
    )


def limits(members: Sequence[Member], corpus: Corpus, theme: "csr_matrix") -> list[Candidate]:
    """Return the limits and open questions that authors state, one a work, the central ones.

    They stand among the sentences on limits, and among findings of what does not work.
    """
    chosen: dict[str, tuple[float, Candidate]] = {}
    for pool in (corpus.findings, corpus.limitations):
        for candidate, score in _scored(_unsaid(pool.of(members), ()), pool.vectors, theme):
            if _states_limit(candidate):
                chosen[candidate.member.key] = score, candidate
    ranked = sorted(chosen.values(), key=lambda x: (-x[0], x[1].member.key))
    kept = [candidate for _, candidate in ranked[: min(5, -(-len(members) // 4))]]
    return sorted(kept, key=lambda candidate: candidate.member.age)


def _states_limit(candidate: Candidate) -> bool:
    text = bare(candidate.excerpt)
    return bool(_LIMIT.search(text)) and not _ELSEWHERE.search(text)


def told(
    candidates: Sequence[Candidate], known: Corpus, belongs: Mapping[str, float]
) -> list[Candidate]:
    """Return citation sentences in reading order: along a path, works far from the theme last.

    `belongs` says how close each work of the theme is to its others.
    """
    ordered = sorted(candidates, key=lambda candidate: candidate.member.key)
    if not ordered:
        return []
    least = _FAR * sorted(belongs.values())[len(belongs) // 2]
    core = [c for c in ordered if belongs[c.member.key] >= least]
    far = [c for c in ordered if belongs[c.member.key] < least]
    rows = known.documents[[c.member.row for c in core]]
    rows = rows + known.citations.vectors[[c.row for c in core]]
    walk = [core[i] for i in path(rows, ages([c.member for c in core]))]
    walk += sorted(far, key=lambda c: -belongs[c.member.key])
    sentences = known.citations.vectors[[c.row for c in walk]]
    return [walk[i] for i in apart(range(len(walk)), sentences)]


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
