"""The name of what a work introduces. A wrong name spoils the prose: in doubt there is none."""

import re
from collections.abc import Sequence
from itertools import pairwise

from review.extract.acronyms import long_form
from review.extract.features import Look
from review.text.markup import clean

_COINED = r"[A-Za-z0-9Α-ω][\w+*²³.-]*(?<![.-])"
_CAPITAL = r"(?:[A-Z0-9Α-Ω][\w+*²³.-]*(?<![.-])|[a-z]+[A-Z0-9][\w+*²³.-]*(?<![.-]))"
_PHRASE = rf"{_CAPITAL}(?:[ -]{_CAPITAL}){{0,3}}"
_QUOTE = r"[\"“”'‘’*]{0,2}"
_PREFIX = re.compile(r"\s*(.{2,40}?)\s?(?::|\s[–—-]{1,2})\s")
_CALLED = re.compile(
    r"\b(?:called|termed(?: as)?|dubbed(?: as)?|named(?: as)?|coined(?: as)?|namely|denoted(?: as|"
    r" by)?|(?:which|that) we (?:call|name|term|dub|refer to as)|(?:we|which is|is) (?:also )?(?:call|"
    rf"name|term|dub|refer to)(?: (?:it|this \w+))?(?: as)?|refer(?:red)? to as|abbreviated as),? "
    rf"(?:the |a |an )?{_QUOTE}({_PHRASE})"
)
_DIRECT = re.compile(
    r"\b(?:[Ww]e|paper|work|study|article|report)(?: \w+ly| also| then| first| further| hereby)? "
    r"(?:propose|introduce|present|develop|release|design|create|describe|build|offer|unveil|"
    r"construct|contribute|curate|devise|launch|collect)(?:s|ed|d)?,? "
    rf"(?:the |our |a |an )?{_QUOTE}({_PHRASE}){_QUOTE}"
    r"(?=(?:,| ?\(|:| ?[–—-] |\.|;|'s\b|,? (?:a|an|the|which|that|to|as|for|in|with|and|by)\b"
    r"| dataset| benchmark| framework| model| system| method| algorithm| corpus| approach))"
)
_PRESENTED = re.compile(
    rf"(?:^|[.!?] |, ){_QUOTE}({_PHRASE}){_QUOTE}(?: \([^)]*\))?,? (?:is|are) (?:proposed|introduced|"
    r"presented|developed)"
)
_SUBJECT = (
    r"\s(?:is|are|can|outperforms?|achieves?|surpass(?:es)?|improves?|uses?|leverages?|enables?|"
    r"consists?|employs?|reduces?|also|significantly|consistently|introduces?|provides?|exhibits?|"
    r"demonstrates?|obtains?|shows?|yields?|first|adopts?|incorporates?|allows?|performs?|contains|"
    r"comprises|includes|has|utilizes?|effectively|supports?|learns?|trains?|generates?|attains?|"
    r"delivers?|maintains?|works|aims|offers?|not|combines?|integrates?|applies|takes|retains)\b"
)
_BETWEEN = re.compile(
    r"\b(?:for|to|that|which|from|in|on|where|between|of|into|against|towards?|via|by|using|with)\b"
)
_OPENER = re.compile(
    r"(?:called|termed|dubbed|named|namely|propose|introduce|present|develop|design|:|as)\b.{0,120}$",
    re.IGNORECASE | re.DOTALL,
)
_PAREN = re.compile(rf"\({_QUOTE}({_CAPITAL}(?:[ ]{_CAPITAL})?){_QUOTE}(?:[,;] [^)]*)?\)")
_PLURAL = re.compile(r"[A-Z]{2,}s")
_ENOUGH = 3.0
_GENERIC = frozenset(
    """a an the we our it this that i ii iii one two first second new novel figure table section
    experiments results code data large language deep neural bayesian transformer transformers
    imagenet english chinese european github""".split()
)


