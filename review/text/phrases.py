"""Noun phrases of a text, found without a tagger: runs of content words with clean edges.

A phrase is kept where the corpus shows that it is whole: it must often stand between function
words or punctuation, as in the C-value method (Frantzi, Ananiadou and Mima 2000).
"""

import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from review.text.terms import STOP_WORDS, stem

LONGEST = 4
"""Words in a phrase, at most."""

_TOKEN = re.compile(r"[^\W_]+(?:[-‐–'’][^\W_]+)*|[^\w\s]|_")
_WORD = re.compile(r"[a-z][a-z-]+")
_VERBAL = frozenset("to we can could will would may might must should not they it that".split())

GENERIC = frozenset(
    """abilities ability able academic accuracy achieve achieves additional adopt advance
    advanced advancement advancements advances aim aims algorithm algorithms analyses
    analysis analyze application applications apply approach approaches architecture
    architectures area areas aspect aspects available based baseline baselines benchmark
    benchmarks benefit benefits better broad capabilities capability case cases challenge
    challenges challenging code codes common community comparable compared competitive
    complex component components comprehensive conclusion conditions consistent contribution
    contributions conventional cost costs crucial current data dataset datasets deep
    demonstrate demonstrates design designed designs detail detailed develop
    developed development difference different difficult direction directions diverse domain
    domains early effect effective effectiveness effects efficiency efficient effort efforts
    empirical enhance enhanced enhancing entire essential evaluate evaluation evaluations
    evidence example examples existing experiment experimental experiments extensive extra
    factor factors feature features field fields finding findings focus foundation framework
    frameworks full function future gains gap gaps general generic github given goal goals
    good great growth hand help high higher human idea impact implementation important
    improve improved improvement improvements improves improving including increase
    increasing information input inputs insight insights inspired introduce investigate
    issue issues key knowledge known lack language large larger latest lead leading learning
    level levels leverage leveraging limitation limitations limited literature little long
    low lower machine main major mechanism mechanisms method methodology methods metric
    metrics model modeling models modern module modules multiple natural nature necessary
    need needs network networks neural new novel number numbers numerous objective
    objectives observation open optimal order original outcomes outperform outperforming
    outperforms output outputs overall overview paper papers parameter parameters part
    particular past people performance performances perspective perspectives popular
    positive possible potential power powerful practical practice practices pre-trained
    pre-training predict present pretrained pretraining previous principle principles prior
    problem problems procedure process processes processing promising properties propose
    proposed proposes prove provide provides providing public purpose quality
    question questions range rapid rate rates real recent relevant reliable remarkable
    report requirements requires research researchers resource resources respect result
    resulting results review rich robust role runtime scale scenario scenarios scheme
    schemes science score scores second self set sets setting settings setup shared shot
    significant similar simple single size small smaller solution solutions source space
    specific stage stages standard state state-of-the-art step steps strategies strategy
    strength strong structure studies study success successful suitable superior
    support survey system systems target task tasks technique techniques technology
    term terms test testing theory time times today tool tools topic topics total
    traditional train trained training type types typical understanding unified unique
    university usage use useful user users utility value values variants variety various
    version view way ways wide widespread work works world year years""".split()
)
"""Words (lower case) that say nothing alone, and that no heading of one word may be."""

