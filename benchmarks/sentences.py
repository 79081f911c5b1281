"""Which sentence says what: key sentences, names, summaries, aspects and roles of abstracts.

Every figure of ours comes from `review.extract.extract` on the running text, as a person would
run it. Where the shipped weights were fitted on the labels themselves, "refitted" weights are
learned without the tenth of the labels they are measured on.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from benchmarks.paired import at_most, flip_test, sign_test
from benchmarks.sentence_data import Labelled, csabstruct, lines, rouge, scitldr, seed_labels
from review.extract import extract
from review.model import Entry, Excerpt, Extract

DATA = Path("../shared/data")
FOLDS = 10
SEEDS = range(5)
ASPECTS = (("challenge", "problem"), ("approach", "contribution"), ("outcome", "result"))
PROPOSE = re.compile(
    r"\b(?:we|this (?:paper|work|article|study|letter)|the authors)\b.{0,40}?\b(?:propos|present|"
    r"introduc|develop|describ|design|provid|study|studies|investigat|explor|examin|analy[sz]|show|address)",
    re.IGNORECASE,
)
FOUND = re.compile(
    r"\b(?:results? (?:show|demonstrat|indicat|suggest)|experiment\w*|outperform|state.of.the.art|"
    r"we (?:show|find|demonstrat|observ|found)|achiev|improv|significant|surpass|superior)",
    re.IGNORECASE,
)
Row = dict[str, Any]
Rule = Callable[[Labelled], int]


def row(name: str, figure: str, value: float | str, asked: str = "") -> Row:
    """Return one line of the table; shares are given in percent."""
    return {"name": name, "figure": figure, "value": value, "asked": asked}


def joined(each: Labelled) -> tuple[str, list[int]]:
    """Return the running text of an abstract and where each of its given sentences begins."""
    if each.abstract:
        starts, at = [], 0
        for text in each.texts:
            at = each.abstract.index(text, at)
            starts.append(at)
            at += len(text)
        return each.abstract, starts
    return " ".join(each.texts), [0, *accumulate(len(text) + 1 for text in each.texts)][:-1]


def extracted(each: Labelled) -> tuple[Extract, list[int]]:
    """Return what the program finds, and where each given sentence begins."""
    text, starts = joined(each)
    return extract(Entry(id=1, title=each.title, abstract=text)), starts


def place(excerpt: Excerpt | None, starts: Sequence[int]) -> int | None:
    """Return the number of the given sentence in which an excerpt begins."""
    return bisect_right(starts, excerpt.start) - 1 if excerpt else None


# ── simple rules and peers ───────────────────────────────────────────────────────────────────


def lead(each: Labelled) -> int:
    """Choose the first sentence."""
    return 0


def last(each: Labelled) -> int:
    """Choose the last sentence."""
    return len(each.texts) - 1


def proposing(each: Labelled) -> int:
    """Choose the first sentence in which the authors say that they propose or study something."""
    return next((i for i, text in enumerate(each.texts) if PROPOSE.search(text)), 0)


def finding(each: Labelled) -> int:
    """Choose the first sentence after the proposal that speaks of results, or the last."""
    after = range(proposing(each) + 1, len(each.texts))
    return next((i for i in after if FOUND.search(each.texts[i])), last(each))


def cue_roles(each: Labelled) -> list[str]:
    """Say background before the proposal, objective of it, result of findings, else method."""
    own = proposing(each)
    later = ["result" if FOUND.search(text) else "method" for text in each.texts[own + 1 :]]
    return ["background"] * own + ["objective"] + later


class _Words:
    """The tokenizer that sumy asks for; its own needs data that has to be downloaded."""

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(re.findall(r"[^\W\d_]+", text.lower()))


def sumy(method: str) -> Rule:
    """Return LexRank or TextRank of sumy as a rule that chooses one sentence."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer

    kinds = {"LexRank": LexRankSummarizer, "TextRank": TextRankSummarizer}
    summarizer, words = kinds[method](Stemmer("english")), _Words()

    def choose(each: Labelled) -> int:
        sentences = [Sentence(text, words) for text in each.texts]
        best = summarizer(ObjectDocumentModel([Paragraph(sentences)]), 1)
        return next((i for i, own in enumerate(sentences) if best and own is best[0]), 0)

    return choose


def rules(*simple: tuple[str, Rule]) -> tuple[tuple[str, Rule], ...]:
    """Return the simple rules and the peers."""
    return (*simple, ("sumy LexRank", sumy("LexRank")), ("sumy TextRank", sumy("TextRank")))


