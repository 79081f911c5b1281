"""Whether a sentence stands alone: nothing first person, nothing that points outside of it."""

import re

from review.extract.edits.verbs import finite
from review.text.markup import is_clean

_FEWEST, _MOST = 5, 70

_FIRST_PERSON = re.compile(
    r"\b(?:we|We|WE|us|Us|our|Our|OUR|ours|Ours|my|My|mine|myself|ourselves|me|we've|let's|"
    r"Let's)\b(?!\.)"
    r"|(?<!\w\s)\bI\b(?=\s[a-z])|\b(?:and|that|,) I\b(?=\s[a-z])|\bthe authors?\b|\bI(?:'m|'ve|’m|"
    r"’ve)\b"
)
_SELF = re.compile(
    r"\b(?:this|the (?:present|current)) (?:paper|work|study|article|report|thesis|survey|review|"
    r"manuscript|letter|"
    r"chapter|tutorial|dissertation|research)\b",
    re.IGNORECASE,
)
_DANGLING_START = re.compile(
    r"(?:this|these|those|that|such|they|them|he|she|it|its|their|theirs|his|her|one such|another|"
    r"others?|both(?! .*\band\b)|"
    r"the (?:latter|former|above|other|second|third|same|two|three|four|former|aforementioned|"
    r"following|reason|"
    r"first (?:one|is|of|step|stage|part|approach|method|task|problem)|last|next|resulting|result|"
    r"idea is|latter's|"
    r"rest|others|remaining|final|ensuing|corresponding|respective|key is|goal is|aim is|"
    r"difference|"
    r"challenge is|problem is|task is|issue is|intuition|remainder|"
    r"former's|answer|purpose is|objective is)|instead|in contrast(?! to)|"
    r"conversely|on the (?:other hand|contrary|one hand)|otherwise|alternatively|likewise|rather|"
    r"and|but|or|nor|so|because of|"
    r"also|as well|for (?:this|that|these)|with (?:this|these|that)|here|doing so|by doing|"
    r"in doing|"
    r"one (?:is|of (?:these|them))|some of|most of (?:these|them)|all of (?:these|them)|"
    r"each of (?:these|them)|neither|either|"
    r"which|who|whose|where|whereas|thereby|then|similar (?:results|findings)|there(?:of|in)|"
    r"examples include|"
    r"to (?:address|tackle|overcome|solve) |last but|not only|same|further|at (?:this|that)|"
    r"after that|unlike (?:these|this|them)|"
    r"among (?:them|these|which|those)|of (?:these|them|those)|using (?:this|these|it)|"
    r"the approach's|based on (?:it|this|that|these)|"
    r"compared to (?:this|these)|from (?:this|these)|under (?:this|these|such)|in such|"
    r"like(?:ly)? (?:this|these))\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:this|these|those (?=issues|problems|challenges)|such (?!as\b|that\b)|the (?:two|three|"
    r"four|five|"
    r"first|second|third)(?=\s[a-z]))\b"
    r"|\b(?:of|in|for|from|with|on|by|to|at) that (?=[a-z])(?!(?:it|its|the|an?|they|there|one|of|"
    r"is|are|each|every|all|no|"
    r"some|both|their|most|only|for|in|from)\b)",
    re.IGNORECASE,
)
_TEMPORAL = re.compile(
    r"the first (?!(?:problem|issue|challenge|stage|step|phase|question|task)\b)|(?:this|"
    r"these) (?:days|year|century|decade)|such (?:as|that)\b",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"\b(?:the (?:latter|former|above|aforementioned|above-mentioned|abovementioned)|"
    r"above-mentioned|aforementioned|"
    r"mentioned above|described above|discussed above|outlined above|these two|those two|"
    r"as follows|the following(?=[^.]*:)|see (?:below|above|figure|table|section|fig\.)|(?:figure|"
    r"table|section|fig\.|appendix) \d|"
    r"(?:doing|does|do|done|did) so\b|vice-versa's|organi[sz]ed as|rest of the paper|the latter's|"
    r"(?:available|released|found|accessible) (?:at|on|from|in|via|here|under|"
    r"through) (?:the )?(?:https?|www|github|this|our|"
    r"following|url|link|huggingface)|anonymous\.4open|supplementary material|for details|"
    r"in what follows)\b|https?:|www\.|"
    r"\b(?:is|are|will be|has been|have been) (?:made )?(?:publicly |freely |openly )?available\b",
    re.IGNORECASE,
)
_OTHER_WORK = re.compile(
    r"\bet al\b|[A-Z][\w’'-]+(?: and [A-Z][\w’'-]+| & [A-Z][\w’'-]+)? [\[(](?:19|20)\d\d[a-z]?[\])]"
)
_INSTEAD = re.compile(
    r"\binstead\b(?! of\b)|\bon the (?:other hand|contrary)\b|\bin contrast,|\bby contrast\b",
    re.IGNORECASE,
)
_HARD = (
    "possible|impossible|important|difficult|hard|challenging|easy|easier|harder|necessary|"
    "essential|"
    "crucial|useful|desirable|critical|vital|common|natural|feasible|infeasible|helpful|sufficient|"
    "beneficial|worth|worthwhile|interesting|imperative|costly|expensive|nontrivial|non-trivial|"
    "required|"
    "customary|best|better|convenient|tempting|unrealistic|impractical|reasonable|advantageous|"
    "prohibitive|prohibitively expensive|time-consuming|straightforward|intractable|urgent|unclear"
)
_BECOMES = r"(?:is|was|has been|may be|remains|becomes|seems|would be|might be|could be)"
_EMPTY_IT = (
    rf"(?:(?:{_BECOMES}|can be|turns out|appears|follows|should be|must be)\s+"
    r"(?:\w+\s+){0,2}?(?:that|how|whether|why)\b"
    rf"|{_BECOMES}\s+(?:\w+\s+){{0,2}}?(?:{_HARD}|proposed to)\b)"
)
_RESOLVED_START = re.compile(
    r"to (?:address|tackle|overcome|solve) (?!(?:this|these|that|such|it|them)\b)|both\b.*\band\b"
    rf"|it {_EMPTY_IT}",
    re.IGNORECASE,
)
_LEAD_IT = re.compile(
    rf"(?:when|while|by|with|on|in|for|to|although|though|as|if|without|unlike|using|after|under|"
    rf"at|across|"
    rf"compared|given|different from|in addition|[a-z]+(?:ed|ing|ly)|through|via|moreover|besides|"
    rf"despite|once|since|during|from|because)\b[^.;]*?,\s+(?:and\s+)?(?P<it>it|they|its|their)\s+"
    rf"(?!{_EMPTY_IT})",
    re.IGNORECASE,
)
_ENUMERATOR = re.compile(r"\((?P<mark>i{1,3}|iv|v|[1-9]|[a-e])\)")
_ORPHANED = re.compile(
    r"(?:\A|[;:,.]\s|\band )(?:second|third|fourth|secondly|thirdly)(?:,|\s@)", re.IGNORECASE
)
_PALE = frozenset(
    "novel new different various same simple specific general important proposed complex large "
    "small "
    "three recent existing current with from that which while when into have been using based both "
    "challenging type kind kinds types more further latter first second then than will".split()
)
"""Words after a demonstrative that do not say what it points to."""

