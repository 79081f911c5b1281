"""Facts joined to the works they mean: surely, or by a title that differs, or not at all."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from review.enrich.compare import (
    AGREED,
    OTHER_ABSTRACT,
    SAME_ABSTRACT,
    Kind,
    Match,
    agreement,
    compare,
    other_identifier,
    overlap_of,
    strangers,
)
from review.enrich.index import Index, identifiers
from review.enrich.titles import key, parse
from review.model import Problem, Record, Work

MARGIN = 3  # characters by which the best title must beat the next one
_RANKS = {"high": 0, "": 1, "medium": 2, "low": 3}
_OTHERS = "{0!r} is stated for this title with other authors too; nothing was filled"
_NEAR = "{0!r} is one of several titles that come near to that of a work; nothing was filled"
_ANY = "{0!r} could be any of {1} works; nothing was filled"

Joined = Mapping[int, Sequence[Match]]
Found = tuple[int, Match]


def join(
    works: Sequence[Work], facts: Sequence[Record], index: Index
) -> tuple[Joined, tuple[Problem, ...]]:
    """Return the matches of each work, by its position, and the facts that are doubtful.

    `index` is of the `works`. Identifiers and equal titles decide first; for works without such a
    fact, titles with slips or another subtitle, where nothing contradicts them and no rival comes
    near.
    """
    sure, problems = _surely(works, facts, index)
    spoken = {id(match.fact) for matches in sure.values() for match in matches}
    candidates: dict[int, list[Match]] = defaultdict(list)
    for fact in facts:
        if id(fact) in spoken:  # it means another work, yet may share its beginning with these
            near = _near(works, fact, index, sure)
            near = [one for one in near if one[1].kind == "beginning"]
        else:
            near, doubt = _best_work(_near(works, fact, index))
            problems += doubt
        for i, match in near:
            if i not in sure:
                candidates[i].append(match)
    unsure: dict[int, list[Match]] = {}
    for i, matches in sorted(candidates.items()):
        same, doubt = _best_fact(matches)
        problems += doubt
        unsure[i] = [match for match in same if id(match.fact) not in spoken]
    return {**sure, **unsure}, tuple(problems)


def matched(joined: Joined, position: int) -> tuple[Match, ...]:
    """Return the matches of the work at a position, the surest first."""
    return tuple(sorted(joined.get(position, ()), key=_rank))


def _rank(match: Match) -> tuple[int, str, int]:
    origin = match.fact.origin
    return _RANKS.get(stated_confidence(match.fact), 1), origin.file, origin.line


def stated_confidence(fact: Record) -> str:
    """Return how sure the source of a fact says it is, or an empty string."""
    stated = dict(fact.extra).get("confidence", "")
    return stated if isinstance(stated, str) else ""


# ── surely ───────────────────────────────────────────────────────────────────────────────────


def _surely(
    works: Sequence[Work], facts: Sequence[Record], index: Index
) -> tuple[dict[int, list[Match]], list[Problem]]:
    """Return what is joined by identifiers and equal titles, and what that leaves in doubt."""
    joined: dict[int, list[Match]] = defaultdict(list)
    problems: list[Problem] = []
    for fact in facts:
        kind: Kind = "identifier"
        found = index.identified(fact)
        if not found:
            kind, found = "title", index.titled(fact)
        if found and (doubt := _doubt([works[i] for i in found], fact, kind)):
            problems.append(Problem(str(fact.origin), doubt))
        elif found:
            joined[found[0]].append(Match(fact, kind))
    for i, matches in list(joined.items()):
        doubtful = _rivals(works[i], matches)
        problems += (Problem(str(m.fact.origin), _OTHERS.format(m.fact.title)) for m in doubtful)
        joined[i] = [match for match in matches if match not in doubtful]
    return {i: matches for i, matches in joined.items() if matches}, problems


def _doubt(found: Sequence[Work], fact: Record, kind: Kind) -> str:
    """Return why the fact cannot be joined to what was found, or an empty string."""
    if len(found) > 1:
        return _ANY.format(fact.title, len(found))
    work = found[0]
    if strangers(work, fact):
        return f"{fact.title!r} has other authors than the work of this title; nothing was filled"
    if other_identifier(work, fact):
        return f"{fact.title!r} has another identifier than the work; nothing was filled"
    if kind == "identifier" or agreement(work, fact) >= AGREED:
        return ""
    overlap = overlap_of(work.abstract, fact.abstract)
    if overlap is not None and overlap < OTHER_ABSTRACT:
        return f"{fact.title!r} has another abstract than the work; nothing was filled"
    if len(key(fact.title).split()) < 2 and (overlap or 0) < SAME_ABSTRACT:
        return f"{fact.title!r} is a title that several works may have; nothing was filled"
    return ""


def _rivals(work: Work, matches: Sequence[Match]) -> list[Match]:
    """Return the matches that name different people for a work whose own authors are unknown.

    An identifier decides: facts that share one with the work are no rivals.
    """
    if work.authors:
        return []
    doubtful = [match for match in matches if match.kind == "title"]
    pairs = combinations(doubtful, 2)
    return doubtful if any(strangers(a.fact, b.fact) for a, b in pairs) else []


# ── by a title that differs ──────────────────────────────────────────────────────────────────


def _near(
    works: Sequence[Work], fact: Record, index: Index, aside: Collection[int] = ()
) -> list[Found]:
    """Return the works, but those `aside`, whose title comes near to that of the fact, and how."""
    positions = {*index.headed(fact), *index.alike(fact)}.difference(aside)
    title = parse(fact.title)
    found = (
        (i, compare(works[i], index.titles[i], fact, title, index.vocabulary))
        for i in sorted(positions)
    )
    return [(i, match) for i, match in found if match]


def _best_work(found: list[Found]) -> tuple[list[Found], list[Problem]]:
    """Return the one work that a fact means; where two come near, none and a problem."""
    if len(found) < 2:
        return found, []
    ordered = sorted(found, key=lambda one: (one[1].order, one[0]))
    best, other = ordered[0][1], ordered[1][1]
    if _clearly(best, other):
        return ordered[:1], []
    return [], [Problem(str(best.fact.origin), _ANY.format(best.fact.title, len(found)))]


def _best_fact(matches: Sequence[Match]) -> tuple[list[Match], list[Problem]]:
    """Return the facts of the one work that is meant; where rivals come near, none and problems."""
    ordered = sorted(matches, key=lambda m: (m.order, m.fact.origin.file, m.fact.origin.line))
    best = ordered[0]
    same = [match for match in ordered if _one_work(best.fact, match.fact)]
    rival = next((match for match in ordered if match not in same), None)
    if rival is None or _clearly(best, rival):
        return same, []
    return [], [Problem(str(m.fact.origin), _NEAR.format(m.fact.title)) for m in ordered]


def _clearly(best: Match, other: Match) -> bool:
    """Return whether the best match leaves the other one behind."""
    if best.kind != other.kind or best.agreed != other.agreed:
        return best.order < other.order
    return best.kind == "slips" and other.distance - best.distance >= MARGIN


def _one_work(a: Record, b: Record) -> bool:
    """Return whether two facts that come near to one work are one themselves."""
    if a is b or set(identifiers(a)) & set(identifiers(b)):
        return True
    same = key(a.title) == key(b.title) or agreement(a, b) >= AGREED
    return same and not strangers(a, b)
