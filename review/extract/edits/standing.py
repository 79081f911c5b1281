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

_LIGATURES = re.compile(
    r"\b(?:nd (?=that|a|the)|(?:in)?(?:ecien|sucien)[a-z]+|eective\w*|dicult\w*|dierent\w*|"
    r"signican[a-z]+|classication\w*|denition\w*|conguration\w*)"
)
"""Words that have lost "fi" or "ff": "we nd that", "classication"."""

_TWICE = frozenset(("that", "had"))
_SUSPICIOUS = "\\{}$^_\ufffd"
_STOP = re.compile(r"\.[”’\"»)\]]*\Z")
_LOWER = re.compile(r"(?<=\s)(?P<word>[a-z]+(?:-[a-z]+)?)\b(?=(?P<next>\s+[\w\"“‘]+)?)")
_BE = frozenset("is are was were has have had does do did be".split())
_RELATIVE = re.compile(
    r"\b(?:who|which|that)(?: (?:[a-z]+ly|have|has|had|is|are|was|were|been|be|can|may|could|would|"
    r"will|did|do|not|also))* [a-z-]+"
)
"""A relative clause up to its verb, which is not that of the sentence."""

_SCRAP = re.compile(
    r"[A-Z][\w-]*(?: [a-z-]+){0,3}(?: \([^)]*\))? [a-z]+ing (?:to|in|the|an?|from|with|by)\b"
    r"|(?:An? )?(?:[A-Za-z-]+ ){0,3}?(?i:review|analys[ei]s|survey|study|comparison|evaluation|"
    r"examination|trial|interviews|questionnaires?|groups?|sample) (?:\([^)]*\) )?"
    r"(?:of|with|among|in)\b"
)
"""How a note on materials begins, of which a relative clause is no sentence."""

_STANDING = frozenset(
    """appeared arose belonged consisted declined depended differed emerged existed happened
    occurred participated persisted relied remained resulted seemed tended varied""".split()
)
"""Past forms that are no participles, whatever follows."""

_STATES = frozenset(
    """affect appear arise become belong buy contain correlate die differ eat emerge exist fail
    feel gamble grow happen hinder hold impede inhibit lie live lose mediate occur outweigh pay
    persist prefer remain rise seem sell spend stem suffer tend underlie undermine""".split()
)
"""Verbs of what things and people do, which a paper does not."""

_BOTH = re.compile(
    r"(?<!\bthe )(?<!\bour )(?<!\bin )(?:results? (?:in|from)|benefits? from|"
    r"(?:lack|face|come|demand)s? (?:an?|the|from|at|its|their|no|several|many|some))\b"
)
"""Nouns that are verbs before these words."""

_RELATED = re.compile(
    r"(?:related|compared|exposed|linked|associated|assigned|attributed|tailored) (?:to|with)"
)
_THING = re.compile(
    r"\s+(?!(?:online|at|from|for|with|of|between|during|and|or|via|through|using|into|over|under|"
    r"within|after|before|across|based|only|that)\Z)[a-z]"
)
"""What a past form takes where it stands right after its subject: "venues allowed access"."""

_SUBJECT = re.compile(
    r"(?:[A-Za-z-]*[a-z](?<!us)(?<!ss)(?<!is)(?<=s)|[Ww]e|[Tt]hey|[Pp]eople|[Cc]hildren|[Ww]omen|"
    r"[Mm]en|[Dd]ata|[Tt]hose|and|or|to|not|either|@|al\.|\d|[A-Z][\w-]*|[)”\"’'])"
    r"(?: (?:[a-z]+ly|also|first|often|only|then|further|still|now))*,?\s\Z"
)
"""What may stand before a verb without an ending; else the word is a noun: "a new approach to"."""

_INFINITIVE = re.compile(r"\b(?:to|to \w+ly)\s\Z")
_OBJECT = re.compile(
    r"\s*(?:the|an?|that|its|their|how|whether|by|to|in|on|as|all|[\d\"“‘A-Z].*)\Z"
)
_PURPOSE = re.compile(r"to [a-z]", re.IGNORECASE)
_PURPOSE_WITH_CLAUSE = re.compile(
    r"to [a-z]+(?:(?!\b(?:given that|because|since|so that)\b).)*?,\s+"
    r"(?!(?:and|or|as|at|by|for|from|in|including|of|on|such|to|using|which|where|who|with)\b)[@\w\"“‘]",
    re.IGNORECASE,
)


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
    return bool((likely and _GARBAGE.search(plain)) or _LIGATURES.search(plain))


def _slipped(plain: str) -> bool:
    """Whether a word stands twice in a row, or a number has lost its sign or its space."""
    said = plain.split()
    if any(one == two and one.isalpha() and one not in _TWICE for one, two in pairwise(said)):
        return True
    likely = "%" in plain or "-" in plain or "faster" in plain or "slower" in plain
    return likely and bool(_SLIPS.search(plain))


def verbless(plain: str) -> bool:
    """Say whether no word is for certain a finite verb of the sentence itself."""
    if plain[:1] == "@":
        return False
    if _PURPOSE.match(plain) and not _PURPOSE_WITH_CLAUSE.match(plain):
        return True
    if _SCRAP.match(plain):
        plain = _RELATIVE.sub(lambda found: "-" * len(found[0]), plain)
    return not any(_governs(plain, found) for found in _LOWER.finditer(plain))


def _governs(plain: str, found: re.Match[str]) -> bool:
    word, following = found["word"], found["next"] or ""
    if word in _BE or word in MODALS or word in PAST:
        return word != "be"
    base = plural(word) or word
    if word in _STANDING or word in _STATES or (word[-1] == "s" and word[:-1] in _STATES):
        return not _INFINITIVE.search(plain, 0, found.start())
    if _BOTH.match(plain, found.start()):
        return True
    if base not in BASE and not unchanged(word):
        return False
    before = plain[max(0, found.start() - 30) : found.start()]
    if unchanged(word):
        if _RELATED.match(plain, found.start()) or following.endswith(" by"):
            return False
        plainly = _SUBJECT.search(before) and _THING.match(following)
        return bool(plainly or _OBJECT.match(following))
    if base in NOUNS:
        fits = word != base or _SUBJECT.search(before)
        return bool(fits and _OBJECT.match(following))
    return not _INFINITIVE.search(plain, 0, found.start())


_FAULTS = (_misshapen, _personal, dangles, _orphaned, _unbalanced, _unreadable, _slipped, verbless)