_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("“", "”"), ("«", "»"))
_GARBAGE = re.compile(
    r"[\\{}\ufffd¿…]|\$(?!\d)|[A-Za-z]\$|</?[a-zA-Z]|<<|\.\.\.|@@|\(cid:|\[\d+\]"
    r"|\.\s(?:The|This|These|It|We|In|To)\s"
)
_WORDS = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
_LOWER = re.compile(r"(?<=[\w,)@]\s)[a-z]+(?:-[a-z]+)?\b")
_TO_CLAUSE = re.compile(r"to [a-z]+.*?,\s+(?:@|the|an?|this|it|[A-Z])", re.IGNORECASE)


def stands(text: str, mark: str) -> bool:
    """Say whether `text`, in which the work is written `mark` once, can be read on its own."""
    if text.count(mark) != 1:
        return False
    plain = text.replace(mark, "@")
    return not any(test(plain) for test in _FAULTS)


def _misshapen(plain: str) -> bool:
    words = len(plain.split())
    stripped = plain.rstrip()
    start = plain[:1]
    return (
        not _FEWEST <= words <= _MOST
        or not re.search(r"\.[”’\"»)\]]*\Z", stripped)
        or "?" in plain
        or "!" in plain
        or not (start.isupper() or start == "@" or start.isdigit() or _camel(plain))
    )


