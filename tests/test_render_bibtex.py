import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import BibliographyData, Person, parse_string

from review.model import Author, Paper
from review.render import bibtex, texnames


def paper(**fields: object) -> Paper:
    given = {"id": "w1", "key": "tan2024pints", "title": "A Title", **fields}
    return Paper(**given)  # type: ignore[arg-type]


def parsed(text: str) -> BibliographyData:
    return parse_string(text, "bibtex")


def field(name: str, **fields: object) -> str | None:
    entry = parsed(bibtex.entry(paper(**fields))).entries["tan2024pints"]
    return str(entry.fields[name]) if name in entry.fields else None


SIGNS = {
    "braceleft": "{", "braceright": "}", "bar": "|", "asciicircum": "^", "asciitilde": "~",
    "less": "<", "greater": ">",
}  # fmt: skip


def read(tex: str) -> str:
    """What a reader of the printed `tex` sees."""
    from pylatexenc.latex2text import LatexNodes2Text

    for place, command in enumerate(SIGNS):
        tex = tex.replace(rf"{{\text{command}}}", chr(0x2460 + place))
    return folded(LatexNodes2Text(math_mode="text", strict_latex_spaces=True).latex_to_text(tex))


def folded(text: str) -> str:
    """Text as readers compare it: without spaces, kinds of dashes and of quotation marks."""
    for place, sign in enumerate(SIGNS.values()):
        text = text.replace(chr(0x2460 + place), sign)
    text = unicodedata.normalize("NFKD", text)
    for variants, plain in (("“”‘’`´\"'", ""), ("–—‐‑−", "-"), ("…", "..."), ("ı", "i")):
        for variant in variants:
            text = text.replace(variant, plain)
    return re.sub(r"-+|\s+|[\u0300-\u036f]", lambda found: "-" if found[0][0] == "-" else "", text)


# ── one entry ────────────────────────────────────────────────────────────────────────────────


def test_a_preprint_is_misc_with_fields_in_a_fixed_order() -> None:
    made = bibtex.entry(
        paper(
            title="1.5-Pints: Pretraining in Days -- Not Months",
            authors=(Author("Tan", "Calvin"), Author("Wang", "Jerome")),
            year=2024,
            arxiv="2408.03506",
            doi="10.1000/a%b",
            url="https://arxiv.org/abs/2408.03506",
            extra=(("primaryclass", "cs.CL"),),
        )
    )
    assert made == (
        "@misc{tan2024pints,\n"
        "  author = {Tan, Calvin and Wang, Jerome},\n"
        "  title = {1.5-Pints: Pretraining in Days -- Not Months},\n"
        "  year = {2024},\n"
        "  howpublished = {arXiv:2408.03506},\n"
        "  eprint = {2408.03506},\n"
        "  archiveprefix = {arXiv},\n"
        "  primaryclass = {cs.CL},\n"
        "  doi = {10.1000/a\\%b},\n"
        "  url = {https://arxiv.org/abs/2408.03506},\n"
        "}\n"
    )


def test_a_known_meeting_makes_it_inproceedings_in_the_year_of_the_meeting() -> None:
    made = bibtex.entry(
        paper(
            authors=(Author("Tan", "C."),), year=2023, venue="ACL 2024 (pp. 1-9)", venue_year=2024
        )
    )
    assert made.startswith("@inproceedings{")
    assert "booktitle = {{ACL}}" in made
    assert "pages = {1--9}" in made
    assert "year = {2024}" in made


def test_a_volume_makes_it_an_article() -> None:
    made = bibtex.entry(
        paper(authors=(Author("Tan", "C."),), year=2021, venue="PNAS 119(32):e21 (2022)")
    )
    assert made.startswith("@article{")
    assert "  journal = {{PNAS}},\n  volume = {119},\n  number = {32},\n  pages = {e21}," in made


def test_a_venue_without_its_year_is_no_publication_of_a_preprint() -> None:
    known = {"authors": (Author("Tan", "C."),), "year": 2021, "venue": "Nature 1:2"}
    assert bibtex.entry(paper(**known, arxiv="2101.00001")).startswith("@misc{")
    assert bibtex.entry(paper(**known)).startswith("@article{")


def test_what_a_venue_says_uncertainly_stays_a_note() -> None:
    made = bibtex.entry(
        paper(authors=(Author("Tan", "C."),), venue="NeurIPS 2023 (as 'Another title')")
    )
    assert made.startswith("@misc{")
    assert "note = {{NeurIPS} 2023" not in made  # a note keeps its case anyway
    assert "note = {NeurIPS 2023 (as {\\textquoteleft}Another title')}" in made


def test_a_preprint_server_is_not_a_venue() -> None:
    assert field("note", venue="arXiv preprint arXiv:2408.03506") is None


def test_nothing_is_invented_for_a_work_without_authors_and_year() -> None:
    made = bibtex.entry(paper(title="Chinese MentalBERT: Pre-training on Media", venue="ACL 2024"))
    assert made.startswith("@misc{")
    assert "author" not in made
    assert "year" not in made
    assert "key = {Chinese MentalBERT}" in made


