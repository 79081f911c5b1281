"""Where the sentences of an abstract begin and end: exact offsets, nothing copied or changed.

A rule tokenizer in the manner of Punkt (Kiss and Strunk 2006) with a committed list of
abbreviations instead of a learned one, because abstracts are short and their abbreviations few.
"""

import re
import unicodedata

_NEVER_LAST = """
    e.g eg i.e ie cf vs v.s fig figs eq eqs eqn eqns sect tab ref refs thm lem prop def dr prof
    mr mrs ms mt st approx resp viz ca nos vol vols pp ver dept univ eds esp incl excl aka w.r.t
    wrt a.k.a w.l.o.g gen gov sen rep jan feb mar apr jun jul aug sep sept oct nov dec alg app
    chap ex exs ser assn bros conf proc int'l natl suppl subsp var cv. pt pts wt
"""
NEVER_LAST = frozenset(_NEVER_LAST.split())
"""Abbreviations that something always follows."""

_SELDOM_LAST = """
    al u.s u.k u.n e.u u.s.a i.i.d i.v a.m p.m inc corp ltd co jr sr ph.d m.d b.sc m.sc d.c a.i
    sp spp ed est n.b p.s s.t op n.d sec secs avg
"""
SELDOM_LAST = frozenset(_SELDOM_LAST.split())
"""Abbreviations that end a sentence only where the next word is one that starts sentences."""

_STARTERS = """
    a about above accordingly across additionally after again all along also although among an
    and another are as at available based because before besides both building but by can code
    combined compared comparing comprehensive consequently considering crucially currently data
    despite do does due during each either empirical empirically especially even every evaluation
    evaluations existing experiment experimental experiments extensive finally findings first
    firstly following for from fully further furthermore given has have hence here how however i if
    importantly in indeed inspired instead interestingly is it its last lastly later leveraging
    many meanwhile methods models moreover most motivated much nevertheless next no nonetheless
    not notably now numerical of on once one only other our out over overall particularly previous
    prior project recent recently remarkably results second secondly several she he should similarly
    simulation simulations simultaneously since so some source specifically still subsequently such
    surprisingly than that the their then theoretically there thereby therefore these they third
    thirdly this those though through throughout thus to together traditional two three four under
    unfortunately unlike until upon using various we were what when where whereas whether which
    while who why with within without yet you your background objective objectives methods method
    results conclusion conclusions aim aims purpose introduction discussion significance
"""
STARTERS = frozenset(_STARTERS.split())
"""Words (folded) that open sentences, for the cases a capital letter alone does not settle."""

_LABEL = (
    r"(?:BACKGROUND|INTRODUCTION|CONTEXT|OBJECTIVES?|AIMS?|PURPOSE|METHODS?|METHODOLOGY|RESULTS?|"
    r"FINDINGS|CONCLUSIONS?|DISCUSSION|INTERPRETATION|SIGNIFICANCE|LIMITATIONS?|MOTIVATION|"
    r"IMPLICATIONS|SETTING|DESIGN|PARTICIPANTS|AVAILABILITY)"
)
_WIDE = "。！？．｡؟।։۔"  # they end a sentence whatever follows
_STOP = re.compile(
    rf"([.!?…{_WIDE}])([.!?…{_WIDE}]*)((?:['\"”’»)\]}}」』）]|\[\d+(?:[,–-]\s?\d+)*\])*)"
)
_BREAK = re.compile(
    rf"{_STOP.pattern}"
    r"|(?P<line>[ \t]*(?:\r?\n[ \t]*){2,})"
    rf"|(?P<label>\s(?={_LABEL}(?:\s(?:AND|&)\s{_LABEL})?:\s)|[ \t]*\r?\n[ \t]*(?=[-•*–]\s|"
    rf"(?i:{_LABEL})\s*(?::|\r?\n)))"
)
_LABELLED = re.compile(rf"\s(?=[A-Z]{{3}}){_LABEL}(?:\s(?:AND|&)\s{_LABEL})?:\s")
_OPENINGS = "([{“\"‘'—–"
_FAR = 60  # no abbreviation is longer
_WORD = re.compile(r"[^\W\d_]+")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})")
_LABEL_ALONE = re.compile(rf"\s*(?i:{_LABEL})\s*:?\s*")
_NEAR = 160  # a bracket that closes within so many characters is a remark, not a typing error


def sentence_spans(abstract: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) of every sentence: ordered, disjoint, stripped and never empty.

    Whatever is not white space lies in exactly one span.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    lines = "\n" in abstract or (":" in abstract and _LABELLED.search(abstract))
    breaks = _BREAK if lines else _STOP  # the plain one is much faster
    for match in breaks.finditer(abstract):
        if _ends(abstract, start, match):
            _append(spans, abstract, start, match.end())
            start = match.end()
    _append(spans, abstract, start, len(abstract))
    return tuple(spans)


def _append(spans: list[tuple[int, int]], abstract: str, start: int, end: int) -> None:
    piece = abstract[start:end]
    start += len(piece) - len(piece.lstrip())
    if stripped := piece.strip():
        if not spans or any(map(str.isalnum, stripped)):
            spans.append((start, start + len(stripped)))
        else:  # stray punctuation belongs to the sentence before
            spans[-1] = (spans[-1][0], start + len(stripped))


