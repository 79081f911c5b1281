"""Whether a sentence stands alone: whole, readable, nothing first person, nothing that dangles."""

import re
from itertools import pairwise

from review.extract.edits.dangling import dangles
from review.extract.edits.lead import PAPER
from review.extract.edits.verbs import BASE, MODALS, NOUNS, PAST, plural, unchanged
from review.extract.edits.view import words
from review.text.markup import is_clean

_FEWEST, _MOST = 5, 70

_FIRST_PERSON = re.compile(
    r"\b(?=[WwUuOoMmLl])(?:we|We|WE|us|Us|our|Our|OUR|ours|Ours|my|My|mine|myself|ourselves|me|we've|let's|"
    r"Let's)\b(?!\.)|(?<!\w\s)\bI\b(?=\s[a-z])|\b(?:and|that|,) I\b(?=\s[a-z])|\bI(?:'m|'ve|’m|"
    r"’ve)\b|\bthe authors?\b"
)
_SELF = re.compile(rf"\b(?:this|the (?:present|current)) {PAPER}\b")
_FIRST_WORDS = frozenset("we us our ours my mine myself ourselves me let i author authors".split())
_SELF_WORDS = frozenset(("this", "present", "current"))
_ENUMERATOR = re.compile(r"\((?P<mark>i{1,3}|iv|v|[1-9]|[a-e])\)")
_ITEM = re.compile(r"(?<![(\w])(\d|[ivx]{1,3}|[a-e])\)")
_ORPHANED = re.compile(
    r"(?:\A|[;:,.]\s|\band )(?:second|third|fourth|secondly|thirdly)(?:,|\s@)", re.IGNORECASE
)
_UNENDED = re.compile(
    r"(?::|, and|; and)\s*\(?(?:\d{1,2}|[ivx]{1,4}|[a-e])\)?\.\Z|\.\s\((?:ii|iii|2|3|b|c)\)\s"
)
"""A list of which only the first number stands here, or one that holds whole sentences."""

_FIRSTS = re.compile(r"\bfirst(?:ly)?\b", re.IGNORECASE)
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("“", "”"), ("«", "»"))
_GARBAGE = re.compile(
    r"[\\{}\ufffd¿…]|\$(?!\d)|[A-Za-z]\$|</?[a-zA-Z]|<<|\.\.\.|@@|\(cid:|\[\d+\]"
    r"|[a-z]{2}- (?!(?:and|or|to|nor|versus|vs|but|as)\b)[a-z]{2}"
    r"|\w\.\s(?:The|This|These|It|We|In|To|A|An|By|With|For|Our|Experiments|Results)\s"
)
_GARBAGE_SIGN = re.compile(r"[\\{}\ufffd¿…$<\[]")
_INNER_STOP = re.compile(r"\.[\s.]")
_GARBAGE_SIGNS = ("- ", "@@", "(cid:")
_SLIPS = re.compile(
    r"\d%[a-z]|\d (?:faster|slower)\b"
    r"|\w-(?:which|while|where|with|achieving|resulting|leading|outperforming|yielding)\s"
)
"""A sign or a space lost; a dash that became a hyphen ("pre-training-achieving")."""
_TWICE = frozenset(("that", "had"))
_SUSPICIOUS = "\\{}$^_\ufffd"
_STOP = re.compile(r"\.[”’\"»)\]]*\Z")
_LOWER = re.compile(r"(?<=\s)(?P<word>[a-z]+(?:-[a-z]+)?)\b(?=(?P<next>\s+[\w\"“‘]+)?)")
_BE = frozenset("is are was were has have had does do did be".split())
_INFINITIVE = re.compile(r"\b(?:to|to \w+ly)\s\Z")
_OBJECT = re.compile(
    r"\s*(?:the|an?|that|its|their|how|whether|by|to|in|on|as|all|[\d\"“‘A-Z].*)\Z"
)
_PURPOSE = re.compile(r"to [a-z]", re.IGNORECASE)
_PURPOSE_WITH_CLAUSE = re.compile(r"[Tt]o [a-z]+.*?,\s+(?:@|the|an?|it|[A-Z])")


