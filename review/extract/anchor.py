"""Whether a citation sentence says what it speaks of, or only "the method" of a sentence before."""

import re

from review.extract.citation import Source
from review.extract.edits.dangling import dangles
from review.extract.edits.lead import PAPER
from review.extract.edits.view import words
from review.extract.given import Definite, coined, given, own, proposes
from review.model import Edit, Excerpt
from review.text.edits import replay

_POINTING = tuple(
    (frozenset(signs.split()), re.compile(pattern, re.IGNORECASE))
    for signs, pattern in (
        (
            "it its they their them",
            r"\A@ (?:\w+ly )?[a-z]+ (?:that |how )?(?:its?|they|their|them)\b"
            r"(?! (?:is|was|may be)\b)|\bof them\b|\A(?:[\w-]+ )*(?:experiments?|results|"
            r"evaluations?|simulations?|stud(?:y|ies)|tests)\b[^,;]*? (?:show|demonstrate|validate|"
            r"verify|confirm|illustrate|prove|indicate|reveal|establish)s? (?:that )?"
            r"(?:the (?:\w+ and )?\w+ of )?(?:its?|their|they)\b",
        ),
        ("cannot", r"\A@ cannot\b"),
        ("do does", r"\A@ (?:do|does) not\b"),
        ("also", r"\A[^,;]*(?<!but )(?<!and )(?<!while )\balso\b"),
        ("comparison", r"\Ain comparison,"),
        ("previous", r"\bthe previous (?!work|stud|method|approach|state|best)\w+"),
        (
            "first second third former latter",
            r"\Ain the (?:first|second|third|former|latter) \w+,"
            r"|\bthe (?:first|second|third) (?:finding|observation|case|approach|method|setting)\b",
        ),
        (
            "same",
            r"\bthe same (?:\w+ )?(?:problem|statement|result|question|task|setting)s?\b"
            r"(?!.* as\b)",
        ),
        (
            "both",
            r"\bboth (?:types|kinds|scenarios|settings|cases|problems|models|methods|tasks|"
            r"datasets)\b(?!.* and )"
            r"|\bboth the \w+ and \w+ (?:models?|methods?|versions?|variants?|settings?)\b",
        ),
        (
            "all",
            r"\ball (?:aspects|components|factors|variants|modules|benchmarks|datasets|tasks)\b"
            r"(?! of\b)",
        ),
        ("each", r"\A[^,]*\beach (?:method|approach|algorithm|strategy|case)\b"),
        ("either", r"\beither (?:strategy|method|approach|model|one)\b(?!.*\bor\b)"),
        (
            "solution alternative remedy",
            r"(?<!as )\ban? (?:[\w-]+ ){0,3}(?:solution|alternative|remedy)"
            r"(?=[.,;]| (?:which|that|with|where)\b)"
            r"|\balternative (?:approach|method)\b(?! (?:to|for)\b)",
        ),
        (
            "year month week ago",
            r"\b(?:last|this|next) (?:year|month|week)\b|\b(?:days|weeks|months|years) ago\b",
        ),
        (
            "can could may need must",
            r"\b(?:since|because|so that|if|when|whether|where) @ (?:can|could|may|need|must)\b",
        ),
        (
            "improvement improvements gain gains reduction reductions increase increases effect "
            "effects difference differences",
            r"\Athe (?:improvement|gain|reduction|increase|effect|difference)s? "
            r"(?:is|are|was|were)\b|\Aimprovements? (?:by|of) \d",
        ),
        (
            "problem problems issue issues challenge challenges",
            r"\bthe [\w-]+ and (?:(?!of )[\w-]+ ){1,3}(?:problem|issue|challenge)s?\b"
            r"(?! (?:of|[a-z]+ing)\b)",
        ),
        (
            "different",
            r"\ba different (?:and (?:\w+ ){1,2})?(?:angle|approach|aspect|dimension|direction|"
            r"path|perspective|problem|question|route|setting|strategy|view|viewpoint)\b"
            r"(?!.* (?:from|than|to)\b)",
        ),
        ("aspects", r"\b(?:two|three|four|several) (?:\w+ )?aspects\b(?! of\b)"),
        ("contributions", r"\bmakes? (?:\w+ )?contributions\b"),
        ("further", r"\bgo(?:es)? (?:even further|further)(?=[,.]| and\b)"),
        ("here", r"\bis here \w+ed\b"),
    )
)
"""What points to a sentence before, by words of which one stands in whatever the pattern finds."""

_SIGNS = frozenset().union(*(signs for signs, _ in _POINTING))
_SELF = re.compile(rf"\b(?:this|the present|the current) {PAPER}\b", re.IGNORECASE)

_LISTED = re.compile(
    r"\([2-9b-e]\)|\b(?:second|third)(?:ly)?,|\balso\b|\?|"
    r"\A\W*(?:however|at the same time|in addition|moreover|furthermore|finally|additionally|"
    r"besides)\b",
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
    if _points(text) or _coined(source, made.start, text):
        return False
    return all(map(own, _given(source, made.start, text)))


_APPROACH = re.compile(
    r"(?:(?:novel|new|proposed|simple|overall|general) )*(?:training |learning )?(?:methods?|"
    r"approach(?:es)?|techniques?|frameworks?|models?|systems?|strateg(?:y|ies)|algorithms?|"
    r"architectures?|pipelines?)\b(?! (?:for|to|of)\b|,)|ablation (?:stud|experiment)"
)


def named_before(source: Source, made: Excerpt) -> bool:
    """Say whether what a work does is told of a thing that only sentences before it describe.

    That is of its own name given there, or of "[@k]'s method" without a word on what it is for.
    """
    owner = f"{source.subject}'s "
    if made.text.startswith(owner) and _APPROACH.match(made.text, len(owner)):
        return True
    if not source.name or source.name not in source.abstract[: made.start]:
        return False
    if f"({source.name})" in made.text:
        return False
    return source.name in made.text and not made.text.startswith(source.name)


def narrative(made: Excerpt) -> bool:
    """Say whether the work is the subject of the sentence, rather than cited after it."""
    return any("[@" in edit.to and edit.op in ("subject", "pronoun") for edit in made.edits)


def proposal(made: Excerpt) -> bool:
    """Say whether a sentence tells what the work proposes, so that "the method" may follow."""
    return narrative(made) and proposes(made.text)


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
    return _coined(source, start, text) + _points(text) + len(_given(source, start, text))


def _coined(source: Source, start: int, text: str) -> bool:
    """Whether a name stands here that was coined before and that no edit can spell out."""
    known = {source.name, *(short for short, _ in source.acronyms)}
    return coined(text, source.abstract[:start], known)


def _points(text: str) -> bool:
    said = words(text)
    if said.isdisjoint(_SIGNS):
        return False
    return any(not said.isdisjoint(signs) and pattern.search(text) for signs, pattern in _POINTING)


def _given(source: Source, start: int, text: str) -> tuple[Definite, ...]:
    return given(text, source.abstract[:start], source.name)
