"""Sentences of an abstract worth citing, and the closed list of edits that makes them citable."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from review.extract.acronyms import acronyms
from review.extract.anchor import leans, loose, named_before, narrative, plain_quote, proposal
from review.extract.choice import begun, limits, tells, tied
from review.extract.citation import Source, cite, cite_bare, quoted
from review.extract.edits.standing import garbled
from review.extract.facts import facts, headline
from review.extract.features import Look, look
from review.extract.keys import Keys, keys
from review.extract.name import holding, introduced
from review.extract.roles import role_scores, roles
from review.model import Entry, Excerpt, Extract, Json, Role, Sentence
from review.text.edits import excerpt
from review.text.markup import is_clean, markup_edits
from review.text.spans import sentence_spans

__all__ = ["extract", "extract_keys", "extract_plain"]

_DEEP = 4  # ranks below which only what the authors say they do is tried
_LONGEST = 70  # words of a sentence that is quoted
_BACKGROUND = 3  # sentences tried for one that defines a theme
_DOING = ("objective", "method")
_TOLD = ("objective", "method", "result", "other")
_ACTIVE = frozenset(("propose", "study"))
_LEANING = re.compile(
    r"\A\W*(?:however|but|yet|this|these|those|such|it|its|they|their|he|she|thus|therefore|hence|so|"
    r"moreover|furthermore|additionally|also|in addition|besides|nevertheless|nonetheless|further|"
    r"in contrast|for example|for instance|e\.g|as a result|consequently|specifically|"
    r"unfortunately|meanwhile|similarly|then|here|in this|to this|to address|both|another|other|"
    r"despite (?:this|that|these)|"
    r"the (?:latter|former)|on the other|in particular|and|or|while|although|in fact|indeed|"
    r"instead|"
    r"one|two|some|most|many of|first|second|finally|there(?:by|fore))\b|\?\s*\Z",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:we|our|ours|us|i|my|this (?:paper|work|study|article))\b", re.IGNORECASE
)
_ANAPHOR = re.compile(
    r"\b(?:these|those|such (?:a|an|methods|approaches|models)|this (?:\w+ )?(?:problem|issue|"
    r"challenge|limitation|approach|method|task|setting|gap|process)|the above|aforementioned)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Read:
    """An abstract, read once: its sentences, how they look, their roles and ranking."""

    source: Source
    texts: tuple[str, ...]
    looks: tuple[Look, ...]
    scores: tuple[Sequence[float], ...]
    kinds: tuple[Role, ...]
    chosen: Keys


def extract(entry: Entry, mark: str | None = None) -> Extract:
    """Return what the abstract of `entry` says of the work: roles, key sentences, name, facts.

    In citation sentences the work is written `[@mark]`; `mark` is the id where not given. An
    entry without an abstract gives an empty extract.
    """
    read = _read(entry, mark)
    return Extract(entry.id) if read is None else _further(read, _key_sentences(entry, read))


def extract_keys(entry: Entry, mark: str | None = None) -> Extract:
    """Return the same without what only sections need: findings, limits, background, facts."""
    read = _read(entry, mark)
    return Extract(entry.id) if read is None else _key_sentences(entry, read)


def _read(entry: Entry, mark: str | None) -> _Read | None:
    """The abstract as all else looks at it; None where there is none."""
    spans = sentence_spans(entry.abstract)
    if not spans:
        return None
    texts = tuple(entry.abstract[start:end] for start, end in spans)
    looks = tuple(map(look, texts))
    scores = tuple(role_scores(looks))
    kinds = tuple(roles(texts, looks, scores))
    name = introduced(entry.title, texts, looks)
    chosen = keys(entry.title, looks, scores, kinds, holding(name, texts))
    source = _source(entry, spans, mark if mark is not None else str(entry.id), name)
    return _Read(source, texts, looks, scores, kinds, chosen)


def _key_sentences(entry: Entry, read: _Read) -> Extract:
    source, chosen = read.source, read.chosen
    citation, stands = _citation(source, chosen, read.kinds, read.looks)
    return Extract(
        id=entry.id,
        sentences=tuple(
            Sentence(text, *span, kind)
            for text, span, kind in zip(read.texts, source.spans, read.kinds, strict=True)
        ),
        problem=_first(source, chosen.problem),
        contribution=_first(source, chosen.contribution),
        result=_first(source, chosen.result),
        summary=tuple(_whole(source, place) for place in chosen.summary),
        name=source.name,
        citation=citation,
        stands=stands,
        acronyms=source.acronyms,
    )


def _further(read: _Read, found: Extract) -> Extract:
    """The extract with what sections tell besides: findings, limits, background, facts."""
    source, kinds, looks = read.source, read.kinds, read.looks
    citation, spans = found.citation, source.spans
    places = _findings(source, citation, read.chosen, kinds, looks)
    finding, leaning = _finding(source, places, looks, citation if found.stands else None)
    stated = facts(source.abstract, spans, kinds, source.name)
    return replace(
        found,
        finding=finding,
        leans=leaning,
        limitation=_alone(source, limits(read.texts, kinds, looks, citation, spans)),
        background=_background(source, read.texts, read.scores, _setting(kinds, looks)),
        headline=headline(stated, [spans[place] for place in _reporting(read.chosen, kinds)]),
        facts=stated,
    )


def _source(
    entry: Entry, spans: tuple[tuple[int, int], ...], mark: str, name: str | None
) -> Source:
    plural = bool(entry.authors) and (len(entry.authors) > 1 or not entry.authors_complete)
    return Source(
        abstract=entry.abstract,
        spans=spans,
        mark=mark,
        plural=plural,
        subject=f"[@{mark}]",
        name=name,
        acronyms=acronyms(entry.abstract),
    )


def _whole(source: Source, place: int) -> Excerpt:
    start, end = source.spans[place]
    return excerpt(source.abstract, start, end, markup_edits(source.abstract, start, end))


def _first(source: Source, places: Sequence[int]) -> Excerpt | None:
    return _whole(source, places[0]) if places else None


def _of_role(kinds: Sequence[Role], *wanted: Role) -> list[int]:
    return [place for role in wanted for place, kind in enumerate(kinds) if kind == role]


def _reporting(chosen: Keys, kinds: Sequence[Role]) -> list[int]:
    """Sentences that may hold a headline number: the results, best first."""
    more = [place for place in _of_role(kinds, "result") if place not in chosen.result[:1]]
    return [*chosen.result[:1], *more]


def _cited(source: Source, place: int) -> tuple[Excerpt | None, bool]:
    """The citation sentence of a sentence without markup beyond repair, and if it is clear.

    Where a lead speaks of what only sentences before explain, the one without that lead.
    """
    if not is_clean(source.abstract[slice(*source.spans[place])]):
        return None, False
    made = cite(source, place)
    if made is not None and not loose(source, made):
        return made, True
    bare = cite_bare(source, place)
    if bare is not None and not loose(source, bare):
        return bare, True
    return made, False


def _alone(source: Source, places: Iterable[int]) -> Excerpt | None:
    """The first citation sentence that explains its words."""
    return next((made for made, clear in (_cited(source, p) for p in places) if clear), None)


def _citation(
    source: Source, chosen: Keys, kinds: Sequence[Role], looks: Sequence[Look]
) -> tuple[Excerpt | None, bool]:
    """What the work does as a citation sentence, and whether that can be read alone.

    Down the ranking, the first about the work that explains its words; else a quotation or a
    finding that does; else the best of what leans on sentences before it."""
    # what looks like a citation in the source could be taken for ours
    free = [p for p in chosen.contribution if "[@" not in source.abstract[slice(*source.spans[p])]]
    places = [
        place
        for rank, place in enumerate(free)
        if rank == 0 or kinds[place] in _DOING or looks[place].moves
    ]
    slack: list[Excerpt] = []
    for rank, place in enumerate(places):
        if rank >= _DEEP and looks[place].moves.isdisjoint(_ACTIVE):
            continue
        made, clear = _cited(source, place)
        if made is None or not tied(source, made):
            continue
        if clear and not named_before(source, made) and (not slack or narrative(made)):
            return made, True
        slack.append(made)
    alone = _quoted(source, places[:_DEEP], looks)
    if alone is not None:
        return alone, True
    impersonal = not any(looks[p].moves or "person" in looks[p].cues for p in places)
    told = [place for place in free if kinds[place] in _TOLD]
    for place in told:
        made, clear = _cited(source, place)
        if made is None or not clear or named_before(source, made):
            continue
        if impersonal or tied(source, made):
            return made, True
    return slack[0] if slack else _listed(source, free, told), False


def _quoted(source: Source, places: Sequence[int], looks: Sequence[Look]) -> Excerpt | None:
    """The first sentence that says what the authors do and can be quoted alone."""
    for place in places:
        if looks[place].moves & _ACTIVE and _quotable(source.abstract[slice(*source.spans[place])]):
            made = quoted(source, place)
            if plain_quote(source, made) and not named_before(source, made):
                return made
    return None


def _listed(source: Source, places: Sequence[int], told: Sequence[int]) -> Excerpt | None:
    """The quotation by which a work is listed: of its own doing, readable alone if one is."""
    clean = [p for p in (*told, *places) if _quotable(source.abstract[slice(*source.spans[p])])]
    made = [quoted(source, place) for place in clean or places[:1]]
    own = made[: len([p for p in told if p in clean])]
    return next((each for each in own if plain_quote(source, each)), made[0] if made else None)


def _quotable(text: str) -> bool:
    """Whether a sentence may stand in quotation marks: readable, and no two that were glued."""
    whole = is_clean(text) and not garbled(text) and text.count('"') % 2 == 0
    return whole and len(text.split()) <= _LONGEST


def _findings(
    source: Source,
    citation: Excerpt | None,
    chosen: Keys,
    kinds: Sequence[Role],
    looks: Sequence[Look],
) -> list[int]:
    """The result sentences that say something else than the citation, best first."""
    taken = (citation.start, citation.end) if citation else None
    first = begun(looks, "person", "here")
    return [
        place
        for rank, place in enumerate(chosen.result)
        if source.spans[place] != taken
        and (rank == 0 or kinds[place] == "result" or "show" in looks[place].moves)
        and tells(source.abstract[slice(*source.spans[place])], kinds[place], looks[place])
        and (place >= first or "show" in looks[place].moves)
    ]


def _finding(
    source: Source, places: Sequence[int], looks: Sequence[Look], citation: Excerpt | None
) -> tuple[Excerpt | None, bool]:
    """The first finding that explains its words, and whether it leans on the citation.

    Without one, the first that speaks of no other thing than what a citation proposes.
    """
    sure = [place for rank, place in enumerate(places) if not rank or _reports(looks[place])]
    made: list[Excerpt] = []
    for place in sure:
        each, clear = _cited(source, place)
        if each is not None and clear:
            return each, False
        made += [each] if each is not None else []
    if citation is None or not proposal(citation):
        return None, False
    leaning = next((each for each in made if leans(source, each)), None)
    return leaning, leaning is not None


def _reports(each: Look) -> bool:
    """Whether a sentence surely says what came out, and proposes nothing."""
    found = "show" in each.moves or not each.cues.isdisjoint(
        {"better", "evidence", "numbers", "sota"}
    )
    return found and "propose" not in each.moves


def _setting(kinds: Sequence[Role], looks: Sequence[Look]) -> list[int]:
    """The background sentences before the authors speak of themselves."""
    first = begun(looks)
    return [place for place in _of_role(kinds, "background") if place < first]


def _background(
    source: Source,
    texts: Sequence[str],
    scores: Sequence[Sequence[float]],
    places: Sequence[int],
) -> tuple[Excerpt, ...]:
    """The citation sentence of what the abstract says about its field, the surest one."""
    fit = [
        place
        for place in places
        if not _LEANING.search(texts[place])
        and not _PERSON.search(texts[place])
        and not _ANAPHOR.search(texts[place])
    ]
    fit.sort(key=lambda place: (-scores[place][0], place))
    made = _alone(source, fit[:_BACKGROUND])
    return () if made is None else (made,)


def extract_plain(found: Extract) -> dict[str, Json]:
    """Return the plain data of one output line of `review extract`."""
    return {
        "id": found.id,
        "sentences": [
            {"text": each.text, "start": each.start, "end": each.end, "role": each.role}
            for each in found.sentences
        ],
        "problem": _plain(found.problem),
        "contribution": _plain(found.contribution),
        "result": _plain(found.result),
        "summary": [_plain(each) for each in found.summary],
        "name": found.name,
        "citation": _plain(found.citation),
    }


def _plain(made: Excerpt | None) -> Json:
    if made is None:
        return None
    return {
        "text": made.text,
        "start": made.start,
        "end": made.end,
        "edits": [
            {"op": edit.op, "start": edit.start, "end": edit.end, "to": edit.to}
            for edit in made.edits
        ],
    }
