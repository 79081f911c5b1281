"""What a sentence takes as known: "the dataset", where only an earlier sentence says which one.

A definite noun phrase without a complement is taken to point back where its noun was said in an
earlier sentence of the abstract and not in this one, after the familiarity theory of definiteness
(Heim 1982): what is new to the abstract's reader at that place is new to ours as well, so that a
definite first mention ("the loss landscape of …") can be read alone, a second one cannot. Nouns
for what papers make or find ("the framework", "the issue") always point back.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from review.extract.edits.acronym import GENERAL
from review.extract.edits.verbs import NOUNS, PAST, finite


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_METHODS = _words(
    """approach algorithm design estimator formulation framework implementation loss mechanism
    method methodology metric paradigm pipeline platform procedure representation scheme solution
    strategy system technique theory tool"""
)
_MODELS = _words("agent architecture classifier framework model module network system")
_DATA = _words("benchmark collection corpora corpus data dataset suite")
_KINS = (_METHODS, _MODELS, _DATA)
"""Nouns by which a paper calls again what it has introduced under another of the group."""

_THINGS = _METHODS | _MODELS | _DATA
_SHELL = _words(
    """advance challenge conjecture development difficulty drawback finding gap idea insight
    intuition issue limitation observation phenomenon problem question result shortcoming situation
    topic
    article book chapter paper report review study survey thesis"""
)
"""Shell nouns (Schmid 2000): they stand for what a clause elsewhere says."""

_KNOWN = _words(
    """ability accuracy amount benefit brain capability case community complexity degree edge
    effect effectiveness efficiency end extent fact feasibility field future goal hand human impact
    importance influence internet lack learner level literature majority market media need number
    objective pandemic past performance potential power presence present public quality rate reader
    rest robustness role sky size speed state state-of-the-art superiority test time training
    usability usefulness user utility validation wild web world"""
)
"""Nouns that are definite at their first mention, as there is only one or the context gives it."""

_TELLING = _words(
    """best current entire existing first general highest largest last latest leading lowest main
    most only other popular prevailing recent recently same so-called standard state-of-the-art
    well-known whole widely-used"""
)
_STOPS = _words(
    """a about across after against all also among an and any are around as at based be because been
    before being between both but by can could despite did do does down due during each either
    every except for from given had has have he hence her his how i if in into is it its like may
    might more most must neither no nor not of off on once only onto or our out over per she
    should since so some than that the their them then there these they this those though through
    throughout thus to toward towards under unlike until up upon us using very via was we were
    what when where whereas whether which while who whose why will with within without would yet"""
)
_COMPLEMENTS = _words(
    "( ' ‘ “ @ arising associated behind between called concerning dubbed for known named of "
    "pertaining related relating termed that underlying "
    'where which who whose "'
)
"""What follows a phrase that says itself which one is meant: "the problem of …"."""

_PLACES = _words("across among from in on which")
"""The same after a noun that is no thing made: "the layers in …", not "the method on …"."""

_SHOWING = (
    r"(?:(?:result|experiment|simulation|evaluation|comparison|example)s?|analys[ei]s|evidence)"
)
_PROPOSES = re.compile(
    r"\b(?:propos|introduc|present|develop|devis|design|construct|creat|build)\w*\s(?!the\b|our\b)"
    rf"(?!(?:(?!(?:for|to|of|that|which|with|in|on|and)\b)[\w-]+\s){{0,4}}?{_SHOWING}\b)"
)
_OBJECT = re.compile(
    r"\b(?:propos|introduc|present|develop|devis|design|construct|creat|build)\w*\s(?:[^.;:]*\sand\s)?\Z"
)
"""Before what is proposed itself: "we propose the online algorithm"."""

_SHOWN = re.compile(
    rf"\b{_SHOWING}\b[^.;:]{{0,60}}?\b(?:is|are|was|were|has been|have been)\s(?:\w+ly\s)?"
    r"(?:present|introduc|develop|design|construct)ed\b"
)
"""What is presented to show that something works proposes nothing."""

_INDEFINITE = re.compile(
    r"(?:\b(?:an?|one|two|three|four|several|new|novel)|@'s)\s(?:[^\s.;,]+\s){0,6}\Z"
)
_ANY = re.compile(
    r"(?<!existing )(?<!the-art )(?<!previous )(?<!prior )(?<!baseline )(?<!other )(?<!recent )"
    r"\b(?:agent|classifier|model|module|network|system)s\b"
)
"""Models in general, of which "the model" is then one."""

_OWN = _words("curated developed generated introduced novel presented proposed resulting suggested")
_ACTS = _words("operation phase procedure process stage step task")
_HAPPENS = _words(
    """appears belongs comprises consists contains depends differs exists fails happens holds
    implies lacks occurs persists relies remains seems suffers tends underlies varies"""
)
"""Verbs of things, beside those that papers are the subject of."""

_TRAITS = _words("complementary different distinct diverse multiple respective various")
_RELATED = re.compile(r"-(?:aided|assisted|aware|based|driven|guided|inspired|oriented)\Z")
"""Adjectives, after which no verb comes: "the different poses", "the graph-based approaches"."""

_REFERRING = _words(
    """above-mentioned acquired adopted aforementioned associated attained collected considered
    described discussed employed gathered identified implemented mentioned obtained raised reported
    respective said stated underlying"""
)
"""What refers to something done or said before: "the implemented concepts", "the defect"."""

_PURPOSE = re.compile(r"(?:(?:in order )?to|for [a-z]+ing|despite) [^,@]*\Z")
_START = re.compile(r"\b(?:[Tt]he|[Oo]ur)\b(?![’'-])")
_CLOSING = _words("\" ” ’ '")
_QUOTE = re.compile(r"\s[\"“‘']")
_TOKEN = re.compile(r"[^\W_][\w’'./+-]*[^\W_]|\w|[^\w\s]")
_NOT_OWNER = re.compile(r"['’]s\Z")
_LAST_MARK = re.compile(r" @(?=\W*\Z)")
_LY_NOUNS = _words("anomaly assembly family reply supply")
_SHORT, _LONGEST = 3, 6  # letters of words such as "two"; words of a phrase
_LONG = 8  # letters, beyond which "curricula" is a mention of "curriculum"


@dataclass(frozen=True, slots=True)
class Definite:
    """A phrase after "the" (or `ours`, "our") at `start`, and the token that follows it."""

    start: int
    words: tuple[str, ...]
    follower: str
    ours: bool = False


def given(text: str, before: str, name: str | None) -> tuple[Definite, ...]:
    """Return the definite phrases of `text` that only the sentences `before` it explain.

    `text` is a citation sentence with the work written "@" and "our" as in the source; `name` is
    what the work calls its own thing, known to the reader once it is said.
    """
    if "the " not in text and "The " not in text and "our " not in text:
        return ()
    earlier = before.lower()
    text = _LAST_MARK.sub("", text)
    return tuple(
        phrase
        for phrase in definites(text)
        if _points_back(phrase, text[: phrase.start], earlier, name)
    )


def proposes(text: str) -> bool:
    """Say whether a sentence proposes a thing of which the next may say "the method"."""
    return _proposed(text)


def _proposed(text: str) -> bool:
    return bool(_PROPOSES.search(text)) and not _SHOWN.search(text)


def own(phrase: Definite) -> bool:
    """Say whether a phrase can only mean what the paper itself proposes: "our method"."""
    head = phrase.words[-1].lower()
    if phrase.ours or phrase.words[0].lower() in _OWN:
        return head in _METHODS or head in _MODELS
    return len(phrase.words) == 1 and head in _METHODS


def definites(text: str) -> Iterator[Definite]:
    """Yield the noun phrases of `text` that begin with "the" or "our", without these words."""
    for found in _START.finditer(text):
        words: list[str] = []
        follower = ""
        start = _after_quote(text, found.end())
        for token in islice(_TOKEN.finditer(text, start), _LONGEST + 1):
            follower = token[0]
            if follower == "(" and not text[token.end() : token.end() + 1].isupper():
                follower = ""  # "the model (30B)" is not named by its brackets
                break
            if len(words) == _LONGEST or _ends(words, follower):
                break
            words.append(_NOT_OWNER.sub("", follower))
            owner = words[-1] != follower
            follower = ""
            if owner:
                follower = "'s"
                break
        if start > found.end() and follower in _CLOSING:
            follower = ""  # it closes what was opened before the words
        if words:
            yield Definite(found.start(), tuple(words), follower, found[0][0] in "oO")


def _after_quote(text: str, place: int) -> int:
    """Where the words begin that may stand in quotation marks after `place`."""
    found = _QUOTE.match(text, place)
    return found.end() if found else place


def _ends(words: list[str], word: str) -> bool:
    folded = word.lower()
    if not word[0].isalnum() or folded in _STOPS:
        return True
    if not words or _goes_on(words[-1].lower(), folded):
        return False
    if folded.endswith("ly") and folded not in _LY_NOUNS:
        return True
    if word[0].isupper():
        return False
    if folded in PAST or (finite(folded) and folded not in NOUNS and not _thing(folded)):
        return True
    # "the method results in"
    return folded in _HAPPENS or (
        (finite(folded) or folded == "results") and _thing(words[-1].lower())
    )


def _goes_on(last: str, word: str) -> bool:
    """Whether a phrase is not over: "the previously mapped area", "the different poses"."""
    if last.endswith("ly") and last not in _LY_NOUNS:
        return word.endswith("ed")
    return last in _TRAITS or bool(_RELATED.search(word))


def _thing(word: str) -> bool:
    noun = _singular(word)
    return noun in _THINGS or noun in _SHELL


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "sis")) else word


def _points_back(phrase: Definite, said: str, earlier: str, name: str | None) -> bool:
    words = [word.lower() for word in phrase.words]
    noun = _singular(words[-1])
    known = noun in _KNOWN and phrase.follower not in ("is", "are", "was", "were")
    telling = words[0] in _TELLING and not (phrase.ours and noun in _METHODS | _MODELS)
    if known or telling or (name and name in said):
        return False
    own = words[0] in _OWN and len(words) > 1
    if _explained(phrase, own, _thing(noun)):
        return False
    if own:
        made = noun in _METHODS | _MODELS or (words[0] != "proposed" and noun not in _DATA)
        proposed = made and _proposed(said)
        return not (proposed or _begun(noun, False, said))
    if any(asks(words, phrase.follower, said.lower(), earlier) for asks in _ALWAYS):
        return True
    if _introduced(noun, noun != words[-1], said):
        return False
    if _thing(noun) or _mentioned(noun, earlier):
        return True
    # "The alignment process helps", "The low-rank component is learned"
    if not said and (noun in _ACTS or phrase.follower in ("is", "are", "was", "were")):
        return True
    leaning = len(words) > 1 and finite(words[-1])  # "the curriculum increases"
    return leaning and _mentioned(words[-2], earlier) and not _mentioned(words[-2], said.lower())


def _refers(words: list[str], follower: str, said: str, earlier: str) -> bool:
    """Whether a phrase speaks of what was done: "the collected samples", none collected so far."""
    done = next((word for word in words[:2] if word in _REFERRING), None)
    if done is None or len(words) == 1 or follower.lower() in _PLACES:
        return False
    rest = (_singular(word) for word in words if word != done and len(word) > _SHORT)
    return not any(_mentioned(word, said) for word in (done.removesuffix("ed"), *rest))


def _again(words: list[str], follower: str, said: str, earlier: str) -> bool:
    """Whether three words or more stood so before, and their last two nowhere in the sentence."""
    whole, last = " ".join(words), " ".join(words[-2:])
    return len(words) > 2 and whole in earlier and last not in said


def _sets_out(words: list[str], follower: str, said: str, earlier: str) -> bool:
    """Whether a phrase ends the purpose that a sentence begins with: "To make up the defect,"."""
    return follower == "," and bool(_PURPOSE.match(said))


def _of_before(words: list[str], follower: str, said: str, earlier: str) -> bool:
    """Whether a thing of a kind that papers make is one told before, not what is proposed here.

    "We propose a rule for the tree expansion strategy.": its adjectives stand only before it.
    """
    made = _singular(words[-1]) in _METHODS | _MODELS and not _OBJECT.search(said)
    if not made or follower not in (".", "is", "are"):
        return False
    kinds = [_singular(word) for word in words[:-1] if len(word) > _SHORT]
    return any(_mentioned(kind, earlier) and not _mentioned(kind, said) for kind in kinds)


_ALWAYS = (_refers, _again, _sets_out, _of_before)
"""What asks for a sentence before, whatever the noun."""


def _explained(phrase: Definite, own: bool, thing: bool) -> bool:
    """Whether the phrase says which one is meant: by a name, a number or a complement."""
    follower = phrase.follower.lower()
    if follower in _COMPLEMENTS or (follower in _PLACES and not thing):
        return True
    names = (word for word in phrase.words if word not in GENERAL)  # "the small LLM" is no name
    return not own and any(word[0].isupper() or word[0].isdigit() for word in names)


def _introduced(noun: str, plural: bool, said: str) -> bool:
    """Whether the sentence has said already what the noun stands for.

    A thing that papers make is known once one is proposed, or spoken of with "a"; that others
    have made such things does not tell.
    """
    folded = said.lower()
    if noun not in _METHODS | _MODELS:
        return any(_mentioned(other, folded) for other in _kin(noun))
    if (not plural and _proposed(said)) or (noun in _MODELS and _ANY.search(folded)):
        return True
    return _begun(noun, plural, said)


def _begun(noun: str, plural: bool, said: str) -> bool:
    """Whether a thing was spoken of with "a"; many networks are no architecture."""
    folded = said.lower()
    found = (_mention(other, folded) for other in ((noun,) if plural else _kin(noun)))
    return any(place and _INDEFINITE.search(folded[: place.start()]) for place in found)


def _kin(noun: str) -> tuple[str, ...]:
    """The noun and those by which a paper calls the same thing again."""
    return (noun, *sorted({other for group in _KINS if noun in group for other in group}))


def _mentioned(noun: str, folded: str) -> bool:
    return _mention(noun, folded) is not None


def _mention(noun: str, folded: str) -> re.Match[str] | None:
    """The first word of `folded` with the root of the noun: its letters but a long one's last."""
    root = noun[:-2] if len(noun) > _LONG else noun
    return re.search(rf"(?<![a-z]){re.escape(root)}", folded) if root in folded else None
