"""Whether a citation sentence says what it speaks of, or only "the method" of a sentence before."""

import re

from review.extract.citation import Source
from review.extract.edits.dangling import dangles
from review.extract.edits.lead import PAPER
from review.extract.edits.view import words
from review.extract.given import Definite, given, own
from review.model import Edit, Excerpt
from review.text.edits import replay

_POINTING = re.compile(
    r"\A@ (?:\w+ly )?[a-z]+ (?:that |how )?(?:its?|they|their|them)\b(?! (?:is|was|may be)\b)"
    r"|\A(?:[\w-]+ )*(?:experiments?|results|evaluations?|simulations?|stud(?:y|ies)|tests)\b"
    r"[^,;]*? (?:show|demonstrate|validate|verify|confirm|illustrate|prove|indicate|reveal|"
    r"establish)s? "
    r"(?:that )?(?:the (?:\w+ and )?\w+ of )?(?:its?|their|they)\b"
    r"|\Ain (?:the (?:first|second|third|former|latter) \w+|comparison),"
    r"|\A@ (?:cannot|do not|does not)\b"
    r"|\A[^,;]*(?<!but )(?<!and )(?<!while )\balso\b"
    r"|\bthe previous (?!work|stud|method|approach|state|best)\w+"
    r"|\bthe (?:first|second|third) (?:finding|observation|case|approach|method|setting)\b"
    r"|\bthe same (?:\w+ )?(?:problem|statement|result|question|task|setting)s?\b(?!.* as\b)"
    r"|\bboth (?:types|kinds|scenarios|settings|cases|problems|models|methods|tasks|datasets)\b"
    r"(?!.* and )|\bboth the \w+ and \w+ (?:models?|methods?|versions?|variants?|settings?)\b"
    r"|\ball (?:aspects|components|factors|of them|variants|modules|benchmarks|datasets|tasks)\b"
    r"(?! of\b)|\A[^,]*\beach (?:method|approach|algorithm|strategy|case)\b"
    r"|(?<!as )\b(?:an?) (?:[\w-]+ ){0,3}(?:solution|alternative|remedy)"
    r"(?=[.,;]| (?:which|that|with)\b)"
    r"|\balternative (?:approach|method)\b(?! (?:to|for)\b)"
    r"|\b(?:last|this|next) (?:year|month|week)\b|\b(?:days|weeks|months|years) ago\b"
    r"|\beither (?:strategy|method|approach|model|one)\b(?!.*\bor\b)|\bof them\b"
    r"|\b(?:since|because|so that|if|when|whether|where) @ (?:can|could|may|need|must)\b"
    r"|\Athe (?:improvement|gain|reduction|increase|effect|difference)s? (?:is|are|was|were)\b"
    r"|\bmakes? (?:\w+ )?contributions\b"
    r"|\bgo(?:es)? (?:even further|further)(?=[,.]| and\b)|\bis here \w+ed\b",
    re.IGNORECASE,
)
_POINTING_WORDS = frozenset(
    "it its they their them first second third former latter comparison cannot do does also "
    "previous same all both each solution alternative remedy year month week ago further here "
    "either of contributions improvement improvements gain gains reduction increase effect "
    "difference them since because so if when whether where".split()
)
_SELF = re.compile(rf"\b(?:this|the present|the current) {PAPER}\b", re.IGNORECASE)

_LISTED = re.compile(
    r"\([2-9b-e]\)|\b(?:second|third)(?:ly)?,|\balso\b|\?|"
    r"\A\W*(?:in addition|moreover|furthermore|finally|additionally|besides)\b",
    re.IGNORECASE,
)
"""What stands later in a list, or asks."""
_WE = re.compile(r"\A[Ww]e\b")


def loose(source: Source, made: Excerpt) -> int:
    """Return how many things of a sentence are definite though nothing before says which."""
    return _loose(source, made.start, _said(source, made))


def leans(source: Source, made: Excerpt) -> bool:
    """Say whether all that a sentence leaves open is what the work proposes: "the method"."""
    text = _said(source, made)
    return not _points(text) and all(map(own, _given(source, made.start, text)))


def named_before(source: Source, made: Excerpt) -> bool:
    """Say whether a sentence speaks of the work's own thing by a name given in one before it."""
    if not source.name or source.name not in source.abstract[: made.start]:
        return False
    return source.name in made.text and not made.text.startswith(source.name)


def narrative(made: Excerpt) -> bool:
    """Say whether the work is the subject of the sentence, rather than cited after it."""
    return any("[@" in edit.to and edit.op in ("subject", "pronoun") for edit in made.edits)


def plain_quote(source: Source, made: Excerpt) -> bool:
    """Say whether a quotation can be read without the sentences around it."""
    text = _SELF.sub("we", source.abstract[made.start : made.end])
    text = _WE.sub("@", text)
    return not (dangles(text) or _LISTED.search(text) or _loose(source, made.start, text))


def _said(source: Source, made: Excerpt) -> str:
    """The sentence as made, but with "our" where an edit has put "the"."""
    ours = [
        Edit(edit.op, edit.start, edit.end, "our")
        if edit.op == "possessive" and edit.to in ("the", "The")
        else edit
        for edit in made.edits
    ]
    return replay(source.abstract, made.start, made.end, ours).replace(source.subject, "@")


def _loose(source: Source, start: int, text: str) -> int:
    return _points(text) + len(_given(source, start, text))


def _points(text: str) -> bool:
    return not words(text).isdisjoint(_POINTING_WORDS) and bool(_POINTING.search(text))


def _given(source: Source, start: int, text: str) -> tuple[Definite, ...]:
    return given(text, source.abstract[:start], source.name)
