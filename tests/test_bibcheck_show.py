"""How entries will look: the rules of our own against what bibtex prints."""

from shutil import which

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.bibcheck import parse, real
from review.bibcheck.look import Look, look, lowered
from review.bibcheck.show import STYLES
from review.errors import SourceError
from review.sources.bibtex.tex import decode

ARTICLE = (
    "@article{knuth84, author={Donald E. Knuth and Lamport, Leslie}, title={{BERT}: On Programs},"
    " journal={The Journal}, volume=27, number=2, pages={97--111}, month=jan, year=1984,"
    " doi={10.1093/comjnl/27.2.97}}"
)
PART = (
    "@inproceedings{x, author={A. B. C. One and others}, title={A Paper on It},"
    " booktitle={Proceedings of It}, pages={1--9}, year=2020, publisher={ACM}}"
)
BOOK = "@book{z, author={One, Ann}, title={A Book}, publisher={House}, address={Bonn}, year=2020}"
THESIS = "@phdthesis{y, author={One, Ann}, title={A Thesis}, school={MIT}, year=2020}"
BARE = "@misc{w, title={A Thing without Author}, url={https://x.org}, year=2020}"


def one(text: str) -> Look:
    (item,) = parse(text, "x.bib").items
    return look(item, decode)


@pytest.mark.parametrize(
    ("text", "style", "shown"),
    [
        (ARTICLE, "plain", "[1] Donald E. Knuth and Leslie Lamport. BERT: On programs."
         " The Journal, 27(2):97–111, January 1984."),
        (ARTICLE, "alpha", "[KL84] Donald E. Knuth and Leslie Lamport. BERT: On programs."
         " The Journal, 27(2):97–111, January 1984."),
        (ARTICLE, "plainnat", "[Knuth and Lamport(1984)] Donald E. Knuth and Leslie Lamport."
         " BERT: On programs. The Journal, 27(2):97–111, January 1984."
         " doi: 10.1093/comjnl/27.2.97."),
        (ARTICLE, "IEEEtran", "[1] D. E. Knuth and L. Lamport, “BERT: On programs,” The Journal,"
         " vol. 27, no. 2, pp. 97–111, Jan. 1984."),
        (ARTICLE, "ACM-Reference-Format", "[1] Donald E. Knuth and Leslie Lamport. 1984. BERT: On"
         " Programs. The Journal 27, 2 (January 1984), 97–111. https://doi.org/10.1093/comjnl/27.2.97"),
        (ARTICLE, "apa", "Knuth, D. E., & Lamport, L. (1984). BERT: On programs. The Journal,"
         " 27(2), 97–111. https://doi.org/10.1093/comjnl/27.2.97"),
        (PART, "plain", "[1] A. B. C. One et al. A paper on it. In Proceedings of It, pages 1–9."
         " ACM, 2020."),
        (PART, "IEEEtran", "[1] A. B. C. One et al., “A paper on it,” in Proceedings of It. ACM,"
         " 2020, pp. 1–9."),
        (PART, "apa", "One, A. B. C. et al. (2020). A paper on it."
         " In Proceedings of It (pp. 1–9)."),
        (BOOK, "plain", "[1] Ann One. A Book. House, Bonn, 2020."),
        (BOOK, "IEEEtran", "[1] A. One, A Book. Bonn: House, 2020."),
        (THESIS, "alpha", "[One20] Ann One. A Thesis. PhD thesis, MIT, 2020."),
        (BARE, "plain", "[1] A thing without author, 2020."),
        (BARE, "apa", "A thing without author (2020). https://x.org"),
    ],
)  # fmt: skip
def test_an_entry_looks_as_in_the_style(text: str, style: str, shown: str) -> None:
    assert STYLES[style](one(text)) == shown


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        ("A Title in Title Case", "A title in title case"),
        ("The {BERT} Model: A View", "The {BERT} model: A view"),
        ("On $O(N)$ and \\LaTeX", "On $o(n)$ and \\latex"),
        (r"{\"U}ber {\"A}ll {\LaTeX}", r"{\"U}ber {\"a}ll {\LaTeX}"),
        ("Time 10:30AM", "Time 10:30am"),
        ("Über Ä", "Über Ä"),
    ],
)
def test_titles_are_lowered_as_bibtex_lowers_them(tex: str, shown: str) -> None:
    assert lowered(tex) == shown