@pytest.mark.parametrize(
    ("title", "short"),
    [
        (
            "A Domain-Agnostic Approach for Characterization of Systems",
            "A Domain-Agnostic Approach",
        ),
        ("BOOT – data-free", "BOOT"),
        ("[Re] What (if)?", "Re What"),
        ("汉字", "?"),
        ("Ψ-Nets", r"{\ensuremath{\Psi}}-Nets"),
        ("", "tan2024pints"),
    ],
)
def test_a_short_title_can_stand_in_a_label(title: str, short: str) -> None:
    made = bibtex.short_title(paper(title=title))
    assert made.startswith(short)
    assert not re.search(r"[\[\]()=,]", made)


def test_impossible_identifiers_are_left_out_and_told() -> None:
    wrong = paper(doi="10.1/{x}", arxiv="hello", url="javascript:alert(1)")
    made = bibtex.entry(wrong)
    assert "doi" not in made
    assert "eprint" not in made
    assert "url" not in made
    found = bibtex.problems([wrong])
    assert [problem.message.split()[0] for problem in found] == ["doi", "arxiv", "url"]
    assert {problem.where for problem in found} == {"tan2024pints"}


def test_a_doi_loses_its_resolver() -> None:
    assert field("doi", doi="https://doi.org/10.1145/3588432.3591548") == "10.1145/3588432.3591548"


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://a.org/x_y?q=1%20&b=~c#d", "https://a.org/x_y?q=1%20&b=~c#d"),
        ('https://a.org/{a}\\ü "', "https://a.org/%7Ba%7D%5C%C3%BC%20%22"),
        ("ftp://a.org", ""),
        ("https://", ""),
    ],
)
def test_an_address_is_verbatim_but_for_what_a_url_cannot_hold(url: str, written: str) -> None:
    assert bibtex.address(url) == written


# ── titles ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("title", "tex"),
    [
        ("BERT and LLMs for 3D K-means", "{BERT} and {LLMs} for {3D} {K}-means"),
        ("A Survey of iPhone Data", "A Survey of {iPhone} Data"),
        ("ATTENTION IS ALL YOU NEED", "ATTENTION IS ALL YOU NEED"),
        ("Über Ψ-Nets", r"{\"U}ber {$\Psi$}-Nets"),
        (r"Reweighted $\ell_1$ in $O(n)$ Time", r"Reweighted {$\ell_1$} in {$O(n)$} Time"),
        (r"15\% of \textbf{R\&D}", r"15\% of {R}\&{D}"),
        ("x &amp; y", r"x \& y"),
    ],
)
def test_titles_keep_the_capitals_that_mean_something(title: str, tex: str) -> None:
    assert bibtex.title_field(title) == tex


# ── names ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("author", "tex"),
    [
        (Author("van der Maaten", "Laurens"), "van der Maaten, Laurens"),
        (Author("Ortiz de Zarate", "Ana"), "{Ortiz de Zarate}, Ana"),
        (Author("García Márquez", "Gabriel"), r"Garc{\'{i}}a M{\'a}rquez, Gabriel"),
        (Author("King Jr.", "Martin Luther"), "King, Jr., Martin Luther"),
        (Author("The X Team and Friends"), "{The X Team and Friends}"),
        (Author("Ørsted Team"), r"{\relax {\O}rsted Team}"),
        (Author("Ψ", "Ω"), r"{\ensuremath{\Psi}}, {\ensuremath{\Omega}}"),
        (Author("01.AI"), "01.AI"),
        (Author("others"), "{others}"),
        (Author("Smith, Jones", "A, B"), "{Smith, Jones}, {A, B}"),
        (Author("Łukasz", "Ç."), r"{\L}ukasz, {\c{C}}."),
        (Author("", ""), ""),
        (Author("\u200b", " - "), ""),
        (Author("Tan", "\u200b-"), "Tan"),
        (Author("", "Plato"), "Plato"),
    ],
)
def test_names_are_taken_apart_by_bibtex_as_we_mean_them(author: Author, tex: str) -> None:
    assert texnames.name_of(author) == tex


def test_unknown_further_authors_are_others() -> None:
    assert texnames.author_field((Author("Tan", "C."),), False) == "Tan, C. and others"
    assert texnames.author_field((), False) == ""


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.text(max_size=12), st.text(max_size=12)).map(lambda t: Author(*t)), max_size=4
    )
)
def test_any_names_stay_as_many_as_they_were(authors: list[Author]) -> None:
    made = paper(authors=tuple(authors))
    people = parsed(bibtex.entry(made)).entries[made.key].persons.get("author", [])
    named = [author for author in authors if texnames.name_of(author)]
    assert len(people) == len(named)


names = st.text(st.sampled_from("abcXYZ éÜŁşΨ.'{}%&,()[]"), min_size=1, max_size=12)


@settings(deadline=None)
@given(names, names)
def test_the_reader_sees_the_name(family: str, given_name: str) -> None:
    author = Author(family, given_name)
    people = parsed(bibtex.entry(paper(authors=(author,)))).entries["tan2024pints"].persons
    shown = read(" ".join(map(_whole, people.get("author", []))))
    assert sorted(shown.replace(",", "")) == sorted(folded(str(author)).replace(",", ""))


def _whole(person: Person) -> str:
    parts = (person.first_names, person.middle_names, person.prelast_names, person.last_names)
    return " ".join(name for part in (*parts, person.lineage_names) for name in part)
