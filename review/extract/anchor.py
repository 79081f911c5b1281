"""Whether a citation sentence says what it speaks of, or only "the method" of a sentence before."""

import re

from review.extract.citation import Source
from review.extract.edits.dangling import dangles
from review.extract.edits.lead import PAPER
from review.extract.edits.view import words
from review.extract.given import Definite, definites, given, own, proposes
from review.extract.unspelt import bracketed, coined, unspelt
from review.model import Edit, Excerpt
from review.text.edits import replay

_POINTING = tuple(
    (frozenset(signs.split()), re.compile(pattern, re.IGNORECASE))
    for signs, pattern in (
        (
            "it its they their them",
            r"\A@ (?:\w+ly )?[a-z]+ (?:(?:by|in|through|via|with) [a-z]+ )?"
            r"(?:that |how |why |whether )?(?:[a-z]+ing )?(?:its?|they|their|them)\b"
            r"(?! (?:is|was|may be)\b)|\bof them\b|\A(?:[\w-]+ )*(?:experiments?|results|"
            r"evaluations?|simulations?|stud(?:y|ies)|tests)\b[^,;]*? (?:show|demonstrate|validate|"
            r"verify|confirm|illustrate|prove|indicate|reveal|establish)s? (?:that )?"
            r"(?:the (?:\w+ and )?\w+ of )?(?:its?|their|they)\b",
        ),
        ("cannot", r"\A@ cannot\b"),
        ("do does", r"\A@ (?:do|does) not\b"),
        ("similar", r"\A@ (?:\w+ ){1,2}an? similar (?!.*\bto\b)|\Aan? similar \w+(?! to\b)"),
        ("thereby", r"ed thereby,"),
        ("purpose", r"\bfor the purpose(?= and\b|[.,])"),
        (
            "further",
            r"\bfurther (?:improve|enhance|boost|increase|reduce)s? (?:the )?(?:\w+ and )?"
            r"(?:accuracy|efficiency|performance|quality|robustness|speed)\b"
            r"(?! (?:at|for|in|of|on|over|under|when|with)\b)",
        ),
        ("need", r"\bthe need(?= and\b|[.,;])"),
        ("similarly", r"\b(?!similarly to\b)similarly [a-z]+\b"),
        ("past previously", r"\A(?:in the past|previously),"),
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
            r"|\bboth (?:[\w-]+ )?[a-z]+s, @"
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
    r"besides|previously)\b",
    re.IGNORECASE,
)
"""What stands later in a list, or asks."""
_IN_WE = re.compile(r"\A(?:In we|Here),? ")  # "In this paper," as `_SELF` leaves it
_WE = re.compile(r"\A[Ww]e\b")


_FOLLOWERS = frozenset("( , ' about between for in named of on that to towards which".split())
"""What tells more of a thing right after it."""


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


_DEEDS = frozenset(
    """aim analysi analyse argument claim conclusion contribution discussion evaluation evidence
    experience experiment finding focus goal hypothesi idea insight intention interest intuition
    investigation motivation objective observation paper perspective purpose question research
    result review study survey thesi topic work""".split()
)
"""What every work has, without a last "s", so that "[@k]'s aim" needs no other word."""

_DEFINED = re.compile(
    r"(?: \([^()]*\))?(?:, (?:an?|the)|,? (?:is|are|was|were) (?:an?(?! order)|the|one|called|"
    r"dubbed|named|termed|to|[A-Z][\w-]*))\b"
)
"""What says what a thing is: "BOOT is a method", "[@k]'s solution is QMIX"."""


_HOLLOW = re.compile(
    r"(?:[\w-]+ ){0,4}?(?:results?|experiments?|simulations?|tests)\b(?:(?! that | how )[^.;:])*?"
    r" (?:is|are|was|were|have been) (?:\w+ly )?(?:presented|reported|shown|given|discussed|"
    r"included|performed|conducted|carried out|provided)\b(?!.* (?:that|how)\b)",
    re.IGNORECASE,
)
"""What says that something was tried, not what."""


def named_before(source: Source, made: Excerpt) -> bool:
    """Say whether what a work does is told of a thing that only sentences before it describe.

    That is of its own name given there, of "[@k]'s method" without a word on what it is for, or of
    results of something.
    """
    if _HOLLOW.match(made.text) or made.text.startswith(f"{source.subject} can "):
        return True  # "we can": by what was told before
    owner = f"{source.subject}'s "
    if made.text.startswith(owner) and _owned(made.text[len(owner) :]):
        return True
    name = source.name
    if not name or name not in source.abstract[: made.start] or f"({name})" in made.text:
        return False
    if made.text.startswith(name):
        return not _DEFINED.match(made.text, len(name))
    return name in made.text


def _owned(text: str) -> bool:
    """Whether a text begins with a thing of the work's own that nothing in it explains."""
    if _APPROACH.match(text):
        return True
    phrase = next(definites(f"the {text}"), None)
    if phrase is None or any(word[0].isupper() for word in phrase.words):
        return False
    follower = phrase.follower.lower()
    said = {word.lower().removesuffix("s") for word in (*phrase.words, follower)}
    if not said.isdisjoint(_DEEDS) or follower in _FOLLOWERS:
        return False
    return not _DEFINED.match(text, len(" ".join(phrase.words)))


def narrative(made: Excerpt) -> bool:
    """Say whether the work is the subject of the sentence, rather than cited after it."""
    return any("[@" in edit.to and edit.op in ("subject", "pronoun") for edit in made.edits)


def proposal(made: Excerpt) -> bool:
    """Say whether a sentence tells what the work proposes, so that "the method" may follow."""
    return narrative(made) and proposes(made.text)


def plain_quote(source: Source, made: Excerpt) -> bool:
    """Say whether a quotation can be read without the sentences around it."""
    text = _SELF.sub("we", source.abstract[made.start : made.end])
    text = _WE.sub("@", _IN_WE.sub("", text))
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
    if unspelt(text, source.acronyms, source.name):
        return True
    if bracketed(text, source.abstract, source.name):
        return True
    return coined(text, source.abstract[:start], known)


def _points(text: str) -> bool:
    said = words(text)
    if said.isdisjoint(_SIGNS):
        return False
    return any(not said.isdisjoint(signs) and pattern.search(text) for signs, pattern in _POINTING)


def _given(source: Source, start: int, text: str) -> tuple[Definite, ...]:
    return given(text, source.abstract[:start], source.name)