SERIES = (
    "@inproceedings{s, author={One, Ann}, title={A Paper?}, booktitle={The Meeting},"
    " editor={Two, Ed and\n Three, Mo}, series={Notes}, volume=4, pages={1--9}, year=2020,"
    " address={Bonn}, publisher={House}, month={May}}"
)


def test_editors_series_and_address_stand_where_styles_put_them() -> None:
    assert STYLES["plain"](one(SERIES)) == (
        "[1] Ann One. A paper? In Ed Two and Mo Three, editors, The Meeting, volume 4 of Notes,"
        " pages 1–9, Bonn, May 2020. House."
    )
    assert STYLES["IEEEtran"](one(SERIES)) == (
        "[1] A. One, “A paper?” in The Meeting, ser. Notes, E. Two and M. Three, Eds., vol. 4."
        " Bonn: House, May 2020, pp. 1–9."
    )
    assert STYLES["ACM-Reference-Format"](one(SERIES)) == (
        "[1] Ann One. 2020. A Paper? In The Meeting (Notes, Vol. 4), Ed Two and Mo Three (Eds.)."
        " House, Bonn, 1–9."
    )


def test_what_only_biblatex_reads_is_shown_by_its_style_alone() -> None:
    text = "@article{k, author={One, Ann}, title={T}, journaltitle={J}, date={2020-05}, volume=1}"
    assert STYLES["plain"](one(text)) == "[1] Ann One. T. 1."
    assert STYLES["apa"](one(text)) == "One, A. (2020). T. J, 1."


def test_what_is_inherited_is_shown() -> None:
    child, _ = parse(
        "@inproceedings{a, author={A B}, title={T}, crossref={p}}"
        "@proceedings{p, title={The Meeting}, year=2001}",
        "x.bib",
    ).items
    assert STYLES["plain"](look(child, decode)) == "[1] A B. T. In The Meeting, 2001."


_FIELDS = st.sampled_from(["author", "title", "year", "pages", "journal", "month", "volume", "doi"])
_VALUES = st.text(alphabet="ABab and,.{}\\$~-:1é ", max_size=25)
_KINDS = st.sampled_from("article book inproceedings misc phdthesis techreport".split())


@settings(max_examples=150, deadline=None)
@given(_KINDS, st.dictionaries(_FIELDS, _VALUES, max_size=5))
def test_every_entry_can_be_shown(kind: str, fields: dict[str, str]) -> None:
    text = f"@{kind}{{k, {', '.join(f'{name}={{{value}}}' for name, value in fields.items())}}}"
    for item in parse(text, "x.bib").items:
        for style in STYLES.values():
            assert isinstance(style(look(item, decode)), str)


@pytest.mark.tex
@pytest.mark.skipif(not which("bibtex"), reason="needs bibtex")
@pytest.mark.parametrize("text", [ARTICLE, PART, BOOK, THESIS, BARE, SERIES])
@pytest.mark.parametrize("style", ["plain", "alpha"])
def test_the_rules_are_those_of_bibtex(text: str, style: str) -> None:
    (item,) = parse(text, "x.bib").items
    made = real.printed(text, item.key, style, decode)
    ours = STYLES[style](look(item, decode))
    assert made.partition("] ")[2] == ours.partition("] ")[2]


@pytest.mark.tex
@pytest.mark.skipif(not which("bibtex"), reason="needs bibtex")
def test_a_style_that_is_not_installed_is_named() -> None:
    with pytest.raises(SourceError, match="nosuchstyle"):
        real.printed(BOOK, "z", "nosuchstyle", decode)


def test_without_tex_it_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SourceError, match="not installed"):
        real.printed(BOOK, "z", "plain", decode)
