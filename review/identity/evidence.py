"""What makes two records one work, in words; and what keeps them apart."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from review.identity.identifiers import NAMES, SURE
from review.identity.prints import Print
from review.text.terms import STOP_WORDS

ALIKE = 0.9  # ratio of matching characters from which two titles may be one with a slip
NEAR = 0.85  # likewise, where authors and year agree exactly
SAME_ABSTRACT = 0.6  # share of common words from which two abstracts are one
OTHER_ABSTRACT = 0.2  # share below which they are two
EXPLAINED = 0.7  # share of the words after the title that must be authors or a venue

_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"\d+|i|ii|iii|iv|v|vi|vii|viii|ix|x")
_GENERIC = re.compile(
    r"(?:(?:guest|an?|the|special|short|brief)\s)*(?:editors?(?:\ss)?\s)?(?:editorial|introduction|"
    r"preface|foreword|afterword|summary|abstracts?|conclusions?|discussion|reply|response|comments?|"
    r"commentary|corrections?|corrigendum|errat(?:um|a)|retraction|obituary|news|letters?|"
    r"announcements?|book\sreviews?|acknowledge?ments?|contents|index|untitled|messages?|notes?)"
    r"(?:\s(?:column|section|issue|notes?|message|to\sthe\seditor|from\sthe\seditors?))?"
)


def same_work(a: Print, b: Print) -> str | None:
    """Return why the records describe one work, in words, or None where nothing proves it."""
    if a.ids and b.ids and (shared := shared_id(a, b)):
        kind, _, value = shared.partition(" ")
        doubtful = kind != "arxiv" and (strangers(a, b) or _other_abstract(a, b))
        return None if doubtful and title_ratio(a, b) <= 0.5 else f"same {NAMES[kind]} {value}"
    if not a.words or not b.words:
        return None
    if a.compact == b.compact:
        return None if apart(a, b) else _same_title(a, b)
    if 2 * len(a.bag & b.bag) < min(len(a.words), len(b.words)) or apart(a, b):
        return None
    return _similar_title(a, b)


def shared_id(a: Print, b: Print) -> str:
    """Return the surest identifier that both state, of those that prove something, or nothing."""
    shared = set(a.ids) & set(b.ids)
    found = {one.partition(" ")[0]: one for one in sorted(shared)}
    kind = next((kind for kind in NAMES if kind in found), "")
    return found[kind] if kind and (kind in SURE or not clashing(a, b)) else ""


def clashing(a: Print, b: Print) -> bool:
    """Return whether both state an identifier of one kind, of which a work has one, and differ.

    Servers of preprints give each version a number of its own, and so does PubMed to a preprint.
    """
    ours = _by_kind(a)
    return any(ours.get(kind, value) != value for kind, value in _by_kind(b).items())


def _by_kind(p: Print) -> dict[str, str]:
    """Return the identifiers of which a work has one; a preprint's by its server."""
    found = {}
    for one in p.ids:
        kind, _, value = one.partition(" ")
        if kind == "preprint":
            kind = value.partition("/")[0]
        if kind in ("doi", "arxiv") or kind[0] == "1" or (kind == "pmid" and not p.preprint):
            found[kind] = value
    return found


def apart(a: Print, b: Print) -> bool:
    """Return whether the records contradict each other: identifiers, authors or years."""
    if a.ids and b.ids:
        if any(one.partition(" ")[0] in SURE for one in set(a.ids) & set(b.ids)):
            return False
        if clashing(a, b):
            return True
    if a.year and b.year and a.year != b.year:
        if a.published and b.published and not _came_early(a, b):
            return True
        if abs(a.year - b.year) > 2 and not a.families & b.families:
            return True
    return strangers(a, b)


def _came_early(a: Print, b: Print) -> bool:
    """Return whether the years differ as they do where an article is online before its issue."""
    if a.compact != b.compact or abs((a.year or 0) - (b.year or 0)) > 1:
        return False
    overlap = abstract_overlap(a.abstract, b.abstract)
    if overlap is not None:
        return overlap >= SAME_ABSTRACT
    return a.venue == b.venue and len(a.words) > 4 and shared_authors(a, b) >= 0.5


def at_odds(a: Print, b: Print) -> bool:
    """Return whether no third record can make the two one work: they are apart, or of one title
    with abstracts that have hardly a word in common and no author who wrote both."""
    return apart(a, b) or (_other_abstract(a, b) and not _proven(a, b))


def _proven(a: Print, b: Print) -> bool:
    return bool(set(a.ids) & set(b.ids)) or bool(a.families & b.families)


def _other_abstract(a: Print, b: Print) -> bool:
    overlap = abstract_overlap(a.abstract, b.abstract)
    return overlap is not None and overlap < OTHER_ABSTRACT


