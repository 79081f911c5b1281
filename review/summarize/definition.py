"""The sentence that says what a theme is: its subject is the theme, its verb defines it."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from review.model import Topic
from review.summarize.corpus import Candidate, Corpus, Member, bare, closeness, overlaps, settled
from review.text.phrases import GENERIC
from review.text.terms import terms

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_GRADES = (  # how well a verb defines its subject; of two that fit, the first counts
    (
        2.0,
        r"(?:is|are)\s(?:(?:the|a|an)\s(?:task|process|problem|technique|method|setting|practice|"
        r"type|form|class|family|subfield|field|paradigm|study|approach|way|strategy|\w+\stechnique|"
        r"\w+\smethod|\w+\sparadigm|\w+\sapproach)\b|concerned|defined)|refers?\sto|aims?\sto|seeks?\sto",
    ),
    (
        1.3,
        r"(?:is|are)\san?\s\w+\s(?:part|component|step|tool)\b|(?:has|have)\s(?:recently\s|"
        r"increasingly\s|always\s)*(?:emerged|become|been\s(?:an?|one|the|widely))|"
        r"plays?\san?|enables?|allows?|leverages?|offers?",
    ),
    (
        1.6,
        r"(?:is|are)\s(?:often|widely|commonly|typically|usually|an?|one|the|regarded|used|central|"
        r"crucial|essential|important|vital|integral|key|fundamental|critical)\b|"
        r"involves?|(?:aligns?|transfers?|converts?|trains?)\s(?!data\b)",
    ),
    (
        1.0,
        r"(?:has|have)\s(?:recently\s)?(?:shown|demonstrated|achieved|proven|the\spotential|led|"
        r"made|garnered|attracted)|exhibits?|can\s(?:support|be)",
    ),
)
_VERBS = tuple((grade, re.compile(rf"\s(?:{verbs})")) for grade, verbs in _GRADES)
_OPENS_ELSEWHERE = re.compile(  # news, contrast or a circumstance where the theme should stand
    r"(?:recent|lately|in\s|over the|during|since|with\s|as\s|when|while|compared|however|but\s|"
    r"despite|although|though|unlike|inspired|based on|due to|given|for\s|to\s|by\s|on\s|existing|"
    r"prior|previous|many|most|some|several|works?\s|current|conventional|traditional|prevailing|"
    r"this|these|such|it\s|we\s|our|there|"
    r"(?:the|an?)\s(?:\w+\s){0,2}(?:success|emergence|advent|rise|development|developments|"
    r"advances?|advancements?|proliferation|ubiquity|release|growth|popularity|solution|need|"
    r"upsurge|progress|surge|availability)\b)",
    re.I,
)
_CONTRAST = re.compile(
    r"\b(?:however|but|yet|although|despite|fail|fails|suffers?|unfortunately|limited|lacks?|"
    r"while|unclear|little|existing|prior|previous|recent|recently|lately|these|this|such|"
    r"challeng\w+|unlike|our|assumption|compared)\b",
    re.I,
)
_FAULTY = re.compile(  # a remnant of a citation key or of markup, or a pronoun that dangles
    r"\b[a-z]+(?:19|20)\d\d[a-z]*|--|[\\${}]|^(?:Despite|Given|With|Due to|For|In) (?:its|their)\b"
)
_PART = re.compile(r",|;|:|\.|\band\b|\bor\b|/")
_PHRASE = re.compile(r",|;|:|\.|/|\b(?:and|or|with|for|from|in|on|of|to)\b")
_KINDS = "algorithms approaches frameworks methods models networks systems techniques tools"
_EMPTY = "analysis applications benchmarks evaluation general methods models other practice topics"
_ASIDE = re.compile(r"\s\([^)]*\)")
_APPOSED = re.compile(r",\s|\s(?:such as|which|that|including)\s")
_LEAST = 0.09
_SURE = 0.15  # the same of a sentence whose work is filed elsewhere
_NEAREST = 50  # sentences of the whole corpus that are read for one topic
_SUBJECT = 120  # letters before the verb
_FOCUS = 0.15  # share of the subject's stems that the topic's must be


def definition(
    members: Sequence[Member], corpus: Corpus, theme: "csr_matrix", topic: Topic
) -> tuple[Candidate, ...]:
    """Return one or two background sentences that say what `topic` is, or none.

    The grammatical subject of a definition names the topic: at least half of one part of its
    title, or all of a compound of its description. `theme` is the direction of the topic. A work's
    citation sentence, told elsewhere, defines nothing.
    """
    pool = corpus.backgrounds
    offered = [c for c in pool.of(members) if not overlaps(c.excerpt, c.member.citation)]
    if not offered:
        return ()
    near = closeness(pool.vectors[[candidate.row for candidate in offered]], theme)
    ranked = sorted(
        ((defining(c, score, topic), c) for c, score in zip(offered, near, strict=True)),
        key=lambda x: (-x[0], x[1].member.key, x[1].excerpt.start),
    )
    best, first = ranked[0]
    if best < _LEAST:
        return ()
    for score, second in ranked[1:8]:
        if score < max(0.6 * best, 1.5 * _LEAST) or len(members) < 6:
            break
        if second.member.key != first.member.key and _fresh(first, second):
            return (first, second)
    return (first,)


def borrowed(corpus: Corpus, theme: "csr_matrix", topic: Topic) -> tuple[Candidate, ...]:
    """Return the sentence of a work filed anywhere that surely says what `topic` is, or none.

    Only the sentences nearest to `theme` are read, so that the cost stays linear. Late works lend
    nothing: they change no section but their own.
    """
    pool = corpus.backgrounds
    offered = pool.of(settled(corpus.members.values()))
    if not offered:
        return ()
    near = closeness(pool.vectors[[candidate.row for candidate in offered]], theme)
    nearest = sorted(zip(near, offered, strict=True), key=lambda x: (-x[0], x[1].member.key))
    scored = [(defining(c, score, topic), c) for score, c in nearest[:_NEAREST]]
    sure = [(score, c) for score, c in scored if score >= _SURE]
    return (max(sure, key=lambda x: x[0])[1],) if sure else ()


def parts(title: str) -> tuple[frozenset[str], ...]:
    """Return the stems of each part of a title: "Growth and model merging" has two."""
    empty = frozenset(terms(_EMPTY))
    found = (frozenset(terms(part)) for part in _PART.split(title))
    return tuple(part for part in found if part - empty)


def _telling(part: frozenset[str]) -> frozenset[str]:
    """Return the stems that tell a part from others: of "diffusion models", only the first."""
    return part - _kinds() or part


@cache
def _kinds() -> frozenset[str]:
    return frozenset(terms(_KINDS))


def _compounds(description: str) -> list[frozenset[str]]:
    """Return the stems of each phrase of two words: "self-training with labels" has one."""
    found = (frozenset(terms(part)) for part in _PHRASE.split(description))
    return [part for part in found if len(part) == 2]


def defining(candidate: Candidate, score: float, topic: Topic) -> float:
    """Return how well a sentence defines `topic`, 0 where it does not; `score` is its closeness."""
    text = bare(candidate.excerpt)
    verb = _verb(text)
    if verb is None or _OPENS_ELSEWHERE.match(text) or _FAULTY.search(text):
        return 0.0
    grade, subject = verb
    named = _named(subject, topic)
    if named == 0 or (named < 0.6 and grade < 1.3):
        return 0.0
    whole = frozenset(terms(topic.title))
    share = len(whole & frozenset(terms(text))) / max(1, len(whole))
    words = len(text.split())
    brief = 1.0 if 8 <= words <= 32 else 0.8 if words <= 48 else 0.5
    doubt = 0.7 ** min(3, len(_CONTRAST.findall(text)))
    return round(score * grade * (0.5 + 0.5 * named) * (0.5 + 0.5 * share) * brief * doubt, 3)


def _verb(text: str) -> tuple[float, str] | None:
    """Return the grade of the first verb that may define, and its subject; a slip gives none."""
    found = [(m.start(), i, m[0]) for i, (_, verb) in enumerate(_VERBS) if (m := verb.search(text))]
    if not found or min(found)[0] > _SUBJECT:
        return None
    start, number, verb = min(found)
    subject = _APPOSED.split(_ASIDE.sub("", text[:start]))[0]
    slips = subject.endswith("ing") and verb.startswith((" have", " are"))
    return None if slips else (_GRADES[number][0], subject)


def _named(subject: str, topic: Topic) -> float:
    """Return how much of a part of the title a subject names, less where its head is another.

    A part named less than half is not named, nor one lost in a long subject, nor one of which only
    the kind of thing is named: "embedding models" are no "diffusion models".
    """
    stems = terms(subject)
    said = frozenset(stems)
    told = [part for part in parts(topic.title) if _telling(part) & said]
    best = max((len(part & said) / len(part) for part in told), default=0.0)
    described = any(part <= said for part in _compounds(topic.description))
    named = max(best if best >= 0.5 else 0.0, 0.8 if described else 0.0)
    own = frozenset(terms(f"{topic.title} {topic.description}"))
    if not stems or len(own & said) < _FOCUS * len(said):
        return 0.0
    head = stems[-1] in own or subject.rsplit(maxsplit=1)[-1].lower() in GENERIC
    return named if head else named / 2


def _fresh(first: Candidate, second: Candidate) -> bool:
    """Whether the second sentence begins otherwise and tells something else."""
    one, other = terms(bare(first.excerpt)), terms(bare(second.excerpt))
    shared = len(set(one) & set(other)) / max(1, len(set(one) | set(other)))
    pairs = set(pairwise(one[:3])) & set(pairwise(other[:3]))
    return not pairs and one[:1] != other[:1] and shared < 0.25
