"""Which sentence tells what a work does, and which what it found, each citable and clear."""

import re
from collections.abc import Iterable, Sequence

from review.extract.anchor import leans, loose, named_before, narrative, plain_quote, proposal
from review.extract.choice import begun, tells, tied
from review.extract.citation import Source, cite, cite_bare, quoted
from review.extract.edits.lead import drop_label
from review.extract.edits.standing import garbled, verbless
from review.extract.features import Look
from review.extract.keys import Keys
from review.model import Excerpt, Role
from review.text.markup import is_clean

_DEEP = 4  # ranks below which only what the authors say they do is tried
_LONGEST = 70  # words of a sentence that is quoted
_DOING = ("objective", "method")
_TOLD = ("objective", "method", "result", "other")
_FREE = ("objective", "result")
_FOUND = re.compile(r"\b(?:found|shown?|shows|demonstrated?s?|observed|revealed|proved) that\b")
_ACTIVE = frozenset(("propose", "study"))


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


def alone(source: Source, places: Iterable[int]) -> Excerpt | None:
    """The first citation sentence that explains its words."""
    return next((made for made, clear in (_cited(source, p) for p in places) if clear), None)


def what_it_does(
    source: Source, chosen: Keys, kinds: Sequence[Role], looks: Sequence[Look]
) -> tuple[Excerpt | None, bool]:
    """What the work does as a citation sentence, and whether that can be read alone.

    Down the ranking, the first about the work that explains its words; else a quotation or a
    finding that does; else the best of what leans on sentences before it.
    """
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
        # what is done is a step of what only sentences before describe, if it is not tied to it
        if (impersonal and _free(kinds[place], made.text)) or tied(source, made):
            return made, True
    return slack[0] if slack else _listed(source, free, told), False


def _free(kind: Role, text: str) -> bool:
    return kind in _FREE or bool(_FOUND.search(text))


def as_chosen(source: Source, place: int) -> Excerpt:
    """The citation sentence that a person chose; in quotation marks where no edits make one."""
    made = _cited(source, place)[0]
    return quoted(source, place) if made is None else made


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
    clean = [p for p in clean if not verbless(_unlabelled(source, p))] or clean
    made = [quoted(source, place) for place in clean or places[:1]]
    own = made[: len([p for p in told if p in clean])]
    return next((each for each in own if plain_quote(source, each)), made[0] if made else None)


def _unlabelled(source: Source, place: int) -> str:
    text = " ".join(source.abstract[slice(*source.spans[place])].split())
    return text[drop_label(text)[1] :]


def _quotable(text: str) -> bool:
    """Whether a sentence may stand in quotation marks: readable, and no two that were glued."""
    whole = is_clean(text) and not garbled(text) and text.count('"') % 2 == 0
    return whole and len(text.split()) <= _LONGEST


def findings(
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


def what_it_found(
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
