"""Sentences of an abstract worth citing, and the closed list of edits that makes them citable."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from review.extract.acronyms import acronyms
from review.extract.aim import aims_first
from review.extract.choice import begun, limits
from review.extract.citation import Source
from review.extract.closing import closing
from review.extract.facts import facts, headline
from review.extract.features import Look, look
from review.extract.keys import Keys, keys, without
from review.extract.name import holding, introduced
from review.extract.roles import role_scores, roles
from review.extract.tell import alone, as_chosen, findings, what_it_does, what_it_found
from review.model import Chosen, Entry, Excerpt, Extract, Fact, Json, Role, Sentence
from review.text.edits import excerpt
from review.text.markup import markup_edits
from review.text.spans import sentence_spans

__all__ = ["extract", "extract_keys", "extract_plain"]

_NOTHING = Chosen()
_BACKGROUND = 3  # sentences tried for one that defines a theme
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
    """An abstract, read once: its sentences, how they look, their roles and ranking.

    `use` is the sentence by which a person wants the work cited; of those `barred` none is used.
    """

    source: Source
    texts: tuple[str, ...]
    looks: tuple[Look, ...]
    scores: tuple[Sequence[float], ...]
    kinds: tuple[Role, ...]
    chosen: Keys
    use: int | None
    barred: frozenset[int]


def extract(entry: Entry, mark: str | None = None, chosen: Chosen = _NOTHING) -> Extract:
    """Return what the abstract of `entry` says of the work: roles, key sentences, name, facts.

    In citation sentences the work is written `[@mark]`; `mark` is the id where not given. An
    entry without an abstract gives an empty extract. `chosen` by a person are the sentence that
    cites the work, and those that nothing is taken from.
    """
    read = _read(entry, mark, chosen)
    return Extract(entry.id) if read is None else _further(read, _key_sentences(entry, read))


def extract_keys(entry: Entry, mark: str | None = None) -> Extract:
    """Return the same without what only sections need: findings, limits, background, facts."""
    read = _read(entry, mark, _NOTHING)
    return Extract(entry.id) if read is None else _key_sentences(entry, read)


def _read(entry: Entry, mark: str | None, said: Chosen) -> _Read | None:
    """The abstract as all else looks at it; None where there is none."""
    spans = sentence_spans(entry.abstract)
    if not spans:
        return None
    texts = tuple(entry.abstract[start:end] for start, end in spans)
    shut = tuple(map(closing, texts))
    looks = tuple(look("" if last else text) for text, last in zip(texts, shut, strict=True))
    scores = tuple(role_scores(looks))
    told = roles(texts, looks, scores)
    kinds: tuple[Role, ...] = tuple(
        "other" if last else role for role, last in zip(told, shut, strict=True)
    )
    name = introduced(entry.title, texts, looks)
    chosen = keys(entry.title, looks, scores, kinds, holding(name, texts))
    aims = aims_first(chosen.contribution, texts, looks, kinds)
    chosen = replace(chosen, contribution=tuple(place for place in aims if not shut[place]))
    barred = frozenset(place for place, span in enumerate(spans) if span in said.ban)
    wanted = said.use if said.use not in said.ban else None
    use = spans.index(wanted) if wanted in spans else None
    source = _source(entry, spans, mark if mark is not None else str(entry.id), name)
    chosen = without(chosen, barred)
    return _Read(source, texts, looks, scores, kinds, chosen, use, barred)


def _key_sentences(entry: Entry, read: _Read) -> Extract:
    source, chosen = read.source, read.chosen
    citation, stands = (
        what_it_does(source, chosen, read.kinds, read.looks)
        if read.use is None
        else (as_chosen(source, read.use), True)
    )
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
    places = findings(source, citation, read.chosen, kinds, looks)
    finding, leaning = what_it_found(source, places, looks, citation if found.stands else None)
    stated = _free(read, facts(source.abstract, spans, kinds, source.name))
    hedged = limits(read.texts, kinds, looks, citation, spans)
    reporting = _open(read, _reporting(read.chosen, kinds))
    return replace(
        found,
        finding=finding,
        leans=leaning,
        limitation=alone(source, _open(read, hedged)),
        background=_background(
            source, read.texts, read.scores, _open(read, _setting(kinds, looks))
        ),
        headline=headline(stated, [spans[place] for place in reporting]),
        facts=stated,
    )


def _open(read: _Read, places: Iterable[int]) -> list[int]:
    """The sentences that may be used."""
    return [place for place in places if place not in read.barred]


def _free(read: _Read, stated: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts that stand in sentences that may be used."""
    shut = [read.source.spans[place] for place in sorted(read.barred)]
    return tuple(
        fact
        for fact in stated
        if not any(fact.said.start < end and start < fact.said.end for start, end in shut)
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
    made = alone(source, fit[:_BACKGROUND])
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
