"""Which noun phrases each group of papers says, how they are spelt, and how much they tell."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from review.model import Entry
from review.taxonomy.space import body
from review.text.markup import clean
from review.text.phrases import (
    GENERIC,
    NEVER_LAST,
    Found,
    Sightings,
    is_heading,
    phrases,
    surface,
    verbs,
)
from review.text.terms import STOP_WORDS, stem
from review.text.vectors import words

Stems = tuple[str, ...]

_WHOLE = 0.2  # share of its occurrences in which a phrase has clean edges
_TELLS = 1.6  # how much oftener a group says its phrase than the others
_THREE = 12  # papers from which three must say it
_COMMON_WORDS = 0.05  # coverage below which common words may make a heading together
_COMPOUND = 0.5  # what such a heading is worth
_INSIDE = 0.6  # share of its occurrences in a longer phrase beyond which a phrase is a part
_PART = 0.4  # what a part is worth
_TITLED = 0.12  # share of the papers that name a heading of one word in their titles
_FOREIGN = 0.12  # share of English function words below which a text is in another language
_FUNCTION = 5  # letters of a function word of any language, at most
_USUAL = 0.25  # share of foreign papers from which a short word is one
_VERBS_FROM = 1_000  # abstracts that tell which words are verbs
_ADDED = re.compile(r"(?i)^(?:code|dataset|data|source|github|http|www|index terms|keyword)")
_OF = re.compile(
    r"(?<![\w-])(?P<head>[^\W\d_]{3,})(?: of |-of-)(?P<inner>[^\W\d_]{3,})(?![\w]|-[^\W\d_])"
)
_DEED = re.compile(r"(?:[st]ion|ment|ing|[ae]nce|ys[ei]s)s?$", re.IGNORECASE)
_SHARE = 0.65  # the power of the share of the papers, against the contrast
_RATIO = 40.0  # contrast beyond which more of it tells no more
_VAGUE = frozenset(
    """actions amount amounts assessing attitudes causes changes characteristics classes
    comparing consequences correlates decisions determinants differences distribution
    distributions emerging environment environments equity evaluating examining experiences
    exploring extraction following group groups identifying impacts improving individuals influence
    influences instances interactions interventions investigating items letter letters
    measuring observations outcomes participants patterns perceptions population populations
    predicting predictions predictors preventing reasonability reducing relations
    relationship relationships reports responses sentences statistics units validity variables
    version words""".split()
)
"""Nouns (lower case) that head no topic alone, and some that end no heading."""

_DESIGN = re.compile(
    r"(?:thematic|content|discourse|regression|multivariate|qualitative|quantitative|statistical|"
    r"descriptive|secondary|comparative|factor|cluster|meta|(?:latent )?class|bivariate)"
    r"[- ](?:analys[ei]s|interviews?|methods?|research|synthes[ei]s|stud(?:y|ies)|data)|"
    r"(?:systematic|scoping|literature|narrative|mapping|integrative|umbrella|critical|cochrane)"
    r" (?:literature )?(?:reviews?|searche?s?)|(?:logistic|linear) (?:regressions?|models?)|"
    r"(?:semi-?structured |in-?depth |telephone )?interviews?|focus groups?(?: discussions?)?|"
    r"case (?:stud(?:y|ies)|series|reports?)|grounded theory|commentar(?:y|ies)|"
    r"(?:gr[ea]y|published) literature|(?:randomi[sz]ed |controlled |clinical )+trials?|"
    r"(?:online |web |cross-?sectional |longitudinal |population |cohort |prospective )+"
    r"(?:surveys?|stud(?:y|ies)|questionnaires?|samples?)",
    re.IGNORECASE,
)
"""Phrases that tell how a study was made, in any field, and not what it is about."""

_HOW = 0.2  # what such a heading is worth
_NEVER_ENDS = _VAGUE & frozenset(
    "amount amounts group groups letter letters reports version".split()
)
_NAME = 3  # words from which a phrase in capitals is a name
_WRITTEN = 0.6  # share of its spellings that must be so
_TITLE = 3  # a phrase in the title counts so often

_LENGTHS = {1: 0.8, 2: 1.0, 3: 1.0, 4: 0.75}
_WORD = re.compile(r"[^\W\d_]+")
_NOUN = re.compile(
    r".{3,}(?:tion|sion|ment|ness|ity|ance|ence|ology|graphy|ics|ism|ship|ysis|ure|logue|log|"
    r"ization|isation|ing|tions|sions|ments|ures|ities|ors|ers|ants|ents|phs|ms|nes|gs|ts|ns|es|"
    r"ds|ls|ies)"
)


@dataclass(slots=True)
class Use(Sightings):
    """How a phrase is used: `groups` counts the papers of each group that say it."""

    groups: Counter[int] = field(default_factory=Counter)
    titles: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of a corpus in groups; `sizes` is how many papers of each group were read.

    `plain` are the words that abstracts write without a capital, `parts` the phrases that stand
    mostly in one longer phrase.
    """

    uses: Mapping[Stems, Use]
    sizes: Mapping[int, int]
    breaks: frozenset[str]
    plain: frozenset[str]
    parts: frozenset[Stems]