def _camel(plain: str) -> bool:
    """Whether the first word is a name that begins in lower case ("iBOT", "mRNA")."""
    first = plain.split(" ", 1)[0]
    return bool(re.search(r"[A-Z\d]", first)) and first[:1].islower()


def _unbalanced(plain: str) -> bool:
    if any(_lopsided(plain, *pair) for pair in _PAIRS if pair[0] in plain or pair[1] in plain):
        return True
    straight = plain.count('"') + plain.count("``") + plain.count("''")
    return plain.count('"') % 2 == 1 or straight % 2 == 1


def _lopsided(plain: str, left: str, right: str) -> bool:
    depth = 0
    for character in plain:
        depth += (character == left) - (character == right)
        if depth < 0:
            return right != ")" or not _item(plain)
    return depth != 0


def _item(plain: str) -> bool:
    """Whether every unmatched bracket closes an enumerator: "1) …, 2) …"."""
    rest = re.sub(r"(?<![(\w])(?:\d|[ivx]{1,3}|[a-e])\)", "", plain)
    marks = re.findall(r"(?<![(\w])(\d|[ivx]{1,3}|[a-e])\)", plain)
    return (
        rest.count("(") == rest.count(")") and marks[:1] in (["1"], ["i"], ["a"]) and len(marks) > 1
    )


def _unreadable(plain: str) -> bool:
    return bool(_GARBAGE.search(plain)) or not is_clean(plain)


def _dangling(plain: str) -> bool:
    if _DANGLING_START.match(plain) and not _RESOLVED_START.match(plain):
        return True
    if (
        _OUTSIDE.search(plain)
        or _OTHER_WORK.search(plain)
        or _INSTEAD.search(plain)
        or _LEAD_IT.match(plain)
    ):
        return True
    return any(_unresolved(plain, found) for found in _POINTING.finditer(plain))


def _unresolved(plain: str, found: re.Match[str]) -> bool:
    """Whether a demonstrative points to no noun said earlier in the sentence."""
    if _TEMPORAL.match(plain, found.start()):
        return False
    following = _WORDS.findall(re.split(r"[,.;:()]", plain[found.end() : found.end() + 60])[0])[:3]
    earlier = {_root(word) for word in _WORDS.findall(plain[: found.start()])}
    nouns = [_root(word) for word in following if len(word) > 3 and word not in _PALE]
    return not any(noun in earlier for noun in nouns)


def _root(word: str) -> str:
    folded = word.casefold()
    if folded.endswith("ies"):
        return f"{folded[:-3]}y"
    return folded[:-1] if folded.endswith("s") and not folded.endswith("ss") else folded


def _orphaned(plain: str) -> bool:
    """Whether an enumerator has no fellow: "(ii)" without "(i)", or "Second," alone."""
    marks = [found["mark"] for found in _ENUMERATOR.finditer(plain)]
    if marks and (marks[0] not in ("i", "1", "a") or len(marks) == 1):
        return True
    return bool(_ORPHANED.search(plain)) and not re.search(
        r"\bfirst(?:ly)?\b", plain, re.IGNORECASE
    )


def _verbless(plain: str) -> bool:
    if plain[:1] == "@":
        return False
    if re.match(r"to [a-z]", plain, re.IGNORECASE) and not _TO_CLAUSE.match(plain):
        return True
    return not any(finite(word) for word in _LOWER.findall(plain))


def _personal(plain: str) -> bool:
    return bool(_FIRST_PERSON.search(plain)) or bool(_SELF.search(plain))


_FAULTS = (_misshapen, _personal, _dangling, _orphaned, _unbalanced, _unreadable, _verbless)