_NEVER_FIRST = frozenset(
    """able academic achieve achieves achieving additional adopt analyzing apply applying
    available based best better bigger called capable certain challenging common comparable
    compared comprehensive consistent conventional crucial current demonstrate demonstrating
    designed detailed develop developing different diverse effective efficient empirical
    enable enables enabling enhance enhanced enhances enhancing entire essential evaluate
    evaluating existing experimental exploring extensive finding generate given good great
    greater high higher important improve improved improves improving including incorporate
    incorporating increase increased increasing inspired introduce introducing investigate
    key known large-scale larger latest leading learn less leverage leverages leveraging
    like limited low lower main major making mitigate modern multiple named new newly novel
    numerous original outperform outperforming outperforms overall particular popular
    potential powerful present presents previous prior promising propose proposed proposes
    provide provides providing publicly range real recent recently reduce reduces reducing
    relevant require requires requiring rethinking revisiting rich same several significant
    significantly similar simple simply single smaller specific standard state-of-the-art
    strong stronger successful superior term terms towards traditional
    billion dozen hundred million thousand trillion
    typical understanding unified unique using utilize utilizing various well whole wide
    widely work yield""".split()
)
NEVER_LAST = frozenset(
    """ability accuracy achieves advances algorithm algorithms application applications
    approach approaches architecture architectures area areas aspect aspects base based
    baseline baselines benefit better capabilities capability case cases challenge
    challenges community cost costs deep development developments different domain effective
    effectiveness efficiency efficient end-to-end existing experiment experiments field fine
    fine-tuned framework frameworks future gap gaps general high improvement improvements
    issue issues large level levels like limitation limitations low method methods module
    modules multi natural need needs new non novel number open-source outperform outperforms
    paper paradigm performance pipeline potential pre pre-trained pretrained problem
    problems process processes progress quality real-world research result results role
    scale scenario scenarios scheme schemes self series set setting settings simple single
    small solution solutions specific stage state-of-the-art step steps strategies strategy
    structure structures studies study success system systems task tasks technique
    techniques time trained type types usage use variants various way ways work works""".split()
)
_ADJECTIVE = re.compile(
    r".+(?:ly|ed|ous|ful|ible|able|less|ish|[-](?:based|aware|free|level|specific|wise|efficient|"
    r"scale|shot|time|source|world|art|oriented|driven|guided|only|step|domain|modal|task|lingual|"
    r"agnostic|dependent|quality|order|end|training|tuned|trained|tuning))|.*[^aeiou]ive|.+ic|.+al|"
    r".+ary"
)
_ACRONYM = re.compile(r"\w*[A-Z]\w*[A-Z]\w*")
_NOUNS_ALL_THE_SAME = frozenset(
    """adversary animal appraisal approval arrival boundary clinic corpus dialogue dictionary
    embed fabric feed fine-tuning fine-tunings glossary heuristic interval journal library
    logic manual material meta-training metric music need objective panel physics
    post-training potential pre-training pretraining prompt-tuning proposal removal
    retrieval rubric seed self-training signal speed summary survival table topic topical
    traffic tutorial variable vocabulary""".split()
)


class Found(NamedTuple):
    """A phrase in one text: its stems, its words as they stand, and whether its edges are clean."""

    stems: tuple[str, ...]
    words: str
    clean: bool


def phrases(text: str, breaks: frozenset[str]) -> Iterator[Found]:
    """Yield every run of 1–4 content words in `text`, as it stands.

    No phrase holds a stop word, an adverb or one of `breaks`; its edges are clean where nothing
    but such words, punctuation or a trailing generic noun ("framework") stands beside it.
    """
    for run in runs(text, breaks):
        size = len(run)
        while size and run[size - 1][0].lower() in NEVER_LAST:
            size -= 1
        stems = [_stems(token[0].lower()) for token in run[:size]]
        for i in range(size):
            joined: tuple[str, ...] = ()
            for j in range(i + 1, min(size, i + LONGEST) + 1):
                joined += stems[j - 1]
                words = text[run[i].start() : run[j - 1].end()]
                yield Found(joined, words, i == 0 and j == size)


def phrases_among(
    text: str, breaks: frozenset[str], wanted: Collection[tuple[str, ...]], firsts: Container[str]
) -> Iterator[Found]:
    """Yield those of the `phrases` of `text` whose stems are `wanted`; `firsts` are their first."""
    for run in runs(text, breaks):
        size = len(run)
        while size and run[size - 1][0].lower() in NEVER_LAST:
            size -= 1
        stems = [_stems(token[0].lower()) for token in run[:size]]
        for i in range(size):
            joined: tuple[str, ...] = ()
            if stems[i] and stems[i][0] not in firsts:
                continue
            for j in range(i + 1, min(size, i + LONGEST) + 1):
                joined += stems[j - 1]
                if joined in wanted:
                    words = text[run[i].start() : run[j - 1].end()]
                    yield Found(joined, words, i == 0 and j == size)