def lexicon(groups: Mapping[int, Sequence[Entry]]) -> Lexicon:
    """Return the phrases that two papers at least say, by the papers of each group."""
    read = [entry for number in sorted(groups) for entry in groups[number]]
    breaks = verbs(entry.abstract for entry in read[:_VERBS_FROM]) | function_words(read)
    uses: dict[Stems, Use] = {}
    for number in sorted(groups):
        for entry in groups[number]:
            _read(entry, number, breaks, uses)
    kept = {
        stems: use for stems, use in sorted(uses.items()) if use.groups.total() > 1 or len(read) < 4
    }
    sizes = {number: len(members) for number, members in groups.items()}
    return Lexicon(kept, sizes, breaks, _plain(entry.abstract for entry in read), _parts(kept))


def _parts(uses: Mapping[Stems, Use]) -> frozenset[Stems]:
    """Return the phrases that stand mostly within one longer phrase."""
    found = set()
    for stems, use in uses.items():
        for part in (stems[1:], stems[:-1]):
            if part in uses and use.seen >= _INSIDE * uses[part].seen:
                found.add(part)
    return frozenset(found)


def _plain(abstracts: Iterable[str]) -> frozenset[str]:
    """Return the words that stand oftener without a capital than with one."""
    written = Counter(word for text in abstracts for word in _WORD.findall(text))
    return frozenset(
        word
        for word, count in written.items()
        if word.islower() and count >= written.get(word.capitalize(), 0)
    )


def _read(entry: Entry, group: int, breaks: frozenset[str], uses: dict[Stems, Use]) -> None:
    said: set[Stems] = set()
    for text, title in ((clean(entry.title), True), (body(entry.abstract), False)):
        for found in chain(phrases(text, breaks), _of(text, breaks)):
            use = uses.setdefault(found.stems, Use())
            use.note(found.words, found.clean, 1 if title else 2)
            if found.stems not in said:
                said.add(found.stems)
                use.groups[group] += 1
                use.titles[group] += title


def _of(text: str, breaks: frozenset[str]) -> Iterator[Found]:
    """Yield the nouns that "of" joins without an article: "mixture of experts".

    What is done to something ("adaptation of models") is told better without "of".
    """
    for found in _OF.finditer(text):
        head, inner = found["head"], found["inner"]
        empty = GENERIC | NEVER_LAST | STOP_WORDS | breaks | _VAGUE
        if head.lower() in empty or head.lower().removesuffix("s") in empty:
            continue
        if _DEED.search(head):
            continue
        if inner.lower() not in STOP_WORDS | GENERIC | breaks:
            yield Found((stem(head.lower()), stem(inner.lower())), f"{head} of {inner}", True)


