"""Headings: one noun phrase for each group, no two of which repeat each other.

Parents are named first, by what their children share; then the leaf that a phrase names best
takes it, until every leaf has a name.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from review.model import Entry
from review.taxonomy.lexicon import Lexicon, Stems, fit, spelt, worth
from review.text.markup import clean
from review.text.phrases import NEVER_LAST
from review.text.terms import terms

USUAL, THIN, BARE, TWO = 0.12, 0.07, 0.03, 0.0
"""Shares of the papers of a group that say its heading: usually, and failing that; two papers
suffice at last."""

VAST = 0.3  # share of its papers that must say the heading of a family with most of the groups
_FEW = 4  # groups that one family may have all of
_ROOT = 6  # letters of a stem that tell two families of words apart: detect, detector
_STEM = 5  # letters of a root that may begin another: gambl, gamble
_INITIALS = 3  # words from which the initials of a heading are its short form
_OFFERED = 40  # phrases that a group may choose among
_CHILDREN = 0.5  # share of the children that must say the heading of their parent
_SAID = 0.06  # share of its papers that a child needs for that
_ONE = 0.6  # share of the papers that say it, all in one child, beyond which it names that one
_LONGEST = 70  # letters of a title that stands in for a heading


Nearness = Callable[[Stems, Sequence[int]], float]


@dataclass(frozen=True, slots=True)
class Named:
    """A heading and how well it fits."""

    key: Stems
    stems: frozenset[str]
    words: str
    worth: float


def offers(
    group: Sequence[int], known: Lexicon, near_to: Nearness, covers: float = USUAL
) -> list[Named]:
    """Return the phrases that may name the groups `group` together, best first.

    `near_to` tells how near a phrase lies to the groups, 0..1; `covers` is the share of the papers
    that must say it.
    """
    found = []
    for stems, use in known.uses.items():
        value = worth(use, group, known, covers)
        value = value * fit(stems, use, known, covers) if value else 0.0
        if value > 0 and (value := round(value * near_to(stems, group), 3)) > 0:
            found.append((-value, stems, use))
    found.sort(key=lambda x: (x[0], x[1]))
    return [
        Named(stems, roots(words), words, -value)
        for value, stems, use in found[:_OFFERED]
        if (words := spelt(use, known))
    ]


def roots(words: str) -> frozenset[str]:
    """Return what tells a heading from another: the roots of its words without empty nouns.

    With them stand the initials of three words or more, in capitals: "electronic gaming machines"
    and "electronic gambling machines" are both written EGM.
    """
    said = words.lower().replace("-", " ").split()
    telling = " ".join(word for word in words.lower().split() if word not in NEVER_LAST)
    initials = "".join(word[0] for word in said).upper()
    found = {stem[:_ROOT] for stem in terms(telling.replace("-", " ")) or terms(words)}
    return frozenset(found | ({initials} if len(said) >= _INITIALS else set()))


def near(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two headings repeat each other: one lies in the other, or they share most."""
    words = [frozenset(root for root in each if not root.isupper()) for each in (one, other)]
    shared = sum(any(_kin(a, b) for b in words[1]) for a in words[0])
    if shared >= min(map(len, words)):
        return True
    alike = shared + len((one - words[0]) & other)
    return 3 * alike > sum(map(len, words)) + (alike > shared)


def _kin(one: str, other: str) -> bool:
    """Whether two roots are of one family: equal, or one of five letters begins the other."""
    return one == other or (min(len(one), len(other)) == _STEM and one[:_STEM] == other[:_STEM])


def name_parents(
    families: Sequence[Sequence[int]],
    known: Lexicon,
    taken: Sequence[frozenset[str]],
    near_to: Nearness,
) -> list[str]:
    """Return the heading of each family of two groups or more that share one, else ""."""
    used = list(taken)
    names = [""] * len(families)
    ranked = [
        (-offer.worth, offer.words, number, offer)
        for number, family in enumerate(families)
        if len(family) > 1
        for offer in offers(family, known, near_to, VAST if vast(family, families) else THIN)
        if _shared(offer, family, known)
    ]
    for _, words, number, offer in sorted(ranked, key=lambda x: x[:3]):
        if not names[number] and not any(near(offer.stems, other) for other in used):
            names[number] = words
            used.append(offer.stems)
    return names