def _ends(abstract: str, start: int, match: re.Match[str]) -> bool:
    """Whether the sentence that began at `start` ends with this match."""
    end = match.end()
    if end == len(abstract) or abstract[start:end].isspace():
        return end == len(abstract)
    if _joins(abstract[end]):
        return False
    if not match[1]:  # a line or a label
        return not _LABEL_ALONE.fullmatch(abstract, start, match.start())
    decide = _ends_before_space if abstract[end].isspace() else _ends_glued
    sure = match[1] in _WIDE
    return (sure or decide(abstract, start, match)) and not _inside_brackets(abstract, start, match)


def _joins(character: str) -> bool:
    """Whether the character belongs to the one before it (a mark, a joiner, a selector)."""
    return character > "\u02ff" and (
        unicodedata.category(character)[0] == "M" or character == "\u200d"
    )


def _inside_brackets(abstract: str, start: int, match: re.Match[str]) -> bool:
    """Whether the stop lies between brackets that open in this sentence and soon close."""
    inner = abstract[start : match.end()]
    if "(" not in inner and "[" not in inner and "{" not in inner:
        return False
    after = abstract[match.end() : match.end() + _NEAR]
    return any(
        inner.count(left) > inner.count(right)
        and right in after
        and left not in after[: after.index(right)]
        for left, right in ("()", "[]", "{}")
    )


def _token_before(abstract: str, start: int, stop: int) -> tuple[str, int]:
    """The unspaced text before a stop, without opening brackets, and where it begins."""
    piece = abstract[max(start, stop - _FAR) : stop].rstrip(" ")  # tokenised text: "results ."
    end = stop - (stop - max(start, stop - _FAR) - len(piece))
    token = piece.rsplit(None, 1)[-1] if piece.strip() else ""
    for opening in _OPENINGS:
        if opening in token:
            token = token.rpartition(opening)[2]
    return token, end - len(token)


def _ends_before_space(abstract: str, start: int, match: re.Match[str]) -> bool:
    rest = abstract[match.end() : match.end() + 60].lstrip()
    if not rest:
        return True
    upcoming = rest.lstrip("\"'“‘«([{$\\*_`")
    word = _WORD.match(upcoming)
    if match[0] == ".":
        decided = _abbreviation(abstract, start, match.start(), rest)
        if decided is not None:
            return decided
    if not upcoming or not word or rest[0] == "$":
        return True
    if word[0] == "we":  # careless capitals: "the system. we present"
        return abstract[match.start() - 2 : match.start()].isalpha()
    return not word[0][0].islower() or not _plain_lower(upcoming)


def _plain_lower(text: str) -> bool:
    """Whether the text opens with an ordinary lower-case word, unlike "mBERT" or "nnU-Net"."""
    head = text.split(None, 1)[0]
    return not any(character.isupper() for character in head)


def _abbreviation(abstract: str, start: int, stop: int, rest: str) -> bool | None:
    """Decide at a stop after an abbreviation, an initial or an enumerator; else None."""
    token, begin = _token_before(abstract, start, stop)
    folded = token.casefold()
    word = _WORD.match(rest)
    starts = word is not None and word[0][0].isupper() and word[0].casefold() in STARTERS
    lead = abstract[start:begin].strip()
    if lead in ("", "(") and _ENUMERATOR.fullmatch(token) and rest:
        return False
    if _always_goes_on(token, folded, lead):
        return False
    if folded in SELDOM_LAST or (len(token) == 1 and token.isupper()):
        return starts
    return False if folded in ("no", "0") and rest[0].isdigit() else None


def _always_goes_on(token: str, folded: str, lead: str) -> bool:
    """Whether a stop after `token` never ends a sentence; "MRS" is no abbreviation of a title."""
    if folded in NEVER_LAST:
        return not (token.isupper() and len(token) > 2)
    spaced = folded in ("e", "g") and lead.endswith((" i.", " e.", "(i.", "(e."))
    return spaced or folded.rpartition("-")[2] in ("e.g", "i.e")


def _ends_glued(abstract: str, start: int, match: re.Match[str]) -> bool:
    """Whether a stop without a space after it ends a sentence: "tasks.We present"."""
    word = _WORD.match(abstract, match.end())
    if not word or not (word[0][0].isupper() or _caseless(word[0][0])):
        return False
    before, _ = _token_before(abstract, start, match.start())
    if not before or not (follow := abstract[word.end() : word.end() + 1]):
        return False
    if _caseless(word[0][0]):
        return _caseless(before[-1])
    if word[0].casefold() in STARTERS and word[0][1:].islower() | (len(word[0]) == 1):
        last = before.rpartition(".")[2]  # "U.S.A" holds no sentence end
        return follow in " ,'’" and (len(last) > 1 or last.isdigit() or bool(match[3]))
    plain = before.rpartition("-")[2]
    return (
        (plain.isalpha() and plain.islower() and len(plain) > 2 and "/" not in before)
        and follow in " ,-'’"
        and match[1] == "."
        and not match[2]
        and "." not in before
    )


def _caseless(character: str) -> bool:
    """Whether it is a letter of a script without capitals, such as Han or Devanagari."""
    return unicodedata.category(character) == "Lo"
