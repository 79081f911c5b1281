"""Reported numbers: what changed by how much, how good it is, how large what was built is.

A grammar over one sentence (`turns`), then the question whose number it is (`owner`). In doubt
there is none, for a wrong number is worse than an empty cell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from review.extract.facts.owner import belongs
from review.extract.facts.turns import SERIES, TURNS, Kind

Span = tuple[int, int]

_VERBS = (
    r"\b(?:(?:achiev|attain|obtain|reach|yield|deliver|gain|provid|offer|reduc|improv|retain|"
    r"maintain|enabl|sav|giv|recover|preserv|boost|increas|demonstrat|show|bring|exhibit|"
    r"observ|report|produc|realiz)(?:e[sd]?|s|ed|ing)?|result(?:s|ed|ing)?\sin|"
    r"lead(?:s|ing)?\sto|led\sto|gave|gives?|got|with|by|has|have|had)\s(?:up\s)?(?:us\s)?"
)
_LEAD = re.compile(
    rf"(?s:.*)(?P<lead>{_VERBS})(?:(?!that\b|and\b|our\b|we\b)[\w-]+\s){{0,3}}?(?:an?\s|the\s)?\Z"
)
_INSIDE = re.compile(rf"{_VERBS}(?:an?\s|the\s)?|\b(?:an?|the|its|their|our|both)\s")
_WITHOUT_VERB = re.compile(r"(?:with|by|has|have|had|show\w*|demonstrat\w+|observ\w+|report\w*)\s")
_ARTICLE = re.compile(r"\ban?\s\Z")
_SEVERAL = re.compile(r"\s?(?:,|and|or|/|–|−|∼|~|-|to|,\s?and|±|\|)\s?[+~]?\$?\d")
_ONE_OF = re.compile(r"\d[\w.]*\s?\\?%?,?\s?(?:and|or|to|,|/|\||-|–|∼|~)\s?(?:an?\s)?\Z")
_FOLLOWS = re.compile(
    r"\s?(?:[.,;:)—–]|$)|\s(?:on|for|in|with|and|at|over|when|after|by|using|across|from|while|"
    r"compared|which|within|to|as|under|without|where|but|than|that|\(|is|are|was|were|respectively|"
    r"among|via|through|against|during|versus|vs|even|only|despite|outperform\w+|surpass\w+)(?=\W|$)"
)
_TRAILING = re.compile(
    r"(?:\s(?:further|significantly|on average|substantially|even|again)"
    r"|\s(?:over|upon|on|in|at)\s.*)+\Z"
)
_ON = re.compile(
    r"\son\s(?:the\s)?(?P<data>(?=[^\s,;()]*[A-Z])[A-Za-z0-9](?:[\w+'/.-]*[\w+])?"
    r"(?:\s(?=[^\s,;()]*[A-Z0-9])[\w+'/.-]*[\w+]){0,3}"
    r"(?:\s(?:datasets?|benchmarks?|corpus|challenge|test set))?)"
    r"(?=[,;)]|\.(?!\d)|$|\s(?!and\s|metric|task|\S*[A-Z\d]))"
)
_LIMITED = re.compile(r",?\s(?:when|if|only|unless|except|provided|assuming|under)\b|['’]s\b")
_GAINED = re.compile(r"\b(?:improvement|gain|increase|reduction|margin|drop|boost|difference)s?\b")
_NO_LEVEL = re.compile(r"(?:relative|absolute|top|top-|bound\w* by|only|just)\s?\Z", re.I)
_VAGUE = re.compile(
    r"(?:over|upon|on)\b.*|(?:(?:get|gets|see|saw|largest|highest|absolute|relative|average|averaged|significant|further|remarkable|an?|"
    r"dramatic|substantial|overall|additional|maximum|mean|up|to|the|performance|results?|it|them|"
    r"improvements?|reductions?|increases?|gains?|decreases?|boosts?|enhancements?|drops?|loss)\b\s?)+"
)
_CUT = re.compile(r"\s(?:absolute|relative)\Z")
_PERSON = re.compile(r"\b(?:we|our|us|my)\b", re.IGNORECASE)
_WORDS = 24
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Found:
    """A reported number of one sentence: its kind, and the spans of its parts in the sentence."""

    kind: Kind
    said: Span
    number: Span
    unit: str
    what: Span | None = None
    data: Span | None = None


def measures(text: str, name: str | None) -> Iterator[Found]:
    """Yield the numbers that a sentence reports of its own work, in the order of the turns.

    `name` is what the work introduces. No two that are yielded overlap.
    """
    if not _DIGIT.search(text):
        return
    taken: list[Span] = []
    for kind, gate, turn in TURNS:
        if gate not in text:
            continue
        for match in turn.finditer(text):
            found = _found(text, kind, match, name)
            if found and all(found.said[1] <= a or b <= found.said[0] for a, b in taken):
                taken.append(found.said)
                yield found


def _found(text: str, kind: Kind, match: re.Match[str], name: str | None) -> Found | None:
    """The fact that a turn states, if it is whole and the work's own."""
    end = _end(text, kind, match)
    start, what = _start(text, match), _what(text, match)
    if (
        end is None
        or text[:start].endswith(" of ")
        or not belongs(text, start, match.start("number"), kind, name)
    ):
        return None
    on = _ON.match(text, end) if kind != "scale" else None
    said = (start, on.end() if on else end)
    if len(text[slice(*said)].split()) > _WORDS or _PERSON.search(text, *said):
        return None
    unit = (match["unit"] or "").strip(" \\$-")
    return Found(kind, said, match.span("number"), unit, what, on.span("data") if on else None)


