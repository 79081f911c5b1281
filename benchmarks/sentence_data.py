"""The labelled sentences that models are fitted on and measured with."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from review.model import Role
from review.text.markup import clean
from review.text.spans import sentence_spans
from review.text.terms import title_key


@dataclass(frozen=True, slots=True)
class Labelled:
    """The sentences of one abstract and what readers said of them; absent labels are empty."""

    title: str
    texts: tuple[str, ...]
    abstract: str = ""
    roles: tuple[Role, ...] = ()
    confidences: tuple[float, ...] = ()
    overlaps: tuple[float, ...] = ()
    references: tuple[str, ...] = ()
    chosen: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    names: tuple[str, ...] = ()


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def csabstruct(data: Path, part: str) -> tuple[Labelled, ...]:
    """Return CSAbstruct (Cohan et al. 2019): a role for every sentence."""
    return tuple(
        Labelled(
            title="",
            texts=tuple(each["sentences"]),
            roles=tuple(each["labels"]),
            confidences=tuple(each["confs"]),
        )
        for each in lines(data / "csabstruct" / f"{part}.jsonl")
    )


def scitldr(data: Path, part: str) -> tuple[Labelled, ...]:
    """Return SciTLDR (Cachola et al. 2020), abstracts only: summaries of one sentence."""
    return tuple(
        Labelled(
            title=each.get("title", ""),
            texts=tuple(each["source"]),
            overlaps=tuple(best_overlap(text, each["target"]) for text in each["source"]),
            references=tuple(each["target"]),
        )
        for each in lines(data / "scitldr" / f"{part}.jsonl")
    )


@cache
def rouge() -> Any:
    """Return the scorer of ROUGE-1, -2 and -L, stemmed."""
    from rouge_score.rouge_scorer import RougeScorer

    return RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=True)


def best_overlap(text: str, references: list[str]) -> float:
    """Return ROUGE-1 F of `text` with the nearest reference."""
    scores = (rouge().score(reference, text)["rouge1"].fmeasure for reference in references)
    return float(max(scores))


def seed_labels(data: Path) -> tuple[Labelled, ...]:
    """Return the seeds that readers labelled with key sentences and names."""
    abstracts = _seeds(data)
    return tuple(
        _labelled(each, abstracts[title_key(each["title"])])
        for each in lines(data / "seeds" / "labels_dev.jsonl")
    )


def _labelled(each: dict[str, Any], abstract: str) -> Labelled:
    texts = tuple(abstract[start:end] for start, end in sentence_spans(abstract))
    return Labelled(
        title=each["title"],
        texts=texts,
        abstract=abstract,
        chosen={
            kind: tuple(i for i, text in enumerate(texts) if matches(text, each[kind]))
            for kind in ("contribution", "result", "summary")
        },
        names=tuple(each["name"]),
    )


def matches(text: str, answers: list[str]) -> bool:
    """Whether a sentence is one of the answers, spaces and markup aside."""
    own = _bare(text)
    return any(own == _bare(answer) for answer in answers)


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", clean(text)).casefold()


def _seeds(data: Path) -> dict[str, str]:
    """Title key to abstract: the dumps alternate between them after five header lines."""
    found: dict[str, str] = {}
    for path in sorted((data / "seeds").glob("*.txt")):
        text = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for title, abstract in zip(text[5::2], text[6::2], strict=False):
            found.setdefault(title_key(title), abstract.strip())
    return found
