"""The sentences that a person chose or banned, found in the abstracts they stand in."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from review.config import Exclusion, Wording
from review.model import Chosen, Paper, Problem
from review.pipeline.decisions import finder, nobody
from review.text.markup import clean
from review.text.spans import sentence_spans

_NEAR = 0.3  # how alike the nearest sentence is at least
_SHOWN = 200  # characters of a sentence that is suggested

Spans = tuple[tuple[int, int], ...]


def chosen(
    papers: Sequence[Paper], wordings: Iterable[Wording], left_out: Iterable[Exclusion] = ()
) -> tuple[Mapping[str, Chosen], tuple[Problem, ...]]:
    """Return what a person chose of the abstracts, by citation key, and what could not be found.

    Of two sentences to cite one paper by, the later one in the file holds; one that is banned is
    never used.
    """
    find = finder(papers)
    said: dict[str, Chosen] = {}
    used: dict[str, Wording] = {}
    problems = []
    for wording in wordings:
        position = find(wording.paper)
        if position is None:
            problems.append(nobody(wording.where, wording.paper, "sentences", papers, left_out))
            continue
        paper = papers[position]
        span, reason = _stands(wording.use or wording.ban, paper.abstract)
        if span is None:
            problems.append(Problem(wording.where, f"{paper.key}: {reason}"))
            continue
        before = said.get(paper.key, Chosen())
        if wording.use:
            used[paper.key] = wording
            said[paper.key] = replace(before, use=span)
        else:
            said[paper.key] = replace(before, ban=(*before.ban, span))
    at_odds = [key for key, one in sorted(said.items()) if one.use in one.ban]
    problems += [
        Problem(used[key].where, f"{key}: the sentence to use is banned too; it is not used")
        for key in at_odds
    ]
    return said, tuple(problems)


def _stands(text: str, abstract: str) -> tuple[tuple[int, int] | None, str]:
    """Return the sentence of the abstract that reads so, up to white space; else why there is none.

    It may be given as the abstract has it, or as pages show it, with its markup repaired.
    """
    spans = sentence_spans(abstract)
    if not spans:
        return None, "has no abstract to take a sentence from"
    wanted = _plain(text)
    for span in spans:
        if wanted in (_plain(abstract[slice(*span)]), _plain(clean(abstract[slice(*span)]))):
            return (None, _LIKE_A_CITATION) if "[@" in wanted else (span, "")
    return None, f"no sentence of its abstract reads {_short(wanted)}{_nearest(wanted, abstract)}"


_LIKE_A_CITATION = "the sentence holds what looks like a citation ([@) and cannot be used"


def _plain(text: str) -> str:
    return " ".join(text.split())


def _nearest(wanted: str, abstract: str) -> str:
    sentences = [_plain(abstract[start:end]) for start, end in sentence_spans(abstract)]
    near = difflib.get_close_matches(wanted, sentences, n=1, cutoff=_NEAR)
    return f"; the nearest is {_short(near[0], 1000)}" if near else ""


def _short(text: str, most: int = _SHOWN) -> str:
    return repr(text if len(text) <= most else f"{text[:most]}…")
