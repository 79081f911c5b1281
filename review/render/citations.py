"""How a work is called in a text: "Gu et al. (2023a)", or by its name where authors are unknown."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from review.model import Excerpt, Paper, Quote, Survey
from review.render.bibtex import shown_year
from review.text.titles import shown

MARK = re.compile(r"\[@(?P<key>[^\[\]\s]+)\](?P<own>['’]s|['’](?!\w))?")
"""A work inside a sentence, with the possessive that belongs to it."""

_HEAD = re.compile(r":\s|\s[-–—]+\s")


def label(paper: Paper) -> str:
    """Return "Tan", "Tan and Wang" or "Tan et al."; empty where no author is known."""
    names = [author.family or author.given for author in paper.authors]
    if not names:
        return ""
    if len(names) > 2 or not paper.authors_complete:
        return f"{names[0]} et al."
    return " and ".join(names)


def year_label(paper: Paper) -> str:
    """Return "2024" or "2024a", the year that the entry of the work has; empty where unknown."""
    year = shown_year(paper)
    return f"{year}{paper.letter}" if year else ""


def short_title(paper: Paper) -> str:
    """Return the repaired title up to its colon or dash; the key where there is no title."""
    head = _HEAD.split(shown(paper.title), maxsplit=1)[0].strip()
    return head or shown(paper.title).strip() or paper.key


def marks(quote: Quote | Excerpt) -> Iterator[re.Match[str]]:
    """Yield where an edit has put the work into the text, or a counted sentence names one.

    What looks the same and stands in the abstract itself cites nothing: it is text.
    """
    if isinstance(quote, Quote) and quote.counted:
        yield from (found for found in MARK.finditer(quote.text) if found["key"] in quote.also)
        return
    put, out, position = [], 0, quote.start
    for edit in quote.edits:
        out += edit.start - position
        put.append((out, out + len(edit.to)))
        out, position = put[-1][1], edit.end
    for found in MARK.finditer(quote.text):
        if any(start <= found.start() and found.end("key") < end for start, end in put):
            yield found


def is_narrative(quote: Quote | Excerpt) -> bool:
    """Return whether the work is part of the sentence, and not put behind it in parentheses."""
    return any("[@" in edit.to and edit.op != "cite" for edit in quote.edits)


def others(quote: Quote | Excerpt) -> tuple[str, ...]:
    """Return the further works that say what the sentence of a work says."""
    return quote.also if isinstance(quote, Quote) and not quote.counted else ()


def is_listed(quote: Quote | Excerpt) -> bool:
    """Return whether the works of the sentence follow their own titles."""
    return isinstance(quote, Quote) and quote.counted


def titled(text: str) -> tuple[str, str]:
    """Return the end of a list in two parts: before its last title, and that in its quotes."""
    at = text.find("“")
    return (text[:at], text[at:].strip()) if at >= 0 else (text, "")


def ending(text: str) -> tuple[str, str]:
    """Return the end of a sentence in two parts: before its final punctuation, and that."""
    body = text.rstrip(".!?")
    return body, text[len(body) :]


@dataclass(frozen=True, slots=True)
class Citations:
    """The papers by key and the names of what they introduce: enough to cite any of them."""

    papers: Mapping[str, Paper]
    names: Mapping[str, str]
    years: Mapping[str, str]

    @classmethod
    def of(cls, survey: Survey) -> "Citations":
        """Return the citations of `survey`."""
        names = {str(extract.id): extract.name for extract in survey.extracts if extract.name}
        papers = {paper.key: paper for paper in survey.papers}
        return cls(papers, names, {key: year_label(paper) for key, paper in papers.items()})

    def who(self, key: str, said: str = "") -> str:
        """Return the authors; else the work's own name; else its short title in quotation marks.

        A name that stands in `said` already is no subject of it: nothing introduces itself.
        """
        paper = self.papers[key]
        name = self.names.get(key, "")
        return label(paper) or (name if name not in said else "") or f"“{short_title(paper)}”"

    def narrative(self, key: str, own: str = "", said: str = "") -> str:
        """Return "Gu et al. (2023)", or with `own` "Gu et al.'s (2023)", as a subject of `said`."""
        year = self.years[key]
        return f"{self.who(key, said)}{own}" + (f" ({year})" if year else "")

    def parenthetical(self, key: str) -> str:
        """Return "Gu et al., 2023", without the parentheses."""
        year = self.years[key]
        return self.who(key) + (f", {year}" if year else "")

    def numbered(self, key: str, number: int, own: str = "", said: str = "") -> str:
        """Return "Gu et al. [1]", or with `own` "Gu et al.'s [1]", as a subject of `said`."""
        return f"{self.who(key, said)}{own} [{number}]"

    def dated(self, key: str) -> str:
        """Return what follows the title of a work: "Gu et al., 2023", the year alone, nothing."""
        paper = self.papers[key]
        return self.parenthetical(key) if label(paper) else self.years[key]