def function_words(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the short words that most papers in other languages than English use."""
    foreign = Counter[str]()
    size = 0
    for entry in entries:
        said = words(f"{entry.title} {entry.abstract}")
        if len(said) > 7 and sum(word in STOP_WORDS for word in said) < _FOREIGN * len(said):
            size += 1
            foreign.update({word for word in said if len(word) <= _FUNCTION})
    least = max(2.0, _USUAL * size)
    return frozenset(word for word, count in foreign.items() if count >= least)


def spelt(use: Use, known: Lexicon) -> str:
    """Return the usual spelling of a phrase as a heading: its first letter a capital.

    A capital that stands there only because a title has it is none; where the last word keeps its
    own, the whole is a name.
    """
    usual = surface(use.spellings)
    if not _is_name(usual, use):
        lowered = _WORD.sub(
            lambda word: word[0].lower() if word[0].lower() in known.plain
            and word[0][1:].islower() else word[0],
            usual,
        )  # fmt: skip
        last = lowered.split()[-1]
        named = _capital(usual) and last[1:].islower() and last[0].isupper()
        usual = usual if named else lowered
    return usual[0].upper() + usual[1:] if usual.split(maxsplit=1)[0].islower() else usual


def _is_name(usual: str, use: Use) -> bool:
    """Whether a phrase is a name, as texts and not only titles write it: "Short Harm Screen"."""
    return _capital(usual) and use.spellings[usual] >= _WRITTEN * use.spellings.total() > 2 * _NAME


def _capital(usual: str) -> bool:
    """Whether a phrase is long enough for a name, and all its words have a capital."""
    parts = usual.split()
    return len(parts) >= _NAME and all(part[0].isupper() for part in parts)


def worth(use: Use, group: Sequence[int], known: Lexicon, covers: float) -> float:
    """Return how well a phrase names the papers of the groups `group`, 0 where it does not.

    The share of the papers that say it, times how much oftener they do than the others (the
    class-based TF-IDF of Grootendorst 2022, with papers in place of words). `covers` is the share
    of the papers that must say it.
    """
    here = sum(use.groups[number] for number in group)
    size = sum(known.sizes[number] for number in group)
    if here < min(size, 2 + (size >= _THREE and covers > 0)) or here < covers * size:
        return 0.0
    titled = sum(use.titles[number] for number in group)
    if len(next(iter(use.spellings)).split()) == 1 and titled < _TITLED * size:
        return 0.0
    others = sum(known.sizes.values()) - size
    share = (here + _TITLE * titled) / (size * (1 + _TITLE))
    elsewhere = use.groups.total() - here + _TITLE * (use.titles.total() - titled)
    ratio = share / ((elsewhere + 0.5) / (others * (1 + _TITLE) + 1)) if others else 3.0
    if ratio < _TELLS:
        return 0.0
    return math.pow(share, _SHARE) * math.log(min(ratio, _RATIO))


def fit(stems: Stems, use: Use, known: Lexicon, covers: float) -> float:
    """Return how well a phrase stands as a heading by its form, 0 where it does not.

    Common words make a heading together ("large language models") only where nothing else does,
    when `covers` is small.
    """
    usual = surface(use.spellings)
    if use.whole < _WHOLE * use.seen or _ADDED.match(usual):
        return 0.0
    if _DESIGN.fullmatch(usual):
        return _HOW
    tokens = usual.lower().split()
    if len(tokens) == 1:
        return _LENGTHS[1] if _is_noun(usual) else 0.0
    if tokens[-1] in _NEVER_ENDS or len(tokens[-1]) < 3 or _commands(tokens[0], known):
        return 0.0
    if not is_heading(usual):
        common = covers < _COMMON_WORDS and tokens[-1].endswith("s") and usual.islower()
        return _COMPOUND if common and len(tokens) > 2 and tokens[-1] not in NEVER_LAST else 0.0
    return (_PART if stems in known.parts else 1.0) * _LENGTHS.get(len(tokens), 0.0)


def _commands(word: str, known: Lexicon) -> bool:
    """Whether a first word in -ing is a verb with what follows as its object: "minimizing harm"."""
    root = word.removesuffix("ing")
    return root != word and bool({root, f"{root}e", root[:-1]} & known.breaks)


def _is_noun(word: str) -> bool:
    """Whether one word may head a topic: a telling noun, no acronym or name."""
    folded = word.lower()
    plain = word[1:].islower() and folded.replace("-", "").isalpha() and len(folded) > 4
    empty = {folded, folded.removesuffix("s"), stem(folded)} & (GENERIC | NEVER_LAST | _VAGUE)
    return plain and not empty and bool(_NOUN.fullmatch(folded))