def strangers(a: Print, b: Print) -> bool:
    """Return whether both name authors and share no word of their names.

    Names are compared without spaces too, since a broken accent tears a word apart.
    """
    if not a.names or not b.names or a.names & b.names:
        return False
    first, second = sorted((a.people, b.people))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return any(
        bound() < ALIKE for bound in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    )


def _same_title(a: Print, b: Print) -> str | None:
    overlap = abstract_overlap(a.abstract, b.abstract)
    agreed = bool(a.families & b.families)
    if is_general(a):
        proven = (agreed and a.year == b.year) or (overlap or 0) >= SAME_ABSTRACT
        return "same general title, with the same authors and year" if proven else None
    if overlap is not None and overlap < OTHER_ABSTRACT and not agreed:
        return None
    short = overlap is None and len(a.words) <= 4
    if short and a.families and b.families and shared_authors(a, b) < 0.5:
        return None
    return "same title"


def _similar_title(a: Print, b: Print) -> str | None:
    """Return the evidence for titles that differ: authors, year and abstract must speak for it."""
    overlap = abstract_overlap(a.abstract, b.abstract)
    if (a.unsigned or b.unsigned) and overlap is None and _same_beginning(a, b):
        return "same title, followed by the same authors or venue"
    numbered = numbers(a) != numbers(b) or _marked(a, b)
    if overlap is not None:
        if overlap >= SAME_ABSTRACT and not (numbered and overlap < 0.9):
            return "similar title, same abstract"
        return None
    agreement = shared_authors(a, b)
    if numbered or not agreement:
        return None
    ratio = title_ratio(a, b)
    same_year = a.year is not None and a.year == b.year
    if same_year and agreement >= 0.5 and (ratio >= NEAR or _within(a, b)):
        return "similar title, same authors, same year"
    if (a.year is None or b.year is None or same_year) and ratio >= ALIKE:
        return "similar title, same authors"
    return None


def _same_beginning(a: Print, b: Print) -> bool:
    """Return whether the titles begin alike and the rest of each is stated elsewhere in the other.

    So it is where authors or a venue were written into the title column.
    """
    same = next(
        (i for i, pair in enumerate(zip(a.words, b.words, strict=False)) if pair[0] != pair[1]),
        min(len(a.words), len(b.words)),
    )
    rests = [[w for w in p.words[same:] if len(w) > 1] for p in (a, b)]
    if same < 3 or not any(rests):
        return False
    known = set(rests[0]) & set(rests[1]) | a.names | b.names
    known |= set(a.venue.split()) | set(b.venue.split())
    if any(rest and rest[0] not in known for rest in rests):
        return False
    words = rests[0] + rests[1]
    return sum(word in known for word in words) >= EXPLAINED * len(words)


def shared_authors(a: Print, b: Print) -> float:
    """Return the share of the longer list of family names that is in the other one, 0..1."""
    longer = max(len(a.families), len(b.families))
    common = max(len(a.families & b.names), len(b.families & a.names))
    return round(common / longer, 3) if longer else 0.0


def _within(a: Print, b: Print) -> bool:
    """Return whether the one title holds the other: a subtitle or a remark was added."""
    short, long = sorted((a.words, b.words), key=len)
    return len(short) >= 3 and set(short).issubset(long) and long[0] == short[0]


def is_general(p: Print) -> bool:
    """Return whether many works have the title: "Editorial", "Reply to the editor", one word."""
    return len(p.words) < 2 or _GENERIC.fullmatch(" ".join(p.words)) is not None


def numbers(p: Print) -> set[str]:
    """Return the numbers in the title, Roman ones too, that tell the parts of a series apart."""
    return {word for word in p.words if _NUMBERED.fullmatch(word)}


def _marked(a: Print, b: Print) -> bool:
    """Return whether words of one letter or two tell the titles apart as numbers do: TPC-H.

    A title that holds the authors too has their initials.
    """
    if a.unsigned or b.unsigned:
        return False
    one, other = ({w for w in p.words if len(w) < 3} - STOP_WORDS for p in (a, b))
    return one != other


def title_ratio(a: Print, b: Print) -> float:
    """Return how much of the two titles matches, 0..1 (Ratcliff and Obershelp)."""
    first, second = sorted((a.compact, b.compact))
    return round(SequenceMatcher(None, first, second, autojunk=False).ratio(), 3)


def abstract_overlap(a: str, b: str) -> float | None:
    """Return the share of common words (Jaccard), 0..1, or None where one abstract is missing."""
    if not a or not b:
        return None
    if a == b:
        return 1.0
    first, second = _words(a), _words(b)
    return round(len(first & second) / max(1, len(first | second)), 3)


@lru_cache(maxsize=1 << 14)
def _words(abstract: str) -> frozenset[str]:
    return frozenset(_WORD.findall(abstract.casefold()))