def vast(family: Sequence[int], families: Sequence[Sequence[int]]) -> bool:
    """Whether a family has most of the groups: what is left over when the others are formed.

    Only a phrase that many of its papers say names it.
    """
    return 2 * len(family) > sum(map(len, families)) > _FEW


def _shared(offer: Named, family: Sequence[int], known: Lexicon) -> bool:
    """Whether enough of the children say the phrase, and it is not of one of them alone."""
    use = known.uses[offer.key]
    said = sum(use.groups[number] >= max(1, _SAID * known.sizes[number]) for number in family)
    most = max(use.groups[number] for number in family)
    total = sum(use.groups[number] for number in family)
    return said >= max(2, _CHILDREN * len(family)) and most <= _ONE * total


def joined(
    family: Sequence[int], known: Lexicon, taken: Sequence[frozenset[str]], near_to: Nearness
) -> str:
    """Return a heading for a family that shares no phrase: two phrases of different children.

    None repeats one of `taken`; "" where there are no two.
    """
    chosen: list[Named] = []
    homes: set[int] = set()
    for offer in offers(family, known, near_to, BARE):
        groups = known.uses[offer.key].groups
        home = max(family, key=lambda number: (groups[number], -number))
        said = [*taken, *(other.stems for other in chosen)]
        if home not in homes and not any(near(offer.stems, other) for other in said):
            chosen.append(offer)
            homes.add(home)
        if len(chosen) == 2:
            second = chosen[1].words
            lower = second.split(maxsplit=1)[0].lower().split("-")[0] in known.plain
            return f"{chosen[0].words} and {second[0].lower() + second[1:] if lower else second}"
    return ""


def name_leaves(
    groups: Mapping[int, Sequence[Entry]],
    known: Lexicon,
    taken: Sequence[frozenset[str]],
    near_to: Nearness,
    tiers: Sequence[float] = (USUAL, THIN, BARE, TWO),
) -> dict[int, str]:
    """Return the heading of each group that has one, none near one of `taken` or another's.

    `tiers` are the shares of its papers that must say it, tried one after the other.
    """
    names: dict[int, str] = {}
    used = list(taken)
    for covers in tiers:
        ranked = sorted(
            (
                (-offer.worth, offer.words, number, offer.stems)
                for number in sorted(set(groups) - set(names))
                for offer in offers([number], known, near_to, covers)
            ),
            key=lambda x: x[:3],
        )
        for _, words, number, stems in ranked:
            if number not in names and not any(near(stems, other) for other in used):
                names[number] = words
                used.append(stems)
    return names


def stand_ins(
    groups: Mapping[int, Sequence[Entry]], names: Mapping[int, str], taken: Sequence[str]
) -> dict[int, str]:
    """Return `names` with a title of its papers for each group that has no heading."""
    full = dict(names)
    spelled = {name.casefold() for name in (*names.values(), *taken)}
    for number in sorted(set(groups) - set(names)):
        full[number] = _stand_in(groups[number], spelled)
        spelled.add(full[number].casefold())
    return full


def _stand_in(members: Sequence[Entry], spelled: set[str]) -> str:
    """Return the title of the first member that has a short one, else a number."""
    titles = (clean(entry.title).split(":")[0].strip() for entry in members)
    short = (title for title in titles if title and len(title) <= _LONGEST)
    free = (title for title in short if title.casefold() not in spelled)
    return next(free, None) or _numbered("Other works", spelled)


def _numbered(words: str, spelled: set[str]) -> str:
    """Return the words, with the first free number where they stand already."""
    number = 1
    while (name := words if number == 1 else f"{words} {number}").casefold() in spelled:
        number += 1
    return name
