"""Which sentences a section quotes: what the works do, what they find, the limits they state."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from review.model import Paragraph, Quote
from review.summarize.corpus import Candidate, Corpus, Member, Pool, bare, closeness, overlaps
from review.summarize.order import apart, path
from review.text.phrases import GENERIC
from review.text.terms import STOP_WORDS, terms

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_NUMBER = re.compile(r"(?<![\w.-])\d+(?:\.\d+)?(?:\s?\\?%|\s?×|x\b|\stimes|\spoints?\b)?", re.I)
_MEASURE = re.compile(r"\d\s?\\?%|\d\s?×|\d\s?x\b|\dtimes|\d\s(?:times|points?|percent)\b", re.I)
_VAGUE = re.compile(
    r"\b(?:effectiveness|superiority|promising|extensive|various|wide range|competitive|"
    r"demonstrates? the|potential|favorable|comprehensive)\b",
    re.I,
)
_CLAIM = re.compile(
    r"\b(?:faster|fewer|more|less|better|worse|only|not|no|without|cannot|(?:outperform|exceed|"
    r"surpass|reduc|improv|increas|achiev|correlat|lead|degrad|transfer|generali[sz]|scal)\w*)\b",
    re.I,
)
_FOUND = re.compile(
    r"\b(?:outperform|exceed|surpass|reduc|improv|increas|achiev|boost|faster|fewer|better|worse|"
    r"correlat|degrad|generali[sz]|find|found|show|demonstrat|reveal|observ|indicat|suggest|"
    r"confirm|conclu|verif|match|comparable|lead|enhanc|gain)\w*",
    re.I,
)
_NO_FINDING = re.compile(  # what a result is said to be good for, and how much was trained on
    r"\b(?:offer|provid|shed|highlight|emphasi[sz]|underscor|underlin|validat|verif|prov|confirm|"
    r"demonstrat|show)(?:e|es|ed|ing|s|y|ies|ying)?\s(?:[\w-]+\s){0,4}?"
    r"(?:insights?|light|guidance|ways?|potential|practicality|importance|necessity|need|promise|"
    r"effectiveness|efficacy|feasibility|value)\b[^,;]*"
    r"|\b(?:warrants?|deserves?|merits?|elucidat\w+|(?:has|have) the potential|pav(?:es?|ing))\b"
    r"[^,;]*"
    r"|\bdiscuss\w*\b[^;]*"
    r"|\b(?:surpass|exceed|reach|total)\w*\s[\d.,]+\s?(?:\w+\s){0,2}"
    r"(?:tokens|parameters|hours|images|samples|examples|pages|documents|languages)\b",
    re.I,
)
_WORD = re.compile(r"[^\W\d_][\w-]{2,}")
_PRAISE = frozenset(
    """best brings compared comparison competitive consistently considerably demonstrated
    dramatically effectively empirically enhances exhibits extensively further greatly indicate
    indicates
    largely notably observe others outperformed outperforms par reveal reveals several show shows
    significantly sota state-of-the-art substantial substantially suggest suggests surpass surpasses
    surpassing thorough validate verified while""".split()
)
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_TELLS = 5  # words of a finding without a number that say more than that the work is good
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
    r"\b(?:existing|prior|previous|not (?:only|necessarily)|paving|paves?|promising|hopes?|"
    r"discuss\w*|bridg\w+|outperform\w*|(?:future|research) directions|inspir\w+|mitigat\w+|"
    r"alleviat\w+|overcom\w+|clos(?:e|es|ing) the|setting the stage|surpass\w*)\b"
)
_SAME = 0.6  # cosine from which two findings are one in two copies
_FAR = 0.66  # of the usual closeness to the theme; works below it come last
_ROLES = {"result": 0.3, "background": -9.0, "objective": -0.8, "method": -0.5}


def _scored(
    offered: Sequence[Candidate], vectors: "csr_matrix", theme: "csr_matrix"
) -> list[tuple[Candidate, float]]:
    if not offered:
        return []
    rows = vectors[[candidate.row for candidate in offered]]
    return list(zip(offered, closeness(rows, theme), strict=True))


def findings(
    members: Sequence[Member], corpus: Corpus, theme: "csr_matrix", said: Sequence[Candidate] = ()
) -> list[Candidate]:
    """Return what the works found: the most telling sentences, one a work, neighbours alike.

    A sentence that the section holds already, as a citation or in `said`, is not repeated.
    """
    pool = corpus.findings
    offered = joined(_unsaid(pool.of(members), said))
    scored = [(_telling(c, score), c) for c, score in _scored(offered, pool.vectors, theme)]
    ranked = sorted(scored, key=lambda x: (-x[0], x[1].member.key))
    worth = _distinct([c for score, c in ranked if score > 0], pool, finding_budget(len(members)))
    return arranged(worth, pool)


def _distinct(ranked: Sequence[Candidate], pool: Pool, most: int) -> list[Candidate]:
    """Return up to `most` sentences, none in nearly the words of a better one."""
    kept: list[Candidate] = []
    for candidate in ranked:
        vector = pool.vectors[candidate.row]
        if len(kept) == most:
            break
        if all(float((vector @ pool.vectors[c.row].T).sum()) < _SAME for c in kept):
            kept.append(candidate)
    return kept


def _unsaid(offered: Sequence[Candidate], said: Sequence[Candidate]) -> list[Candidate]:
    told = {(candidate.member.key, candidate.excerpt) for candidate in said}
    return [
        c
        for c in offered
        if not overlaps(c.excerpt, c.member.citation)
        and not any(key == c.member.key and overlaps(c.excerpt, span) for key, span in told)
    ]


def finding_budget(works: int) -> int:
    """Return how many findings a section of so many works reports: two of 3, ten of 40."""
    return min(12, -(-works // 2), round(1.55 * math.sqrt(works)))


def _role(candidate: Candidate) -> str:
    """Return the role of the sentence in its abstract."""
    span = candidate.excerpt
    return next((s.role for s in candidate.member.extract.sentences if s.end > span.start), "other")


def _telling(candidate: Candidate, score: float) -> float:
    """Return how informative a finding is; 0 where it holds neither a number nor a claim."""
    text = bare(candidate.excerpt)
    words = len(text.split())
    stated = _NO_FINDING.sub("", text)
    claim = 1.0 if _CLAIM.search(stated) else 0.0
    number = 1.0 if _MEASURE.search(stated) else 0.5 if _NUMBER.search(stated) else 0.0
    if number + claim < 1 or not 6 <= words <= 60:
        return 0.0
    if number == 0 and (not _FOUND.search(stated) or len(_substance(candidate)) < _TELLS):
        return 0.0
    role = _ROLES.get(_role(candidate), 0.0)
    vague = min(2, len(_VAGUE.findall(text)))
    length = 0.4 if words > 42 else 0.0
    return round(
        max(0.0, 0.6 + role + number + 0.3 * claim + 1.5 * score - 0.45 * vague - length), 3
    )


def _substance(candidate: Candidate) -> set[str]:
    """Return the words of a finding that are neither praise nor the name of the work."""
    words = {word.lower() for word in _WORD.findall(bare(candidate.excerpt))}
    name = {word.lower() for word in _WORD.findall(candidate.member.extract.name or "")}
    return words - name - STOP_WORDS - GENERIC - _PRAISE


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

    `belongs` says how close each work of the theme is to its others. Sentences in quotation
    marks, which lean on what stood before them in their abstract, open no text: they come last.
    """
    ordered = sorted(candidates, key=lambda candidate: candidate.member.key)
    if not ordered:
        return []
    least = _FAR * sorted(belongs.values())[len(belongs) // 2]
    core = [c for c in ordered if belongs[c.member.key] >= least and not _is_quoted(c)]
    far = [c for c in ordered if belongs[c.member.key] < least or _is_quoted(c)]
    rows = known.documents[[c.member.row for c in core]]
    rows = rows + known.citations.vectors[[c.row for c in core]]
    walk = [core[i] for i in path(rows, ages([c.member for c in core]))]
    walk += sorted(far, key=lambda c: (_is_quoted(c), -belongs[c.member.key]))
    sentences = known.citations.vectors[[c.row for c in walk]]
    return [walk[i] for i in apart(range(len(walk)), sentences)]


def joined(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the sentences; one that several works say stands once, where it comes first.

    Two say the same where they have the same words, endings apart, and the same numbers.
    """
    groups: dict[tuple[str, ...], list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(_content(candidate), []).append(candidate)
    return [
        replace(first, also=tuple(sorted({c.member.key for c in more} - {first.member.key})))
        for first, *more in groups.values()
    ]


def _content(candidate: Candidate) -> tuple[str, ...]:
    text = bare(candidate.excerpt)
    return (*sorted(terms(text)), *_FIGURES.findall(text))


def _is_quoted(candidate: Candidate) -> bool:
    """Whether the sentence stands in quotation marks of our own."""
    first = candidate.excerpt.edits[:1]
    return any(edit.op == "cite" and edit.to.startswith("“") for edit in first)


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
