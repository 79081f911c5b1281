"""Works beside others in LaTeX: named by their titles, or saying what another one says."""

from dataclasses import replace

import pytest

from review.model import Author, Edit, Extract, Paper, Quote, Survey
from review.render.citations import Citations
from review.render.latex import Cite

GU = Paper(id="1", key="gu2023", title="BOOT & co.", authors=(Author("Gu"),), year=2023)
LI = Paper(id="2", key="li2024", title="Two", authors=(Author("Li"),), year=2024)
CHI = Paper(id="3", key="chi2024", title="MentalBERT: 100%", year=2024)
ESPORT = Paper(id="4", key="esport", title="ESPORT: A Set")
SURVEY = Survey("T", "0", papers=(CHI, ESPORT, GU, LI), extracts=(Extract("chi2024", name="MB"),))
CITE = Cite(Citations.of(SURVEY))
TOLD = Quote("[@gu2023] win.", "gu2023", 0, 7, (Edit("subject", 0, 2, "[@gu2023]"),))
FOUND = Quote("It wins [@gu2023].", "gu2023", 0, 8, (Edit("cite", 7, 7, " [@gu2023]"),))


@pytest.mark.parametrize(
    ("also", "told", "found"),
    [
        (("li2024",), r"~\citep[also][]{li2024}.", r"~\citep{gu2023,li2024}."),
        (
            ("chi2024",),
            r"~\citegroup{chi2024}{also}{also \citeauthor{chi2024}, 2024}.",
            r"~\citegroup{gu2023,chi2024}{}{\citealp{gu2023}; \citeauthor{chi2024}, 2024}.",
        ),
        (
            ("esport", "li2024"),
            r"~\citegroup{esport,li2024}{also}{also \citealp{esport}; \citealp{li2024}}.",
            r"~\citegroup{gu2023,esport,li2024}{}"
            r"{\citealp{gu2023}; \citealp{esport}; \citealp{li2024}}.",
        ),
    ],
)
def test_a_sentence_that_several_works_say(also: tuple[str, ...], told: str, found: str) -> None:
    assert CITE.sentence(replace(TOLD, also=also)) == rf"\citet{{gu2023}} win{told}"
    assert CITE.sentence(replace(FOUND, also=also)) == f"It wins{found}"


def test_works_named_by_their_titles() -> None:
    text = "Also filed here: “BOOT & co.” [@gu2023], “MB” [@chi2024] and “ESPORT: A” [@esport]."
    listed = Quote(text, counted=True, also=("gu2023", "chi2024", "esport"))
    assert CITE.counted(listed) == (
        r"\emph{Also filed here:} ``BOOT \& co.''~\citep{gu2023}, "
        r"\citenamed{chi2024}{``MB''}{}{2024} and \citenamed{esport}{``ESPORT: A''}{}{}."
    )


def test_other_counted_sentences_are_set_apart_whole() -> None:
    assert CITE.counted(Quote("Two works, 100%.", counted=True)) == r"\emph{Two works, 100\%.}"