# ── figures ──────────────────────────────────────────────────────────────────────────────────


def percent(hits: Sequence[float], digits: int = 1) -> float:
    """Return the mean, such as a share of hits, in percent."""
    return round(100 * sum(hits) / max(len(hits), 1), digits)


def right(chosen: int | None, each: Labelled, kind: str) -> bool:
    """Whether a choice is one of the readers' answers; null is right where they have none."""
    return chosen in each.chosen[kind] if each.chosen[kind] else chosen is None


def contribution() -> list[Row]:
    """Return P@1 of the sentence that says what the paper does."""
    return _key("contribution", rules(("first sentence", lead), ("cue rule", proposing)), "79")


def result() -> list[Row]:
    """Return P@1 of the sentence that says what the paper found, null included."""
    return _key("result", rules(("last sentence", last), ("cue rule", finding)), "68")


def _key(kind: str, simple: Sequence[tuple[str, Rule]], asked: str) -> list[Row]:
    labelled = seed_labels(DATA)
    hits = {name: [right(rule(each), each, kind) for each in labelled] for name, rule in simple}
    found = [extracted(each) for each in labelled]
    ours = [
        right(place(getattr(made, kind), starts), each, kind)
        for each, (made, starts) in zip(labelled, found, strict=True)
    ]
    known = [each for each in labelled if each.chosen[kind]]
    cue = [float(right(dict(simple)["cue rule"](each), each, kind)) for each in known]
    again = _refitted(kind, known)
    chances = sign_test(ours, hits["cue rule"]), flip_test(again, cue)
    return [
        *(row(name, "P@1 %", percent(each)) for name, each in hits.items()),
        row("review extract (fitted on these)", "P@1 %", percent(ours), asked),
        row("review extract, refitted on 9/10", "P@1 %", percent(again), asked),
        row("review extract against the cue rule", "p", at_most(chances[0])),
        row("refitted against the cue rule", "p", at_most(chances[1])),
    ]


def _refitted(kind: str, known: Sequence[Labelled]) -> list[float]:
    """Share of hits of each paper by weights that have not seen it, over five shuffles."""
    import random

    from benchmarks.fit_sentences import PENALTY, by_label, fit_ranking
    from review.extract import linear

    prior = linear.ranking("summary") if kind == "contribution" else None
    choices = [by_label(each, kind) for each in known]
    hits = [0.0] * len(known)
    for seed in SEEDS:
        order = random.Random(seed).sample(range(len(known)), len(known))
        for fold in range(FOLDS):
            held = set(order[fold::FOLDS])
            rest = [choice for i, choice in enumerate(choices) if i not in held]
            weights = fit_ranking(rest, PENALTY[kind], prior)
            for i in held:
                hits[i] += _best(weights, choices[i].rows) in known[i].chosen[kind]
    return [each / len(SEEDS) for each in hits]


def _best(weights: Mapping[str, float], rows: Sequence[Mapping[str, float]]) -> int:
    from review.extract.linear import score

    points = [score(weights, each) for each in rows]
    return points.index(max(points))


def name() -> list[Row]:
    """Return exact match of the name, its F1, and how many names are wrong."""
    labelled = seed_labels(DATA)
    names = [extracted(each)[0].name for each in labelled]
    prefix = [each.title.partition(":")[0] if ":" in each.title else None for each in labelled]
    rows, exacts = [], []
    for label, found, asked in (
        ("title before a colon", prefix, ""),
        ("review extract", names, "85"),
    ):
        exact = [
            name in each.names if each.names else name is None
            for name, each in zip(found, labelled, strict=True)
        ]
        exacts.append(exact)
        hits = sum(name in each.names for name, each in zip(found, labelled, strict=True))
        given = sum(name is not None for name in found)
        there = sum(bool(each.names) for each in labelled)
        rows += [
            row(label, "exact match %, null included", percent(exact), asked),
            row(label, "F1 % of the names", round(200 * hits / max(given + there, 1), 1)),
            row(label, "wrong names", given - hits),
        ]
    chance = at_most(sign_test(exacts[1], exacts[0]))
    return [*rows, row("review extract against the title before a colon", "p", chance)]


