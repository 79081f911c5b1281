"""Whether a sentence points to what was said before it, or to what stands elsewhere."""

import re

from review.extract.edits.view import words

_HARD = (
    "possible|impossible|important|difficult|hard|challenging|easy|easier|harder|necessary|"
    "essential|crucial|useful|desirable|critical|vital|common|natural|feasible|infeasible|helpful|"
    "sufficient|beneficial|worth|worthwhile|interesting|imperative|costly|expensive|nontrivial|"
    "non-trivial|required|customary|best|better|convenient|tempting|unrealistic|impractical|"
    "reasonable|advantageous|prohibitive|prohibitively expensive|time-consuming|straightforward|"
    "intractable|urgent|unclear|proposed to"
)
_BECOMES = r"(?:is|was|has been|may be|remains|becomes|seems|would be|might be|could be)"
_EMPTY_IT = (
    rf"(?:(?:{_BECOMES}|can be|turns out|appears|follows|should be|must be)\s+"
    r"(?:\w+\s+){0,2}?(?:that|how|whether|why)\b"
    rf"|{_BECOMES}\s+(?:\w+\s+){{0,2}}?(?:{_HARD})\b)"
)
"""What makes "it" an empty subject: "it is hard to", "it has been shown that"."""

_START = re.compile(
    r"(?:in|on|for|across|under|from) both \w+(?:,|\s@)"
    r"|(?:this|these|those|that|such|they|them|he|she|it|its|their|theirs|his|her|another|others?|"
    r"which|who|whose|where|whereas|thereby|therein|thereof|then|instead|in contrast(?! to)|"
    r"conversely|otherwise|alternatively|likewise|rather|and|but|or|nor|so|also|as well|here|same|"
    r"further|both|neither|either|not only|last but|doing so|by doing|in doing|after that|in such|"
    r"on the (?:other hand|contrary|one hand)|one (?:is|such)|examples include|the (?:latter|"
    r"former|above|other|second|third|same|two|three|four|aforementioned|following|last|next|"
    r"resulting|result|rest|others|remaining|final|ensuing|corresponding|respective|difference|"
    r"reason|intuition|remainder|answer|first (?:one|is|of|step|stage|part|approach|method|task|"
    r"problem)|(?:idea|key|goal|aim|challenge|problem|task|issue|purpose|objective) is)|"
    r"similar (?:results|findings)|(?:for|with|at|from|under|using|unlike|among|of|based on|"
    r"compared to|because of|due to|some of|most of|all of|each of|one of|like|likely) (?:this|"
    r"that|these|those|them|it|such|which)|as an? (?:example|instance|illustration) of one|"
    r"in the subsequent|for the purpose(?! of)|"
    r"compared (?:to|with) (?:its|their)(?= [^,]*, the\b)|@'s (?:accompanying|subsequent)|"
    r"the (?:developments|advances|gap|issues?|challenges) (?:\w+ly )?(?:is|are|was|were|has|have|"
    r"can|may|offers?|makes?|leads?|motivates?|calls?))\b",
    re.IGNORECASE,
)
_START_RESOLVED = re.compile(rf"both\b.*\band\b|it {_EMPTY_IT}", re.IGNORECASE)
_LEAD_IT = re.compile(
    r"(?:when|while|by|with|on|in|for|to|although|though|as|if|without|unlike|using|after|under|at|"
    r"across|compared|given|different from|through|via|besides|despite|once|since|during|from|"
    r"because|[a-z]+(?:ed|ing|ly))\b"
    rf"(?:[^.;]|\.(?=\d))*?,\s+(?:and\s+)?(?:it|they|its|their)\s+(?!{_EMPTY_IT})",
    re.IGNORECASE,
)
"""A pronoun as the subject after an introductory phrase."""

_LEAD_THEM = re.compile(
    r"(?i:by|through|after|when|while|via|with|from|using|without|despite|for|in|on|to)\s"
    r"(?:[\w-]+\s){0,2}"
    r"(?:(?:them|it)\b(?! (?:is|was|comes))|(?:its|their)\b[^,]*,\s+(?![a-z]*[A-Z@]|the\b))"
)
"""A pronoun in an introductory phrase, before anything it may stand for."""