def stands(text: str, mark: str) -> bool:
    """Say whether `text`, in which the work is written `mark` once, can be read on its own."""
    if text.count(mark) != 1 or text.count("[@") != 1:
        return False
    plain = text.replace(mark, "@")
    return not any(fault(plain) for fault in _FAULTS)


def _misshapen(plain: str) -> bool:
    start = plain[:1]
    return (
        not _FEWEST <= len(plain.split()) <= _MOST
        or not _STOP.search(plain.rstrip())
        or "?" in plain
        or "!" in plain
        or not (start.isupper() or start == "@" or start.isdigit() or _camel(plain))
    )


def _camel(plain: str) -> bool:
    """Whether the first word is a name that begins in lower case ("iBOT", "mRNA")."""
    first = plain.split(" ", 1)[0]
    return first[:1].islower() and bool(re.search(r"[A-Z\d]", first))


def _personal(plain: str) -> bool:
    said = words(plain)
    if not _FIRST_WORDS.isdisjoint(said) and _FIRST_PERSON.search(plain):
        return True
    return not _SELF_WORDS.isdisjoint(said) and bool(_SELF.search(plain.lower()))


def _orphaned(plain: str) -> bool:
    """Whether an enumerator has no fellow: "(ii)" without "(i)", or "Second," alone."""
    marks = [found["mark"] for found in _ENUMERATOR.finditer(plain)]
    if marks and (marks[0] not in ("i", "1", "a") or len(marks) == 1):
        return True
    if _UNENDED.search(plain):
        return True
    if not any(word in plain for word in ("econd", "hird", "ourth")):
        return False
    return bool(_ORPHANED.search(plain)) and not _FIRSTS.search(plain)


def _unbalanced(plain: str) -> bool:
    return (
        plain.count('"') % 2 == 1
        or plain.count("``") != plain.count("''")
        or any(_lopsided(plain, *pair) for pair in _PAIRS if pair[0] in plain or pair[1] in plain)
    )


def _lopsided(plain: str, left: str, right: str) -> bool:
    depth = 0
    for character in plain:
        depth += (character == left) - (character == right)
        if depth < 0:
            return right != ")" or not _itemized(plain)
    return depth != 0


def _itemized(plain: str) -> bool:
    """Whether every unmatched bracket closes an enumerator: "1) …, 2) …"."""
    marks = _ITEM.findall(plain)
    rest = _ITEM.sub("", plain)
    whole = rest.count("(") == rest.count(")")
    return whole and len(marks) > 1 and marks[0] in ("1", "i", "a")


def _unreadable(plain: str) -> bool:
    if garbled(plain):
        return True
    return any(sign in plain for sign in _SUSPICIOUS) and not is_clean(plain)


def garbled(plain: str) -> bool:
    """Say whether a text holds what only broken extraction leaves: glued or parted words, tags.

    The cheap looks before the pattern find a part of whatever it matches.
    """
    likely = (
        _GARBAGE_SIGN.search(plain)
        or _INNER_STOP.search(plain)
        or any(sign in plain for sign in _GARBAGE_SIGNS)
    )
    return bool(likely and _GARBAGE.search(plain))


def _slipped(plain: str) -> bool:
    """Whether a word stands twice in a row, or a number has lost its sign or its space."""
    said = plain.split()
    if any(one == two and one.isalpha() and one not in _TWICE for one, two in pairwise(said)):
        return True
    likely = "%" in plain or "-" in plain or "faster" in plain or "slower" in plain
    return likely and bool(_SLIPS.search(plain))


def _verbless(plain: str) -> bool:
    """Whether no word is for certain a finite verb."""
    if plain[:1] == "@":
        return False
    if _PURPOSE.match(plain) and not _PURPOSE_WITH_CLAUSE.match(plain):
        return True
    return not any(_governs(plain, found) for found in _LOWER.finditer(plain))


def _governs(plain: str, found: re.Match[str]) -> bool:
    word = found["word"]
    if word in _BE or word in MODALS or word in PAST:
        return word != "be"
    base = plural(word) or word
    if base not in BASE and not unchanged(word):
        return False
    if base in NOUNS or unchanged(word):
        return bool(_OBJECT.match(found["next"] or ""))
    return not _INFINITIVE.search(plain, 0, found.start())


_FAULTS = (_misshapen, _personal, dangles, _orphaned, _unbalanced, _unreadable, _slipped, _verbless)