@cache
def _stems(word: str) -> tuple[str, ...]:
    return tuple(stem(part) for part in re.split(r"[-‐–'’]", word) if part)


def runs(text: str, breaks: frozenset[str]) -> Iterator[list[re.Match[str]]]:
    """Yield the longest runs of content words with single spaces between."""
    run: list[re.Match[str]] = []
    end = 0
    for token in _TOKEN.finditer(text):
        word = token[0].lower()
        content = _content(word) and word not in breaks
        if run and not (content and text[end : token.start()] == " "):
            yield run
            run = []
        if content:
            run.append(token)
            end = token.end()
    if run:
        yield run


@cache
def _content(word: str) -> bool:
    return not (
        not word[0].isalnum()
        or word in STOP_WORDS
        or word in _NEVER_FIRST
        or word.isdigit()
        or (word.endswith("ly") and len(word) > 5)
    )


def _says_nothing(word: str) -> bool:
    return word in GENERIC or word.removesuffix("s") in GENERIC


def tells(words: str) -> bool:
    """Whether one or two lower-case words say what a text is about."""
    parts = words.split()
    if parts[0] in _NEVER_FIRST or parts[-1] in NEVER_LAST or len(words) < 3:
        return False
    return not all(map(_says_nothing, parts))


def is_heading(words: str) -> bool:
    """Whether the words may stand as a heading by their form alone."""
    tokens = words.lower().split()
    last = tokens[-1]
    if len(words) > 48 or any(not token[0].isalpha() for token in tokens):
        return False
    if all(_says_nothing(token) for token in tokens) or any(map(_ACRONYM.fullmatch, words.split())):
        return False
    return len(tokens) > 1 and not (_ADJECTIVE.fullmatch(last) and last not in _NOUNS_ALL_THE_SAME)


def is_name(words: str) -> bool:
    """Whether the words may name a part of one topic: as a heading, or one word with a hyphen."""
    tokens = words.lower().split()
    if len(tokens) > 1:
        return is_heading(words)
    single = "-" in words and words[0].isalpha() and not any(c.isupper() for c in words[1:])
    plain = not _ADJECTIVE.fullmatch(tokens[0]) or tokens[0] in _NOUNS_ALL_THE_SAME
    return single and plain and not _says_nothing(tokens[0]) and tokens[0] not in NEVER_LAST


@dataclass(slots=True)
class Sightings:
    """How a phrase is met in a corpus: in which spellings, how often, how often with clean edges.

    A phrase that seldom stands `whole` is a piece of others.
    """

    spellings: Counter[str] = field(default_factory=Counter)
    seen: int = 0
    whole: int = 0

    def note(self, words: str, whole: bool, weight: int) -> None:
        """Add one occurrence, whose spelling counts `weight` times."""
        self.spellings[words] += weight
        self.seen += 1
        self.whole += whole


def plainness(words: str) -> int:
    """Return what a spelling counts: three times as much without the capitals of a title."""
    return 1 if words != words.lower() else 3


def verbs(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that `texts` use as verbs: often after "to", "we", "can" and their like."""
    often: Counter[str] = Counter()
    verbal: Counter[str] = Counter()
    for text in texts:
        words = _WORD.findall(text.lower())
        often.update(words)
        verbal.update(b for a, b in pairwise(words) if a in _VERBAL)
    found = {word for word, count in verbal.items() if count >= 0.3 * often[word]}
    return frozenset(found | {f"{word}s" for word in found} | {f"{word}es" for word in found})


def surface(spellings: Mapping[str, int]) -> str:
    """Return the most frequent spelling, the one with the fewest capitals on a tie.

    A heading names many things: where the plural is usual too, it is taken.
    """
    usual = min(spellings, key=lambda s: (-spellings[s], sum(map(str.isupper, s)), s))
    plural = f"{usual}s"
    return plural if 3 * spellings.get(plural, 0) >= spellings[usual] else usual