_POINTING = re.compile(
    r"\b(?:this|these|those (?=[a-z]+s\b(?! (?:of|that|who|which|in|with|from|for|where|whose|on|"
    r"at|by|to|used|found|\w+ed|\w+ing)\b))|such \(?(?!as\b|that\b)"
    r"|the (?:two|three|four|five|first|second|third)(?=\s[a-z]))\b"
    r"|\b(?:of|in|for|from|with|on|by|to|at) that (?=[a-z])(?!(?:it|its|the|an?|they|there|one|of|"
    r"is|are|each|every|all|no|some|both|their|most|only|for|in|from)\b)",
)
_NOT_POINTING = re.compile(
    r"the first (?!(?:problem|issue|challenge|stage|step|phase|question|task)\b)"
    r"|(?:this|these) (?:days|year|century|decade)|such (?:as|that)\b",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"\b(?:the (?:latter|former|above|aforementioned|above-mentioned)|aforementioned|"
    r"above-mentioned|abovementioned|(?:mentioned|described|discussed|outlined|stated) above|"
    r"above (?:problems?|issues?|challenges?|limitations?|questions?|observations?|methods?|"
    r"approaches|results)|"
    r"these two|those two|as follows|in what follows|organi[sz]ed as|rest of the paper|"
    r"for details|(?:doing|does|do|done|did) so|supplementary material|see (?:below|above|figure|"
    r"table|section|fig\.)|(?:figure|table|section|fig\.|appendix) \d|(?:available|released|found|"
    r"accessible) (?:at|on|from|in|via|here|under|through) (?:the )?(?:https?|www|github|this|our|"
    r"following|url|link|huggingface))\b|\bthe following(?=[^.]*:)|\bthe following(?: \w+){0,2}\.|"
    r"https?:|www\.|anonymous\.4open|\bwill (?:\w+ )?(?:release|publish|open-source|share)\b"
    r"|\bwill be (?:made |publicly |open)*(?:released|available|"
    r"open-?sourced|published|shared)\b|\b(?:is|are|has been|have been) (?:made )?(?:publicly |"
    r"freely |openly )?available\b",
)
_OUTSIDE_WORDS = frozenset(
    "latter former above aforementioned abovementioned two follows organised organized rest "
    "details so supplementary see figure table section fig appendix available released found "
    "accessible following will".split()
)
_OUTSIDE_SIGNS = ("http", "www.", "anonymous.4open")
"""Of these words and signs one stands in whatever `_OUTSIDE` matches."""

_OTHER_WORK = re.compile(
    r"\bet al\b|[A-Z][\w’'-]+(?: (?:and|&) [A-Z][\w’'-]+)? [\[(](?:19|20)\d\d[a-z]?[\])]"
)
_INSTEAD = re.compile(
    r"\binstead\b(?! of\b)|\bon the (?:other hand|contrary)\b|\bin contrast,|\bby contrast\b"
)
_INSTEAD_WORDS = frozenset(("instead", "hand", "contrary", "contrast"))
_POINTING_WORDS = frozenset(
    "this these those such that two three four five first second third".split()
)
_PALE = frozenset(
    "novel new different various same simple specific general important proposed complex large "
    "small three recent existing current with from that which while when into have been using "
    "based both challenging type kind kinds types more further latter first second then than "
    "will".split()
)
"""Words after a demonstrative that do not say what it points to."""

_COORDINATED = re.compile(r"s\b.*\band (?:to |then )?[a-z]+ \Z")
_BARE = re.compile(r"these (?:into|as|with|to|by|for|in|on|across)\b")
"""After a plural, "… and to group these into classes" says itself what is meant."""

_WORDS = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
_CLAUSE_ENDS = re.compile(r"[,.;:()]")


def dangles(plain: str) -> bool:
    """Say whether `plain` holds a pronoun, demonstrative or reference without its antecedent."""
    if _START.match(plain) and not _START_RESOLVED.match(plain):
        return True
    folded, said = plain.lower(), words(plain)
    if _points_outside(folded, said) or _names_other_work(plain):
        return True
    if not _INSTEAD_WORDS.isdisjoint(said) and _INSTEAD.search(folded):
        return True
    if _LEAD_IT.match(plain) or _LEAD_THEM.match(plain):
        return True
    if _POINTING_WORDS.isdisjoint(said):
        return False
    return any(_unresolved(folded, found) for found in _POINTING.finditer(folded))


def _points_outside(folded: str, said: frozenset[str]) -> bool:
    if _OUTSIDE_WORDS.isdisjoint(said) and not any(sign in folded for sign in _OUTSIDE_SIGNS):
        return False
    return bool(_OUTSIDE.search(folded))


def _names_other_work(plain: str) -> bool:
    likely = "et al" in plain or "19" in plain or "20" in plain
    return likely and bool(_OTHER_WORK.search(plain))


def _unresolved(plain: str, found: re.Match[str]) -> bool:
    """Whether a demonstrative points to no noun said earlier in the sentence."""
    if _NOT_POINTING.match(plain, found.start()):
        return False
    if _BARE.match(plain, found.start()) and _COORDINATED.search(plain[: found.start()]):
        return False
    rest = _CLAUSE_ENDS.split(plain[found.end() : found.end() + 60])[0]
    earlier = {_root(word) for word in _WORDS.findall(plain[: found.start()])}
    following = [word for word in _WORDS.findall(rest)[:3] if len(word) > 3 and word not in _PALE]
    return not any(_root(word) in earlier for word in following)


def _root(word: str) -> str:
    folded = word.casefold()
    if folded.endswith("ies"):
        return f"{folded[:-3]}y"
    return folded[:-1] if folded.endswith("s") and not folded.endswith("ss") else folded