def tldr() -> list[Row]:
    """Return ROUGE of one sentence against the nearest of the summaries of SciTLDR dev."""
    papers = scitldr(DATA, "dev")
    simple = rules(("first sentence", lead), ("first we propose", proposing))
    figures = {
        label: _rouges([each.texts[rule(each)] for each in papers], papers)
        for label, rule in simple
    }
    figures["review extract"] = _rouges([_summary(each) for each in papers], papers)
    best = [each.texts[each.overlaps.index(max(each.overlaps))] for each in papers]
    figures["oracle sentence"] = _rouges(best, papers)
    ours, cue = ([each[0] for each in figures[key]] for key in ("review extract", simple[1][0]))
    gain = percent([a - b for a, b in zip(ours, cue, strict=True)], 2)
    rows = [
        row(label, "ROUGE-1 / 2 / L", " / ".join(map(str, map(percent, zip(*values, strict=True)))))
        for label, values in figures.items()
    ]
    chance = at_most(flip_test(ours, cue))
    against = "review extract over first we propose"
    return [*rows, row(against, "R-1", gain, "2.3"), row(against, "p", chance)]


def _summary(each: Labelled) -> str:
    found = extracted(each)[0]
    return found.summary[0].text if found.summary else ""


def _rouges(texts: Sequence[str], papers: Sequence[Labelled]) -> list[tuple[float, ...]]:
    """ROUGE-1, -2 and -L of each text with the reference that it is nearest to."""
    found = []
    for text, paper in zip(texts, papers, strict=True):
        scores = [rouge().score(reference, text) for reference in paper.references]
        best = max(scores, key=lambda score: float(score["rouge1"].fmeasure))
        found.append(tuple(best[kind].fmeasure for kind in ("rouge1", "rouge2", "rougeL")))
    return found


def aspects() -> list[Row]:
    """Return P@1 of challenge, approach and outcome against the highlights of ACLSum."""
    papers = [
        (each, Labelled(title=each["title"], texts=tuple(each["sentences"]["abstract"])))
        for part in ("train", "val")
        for each in lines(DATA / "aclsum" / f"{part}.jsonl")
    ]
    simple = rules(
        ("first sentence", lead),
        ("first we propose", proposing),
        ("first finding after it", finding),
        ("last sentence", last),
    )
    found = [extracted(paper) for _, paper in papers]
    rows = []
    for aspect, field in ASPECTS:
        marks = [each["highlights"][aspect]["abstract"] for each, _ in papers]
        there = [i for i, mark in enumerate(marks) if any(mark)]
        hits = {
            label: [bool(marks[i][rule(papers[i][1])]) for i in there] for label, rule in simple
        }
        places = [place(getattr(found[i][0], field), found[i][1]) for i in there]
        ours = [p is not None and bool(marks[i][p]) for i, p in zip(there, places, strict=True)]
        rows += _against(aspect, hits, ours)
    return rows


def _against(aspect: str, hits: Mapping[str, Sequence[bool]], ours: Sequence[bool]) -> list[Row]:
    """The lines of one aspect, with a paired test against the best of the simple rules."""
    best = max(hits, key=lambda label: sum(hits[label]))
    asked = "" if aspect == "challenge" else f"{percent(hits[best]) + 5:.1f}"
    chance = at_most(sign_test(ours, hits[best]))
    return [
        *(row(label, f"{aspect}: P@1 %", percent(each)) for label, each in hits.items()),
        row("review extract", f"{aspect}: P@1 %", percent(ours), asked),
        row(f"review extract against {best}", f"{aspect}: p", chance),
    ]


def roles() -> list[Row]:
    """Return the micro-F1 of the roles on CSAbstruct dev, from the running text."""
    papers = csabstruct(DATA, "dev")
    hits: list[bool] = []
    folded: list[bool] = []
    cued: list[bool] = []
    fold = {"limitation": "result", "outlook": "result", "resource": "other"}
    for paper in papers:
        found, starts = extracted(paper)
        begins = [sentence.start for sentence in found.sentences]
        for start, text, role in zip(starts, paper.texts, paper.roles, strict=True):
            middle = bisect_right(begins, start + len(text) // 2) - 1
            ours = found.sentences[max(middle, 0)].role
            hits.append(ours == role)
            folded.append(fold.get(ours, ours) == role)
        cued += [own == role for own, role in zip(cue_roles(paper), paper.roles, strict=True)]
    most = [role == "background" for paper in papers for role in paper.roles]
    return [
        row("always background", "micro-F1 %", percent(most)),
        row("cue rule", "micro-F1 %", percent(cued)),
        row("review extract, its three further roles counted wrong", "micro-F1 %", percent(hits)),
        row("review extract", "micro-F1 %", percent(folded), "67"),
        row("review extract against the cue rule", "p", at_most(sign_test(hits, cued))),
    ]