def introduced(title: str, texts: Sequence[str], looks: Sequence[Look]) -> str | None:
    """Return the name of the system, method, data set or benchmark the work introduces."""
    title, texts = clean(title), [clean(text) for text in texts]
    first = next((place for place, each in enumerate(looks) if each.moves), len(looks))
    scores: dict[str, float] = {}
    _from_title(title, texts, scores)
    for place, (text, each) in enumerate(zip(texts, looks, strict=True)):
        if "propose" in each.moves or "passive" in each.cues or "named" in each.cues:
            _from_sentence(title, text, each, scores)
    _weigh(title, texts, first, scores)
    best = max(scores.items(), key=lambda item: (item[1], -len(item[0]), item[0]), default=None)
    return best[0] if best and best[1] >= _ENOUGH else None


def coinage(name: str) -> int:
    """2 for a name no ordinary word could be, 1 for a capitalised word, 0 for neither."""
    if name.casefold() in _GENERIC or not any(map(str.isalpha, name)):
        return 0
    words = re.split(r"[ -]", name)
    inner = any(
        character.isupper() or character.isdigit() for word in words for character in word[1:]
    )
    return 2 if inner else int(name[0].isupper())


def _add(scores: dict[str, float], name: str, points: float) -> None:
    scores[name] = max(scores.get(name, -9.0), points)


def _from_title(title: str, texts: Sequence[str], scores: dict[str, float]) -> None:
    found = _PREFIX.match(title)
    if not found or len(found[1].split()) > 3:
        return
    name = found[1].strip("\"“”'‘’* ")
    uses = sum(len(re.findall(rf"(?<![\w-]){re.escape(name)}(?!\w)", text)) for text in texts)
    strength = coinage(name)
    if uses and strength == 2:
        _add(scores, name, 5.0)
    elif uses and strength and len(name.split()) == 1:
        _add(scores, name, 3.5)
    elif uses and strength:
        _add(scores, name, 3.0)


def _from_sentence(title: str, text: str, each: Look, scores: dict[str, float]) -> None:
    own = "propose" in each.moves or "passive" in each.cues
    for found in _CALLED.finditer(text):
        if own or "person" in each.cues:
            _add(scores, _trim(found[1]), 3.5)
    if own:
        for pattern in (_DIRECT, _PRESENTED):
            for found in pattern.finditer(text):
                name = _trim(found[1])
                _add(scores, name, 3.5 if coinage(name) == 2 else 2.5)
    if own:
        for found in _PAREN.finditer(text):
            _add(scores, found[1], _bracketed(text[: found.start()].rstrip(), found[1]))


def _bracketed(before: str, short: str) -> float:
    """How sure it is that "long form (SHORT)" names the object of the verb before it."""
    long = long_form(short, before)
    lead = before[: len(before) - len(long)] if long else before
    verb = None
    for verb in re.finditer(
        r"\b(?:propos|introduc|present|develop|design|devis|creat|describ|construct|build|call|"
        r"term|dub|nam|releas|curat|offer)\w*\b", lead
    ):  # fmt: skip
        pass
    if verb is None:
        return 0.0
    gap = lead[verb.end() :]
    if long is None:
        return 2.0 if not _BETWEEN.search(gap) else 0.5
    return 3.0 if not _BETWEEN.search(gap) else 1.5


def _trim(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[-1].casefold() in ("a", "an", "the", "we"):
        words.pop()
    return " ".join(words)


def _weigh(title: str, texts: Sequence[str], first: int, scores: dict[str, float]) -> None:
    """Add what speaks for and against each candidate in the rest of the abstract."""
    for name in list(scores):
        word = rf"(?<![\w-]){re.escape(name)}(?!\w)"
        strength = coinage(name)
        if (
            not strength
            or len(name) < 2
            or (_PLURAL.fullmatch(name) and not title.startswith(name))
        ):
            scores[name] = -9.0
            continue
        if any(re.search(word, text) for text in texts[:first]):
            scores[name] -= 2.5
        if re.search(word, title):
            scores[name] += 1.0
        uses = sum(len(re.findall(word, text)) for text in texts[first:])
        scores[name] += 0.5 * (min(uses, 3) - 1)
        if any(re.search(word + _SUBJECT, text) for text in texts[first:]):
            scores[name] += 1.0
        if strength == 1:
            scores[name] -= 0.5