def _end(text: str, kind: Kind, match: re.Match[str]) -> int | None:
    """Where what is said ends, further numbers included; None where it would be cut in two."""
    if _ONE_OF.search(text, 0, match.start("number")) and " from " not in match[0]:
        return None
    figure = max(match.end("number"), match.end("unit"))
    more = SERIES.match(text, figure) if figure == match.end() and kind != "scale" else None
    end = more.end() if more else match.end()
    if _LIMITED.match(text, end) or (kind == "level" and not _is_level(text, match, end)):
        return None
    if figure != match.end():
        return end
    word = _CUT.search(text, 0, end) and re.match(r"\s[a-z]", text[end:])
    return None if word or _SEVERAL.match(text, end) else end


def _is_level(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a figure says how good, not how much better, and of the very thing named."""
    before = text[max(0, match.start() - 70) : match.start("number")]
    better = "point" in (match["unit"] or "") or "+" in before[-2:] or _GAINED.search(before)
    if _NO_LEVEL.search(before) or (not match["unit"] and match["number"].isdigit()):
        return False
    return not better and bool(_FOLLOWS.match(text, end))


def _start(text: str, match: re.Match[str]) -> int:
    """Where what is said begins: with its verb, else with its article."""
    if "verb" in match.re.groupindex:
        return match.start()
    inside = _inside(text, match)
    end = inside.end() if inside else match.start()
    lead = _LEAD.match(text, max(0, match.start() - 60), end)
    if lead:
        return _bare(text, lead)
    article = _ARTICLE.search(text, 0, match.start())
    return article.start() if article else match.start()


def _inside(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """The last verb or article in what a number measures, where that stands before it."""
    begin, end = match.span("what") if "what" in match.re.groupindex else (-1, -1)
    if begin < 0 or end > match.start("number"):
        return None
    return next(iter([*_INSIDE.finditer(text, begin, end)][-1:]), None)


def _bare(text: str, lead: re.Match[str]) -> int:
    """Where a verb that says nothing of the number ends, or the one that does begins."""
    bare = _WITHOUT_VERB.match(text, lead.start("lead"))
    return bare.end() if bare else lead.start("lead")


def _what(text: str, match: re.Match[str]) -> Span | None:
    if match.re.groupindex.get("of") and match["of"]:
        return match.span("of")
    if "what" not in match.re.groupindex or not match["what"]:
        return None
    inside = _inside(text, match) if "verb" not in match.re.groupindex else None
    start, end = inside.end() if inside else match.start("what"), match.end("what")
    trailing = _TRAILING.search(text, start, end)
    end = trailing.start() if trailing else end
    end = start + len(text[start:end].rstrip())
    vague = _VAGUE.fullmatch(text, start, end)
    return None if end <= start or vague else (start, end)
