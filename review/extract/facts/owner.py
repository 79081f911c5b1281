"""Whose number it is: that of the work itself, or of what it is compared to."""

import re

_BREAK = re.compile(
    r"[;:]\s|\s\(|\s[–—]\s|—|,\s(?:and\s|but\s|with\s|where\s|while\s|whereas\s)?"
    r"|\b(?:while|whereas|which|compared\s(?:to|with)|than|versus|vs\.?|against|relative\sto|unlike|"
    r"rather\sthan|instead\sof|up\sfrom|down\sfrom|that)\s"
)
_COMPARED = re.compile(
    r"(?:compared|than|versus|vs|against|relative|unlike|rather|instead|up from|down from)\b"
)
_OWN = re.compile(
    r"\b(?:we|our|ours|it|its|they|this|these|(?:the|a|both)\s"
    r"(?:(?!best|prev|exist|basel|strong|top|orig|standard|curr|conv|trad)[\w-]+\s)?(?:method|approach|model|"
    r"framework|algorithm|system|technique|architecture|network|strategy|pipeline|scheme|solution|"
    r"tool)|(?:proposed|resulting|final|trained|developed|presented)(?:\s[\w-]+)?|results?|"
    r"experiments?|evaluations?|simulations?|experimental\w*|empirical\w*|analysis)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:existing|previous|prior|baselines?|state[- ]of[- ]the[- ]art|sota|conventional|"
    r"traditional|humans?|current|competitors?|others?|original|standard|vanilla|best|leading|even|"
    r"only|merely|just|best-performing|top-performing|participants|annotators|frontier|popular|"
    r"(?<!our )(?<!proposed )(?<!these )(?<!resulting )(?<!trained )(?:models|methods|approaches|"
    r"systems|llms|algorithms))\b",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(?:not|cannot|would|could|might|may|should|fails?|failed|if|assum\w+|suppose|need\w*|"
    r"requir\w+|aims?|goal|expected|hope|target)\b|n't\b",
    re.IGNORECASE,
)
_ADVERBS = re.compile(
    r"(?:\s(?:also|only|can|even|then|further|consistently|significantly|still|alone|\w+ly))*\s?\Z"
)
_THEIRS = re.compile(
    r"(?<!\bon )(?<!\bin )(?<!\bof )(?<!\bwith )(?<!\bfor )(?<!\band )(?<!\bthe )(?<!\bto )"
    r"(?<!\busing )(?<!\bfrom )(?<![\w-])([A-Z][\w.-]*[A-Z0-9][\w.-]*)\Z"
)
_BEHIND = re.compile(
    r"\b(?:than|over|against|as|to|beats?|outperform\w*|surpass\w*|exceed\w*|of|by)\s(?:\w+\s)?\Z"
)
_FOREIGN = re.compile(r"(?<!\w\s)\b[A-Z][\w.-]*[A-Z0-9][\w.-]*\s")
_STATED = re.compile(r"(?:[\w-]+ing|with|by|and|thereby|thus|also|to|while|i\.e\.)\b|\Z", re.I)
_USES = re.compile(
    r"\b(?:augment|extend|evaluat|us(?:e[ds]?|ing)\b|experiment|test|validat|conduct|appl)", re.I
)
_MAKES = re.compile(
    r"\b(?:introduc\w+|present\w*|propos\w+|creat\w+|"
    r"curat\w+|collect\w*|construct\w*|releas\w+|buil[dt]\w*|contribut\w+|develop\w*|generat\w+|"
    r"provid\w+|offer\w*|annotat\w+|assembl\w+|compil\w+|gather\w*)\b",
    re.IGNORECASE,
)


def belongs(text: str, start: int, number: int, kind: str, name: str | None) -> bool:
    """Whether what `text` states from `start` on, with its figure at `number`, is of the work.

    `kind` is that of the fact, `name` what the work introduces. True only where the subject is
    the work: "we", "our model", its name, "experiments", never a baseline, never in the mood of
    a wish or a condition.
    """
    if _DOUBT.search(text, _clause(text, start)[0], number):
        return False
    if kind == "scale":
        return _built(text, start, name)
    return _subject(text, start, name)


def _own(text: str, name: str | None) -> list[tuple[int, int]]:
    """The spans of the words for the work itself, its `name` among them, in order."""
    spans = [found.span() for found in _OWN.finditer(text)]
    place = text.lower().find(name.lower()) if name else -1
    return spans if place < 0 or not name else sorted([*spans, (place, place + len(name))])


def _clause(text: str, start: int) -> tuple[int, int]:
    """Where the clause that holds `start` begins, and where what joins it to another does."""
    breaks = [(found.end(), found.start()) for found in _BREAK.finditer(text, 0, start)]
    return breaks[-1] if breaks else (0, 0)


def _subject(text: str, start: int, name: str | None) -> bool:
    """Whether the subject of the clause, or of the one it hangs on, is the work."""
    hung = False
    while True:
        begin, joined = _clause(text, start)
        if _COMPARED.match(text[joined:begin].strip(" ,;:(")):
            return False
        clause = text[begin:start]
        own = _own(clause, name)
        if hung and own:
            return _leads(clause[: own[0][0]])
        theirs = _THEIRS.search(_ADVERBS.sub("", clause))
        if theirs and not (name and name.casefold() in theirs[1].casefold()):
            return False
        if _OTHER.search(clause, max((end for _, end in own), default=0)):
            return False
        if own:
            return True
        if begin == 0 or not (_STATED.match(clause.strip()) or joined == begin):
            return False
        start, hung = joined, True


def _leads(before: str) -> bool:
    """Whether what stands before the work's mention leaves it the subject of its clause."""
    return not (_OTHER.search(before) or _BEHIND.search(before) or _FOREIGN.search(before))


def _built(text: str, start: int, name: str | None) -> bool:
    """Whether the sentence says before `start` that the authors made what is counted."""
    before = text[:start]
    trained = "train" in text[start : start + 9]
    made = _own(before, name) if trained else _MAKES.search(before)
    return bool(made) and not _OTHER.search(before) and not _USES.search(before)
