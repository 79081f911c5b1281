"""The checks of a bibliography: each finds what it should, and leaves alone what is right."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.bibcheck import CHECKS, Finding, check, fixed, parse, selected
from review.errors import SourceError
from review.pipeline.bibliography import inspect
from review.text.bibscan import blocks

FULL = "@article{k, author = {Noor, Ada}, title = {T}, journal = {J}, year = 2020, "


def found(text: str, dialect: str = "auto") -> list[Finding]:
    return list(inspect(parse(text, "x.bib", dialect)))


def names(text: str, dialect: str = "auto") -> set[str]:
    return {one.check for one in found(text, dialect)}


def field(text: str) -> str:
    """An entry without a fault but for the field `text`, which takes the place of its own."""
    name = text.partition("=")[0].strip()
    fields = {
        "author": "author = {Noor, Ada}",
        "title": "title = {A short title}",
        "journal": "journal = {Journal of Things}",
        "year": "year = 2020",
    }
    lines = ",\n  ".join({**fields, name: text}.values())
    return f"@article{{k,\n  {lines}\n}}\n"


CASES: list[tuple[str, str, str]] = [
    # check, what it finds, what it leaves alone
    ("syntax", "@misc{k, title = {T} note = {N}}", "@misc{k, title = {T}, note = {N},}"),
    ("syntax", "@misc{k, title = {never closed\n\n@misc{l, title = {T}}", "@misc{k, title = {a}}"),
    ("commented-entry", "% @misc{k, title = {T}}", "@comment{x} % me@example.org"),
    ("missing-key", "@misc{, title = {T}}", "@misc{k, title = {T}}"),
    ("duplicate-key", "@misc{k, title={A b}}\n@misc{k, title={C d}}", "@misc{k, title={A}}"),
    ("case-key", "@misc{k, title={A b}}\n@misc{K, title={C d}}", "@misc{k, title={A}}"),
    ("odd-key", "@misc{müller, title={A}}", "@misc{DBLP:conf/x_y+z-1.2, title={A}}"),
    ("undefined-string", field("journal = jfoo"), '@string{jfoo="J"}' + field("journal = jfoo")),
    ("undefined-string", field("month = January"), field("month = jan")),
    ("undefined-string", field("journal = {A} # nope"), field("journal = jacm")),
    ("lost-crossref", "@misc{k, title={A}, crossref={b}}",
     "@misc{k, title={A}, crossref={b}}\n@proceedings{b, title={P}, year=2020}"),
    ("lost-crossref", "@proceedings{b, title={P}, year=2020}\n@misc{k, title={A}, crossref={B}}",
     "@misc{k, title={A}}"),
    ("duplicate-work", "@misc{a, title={One and all}, doi={10.1000/1}}\n"
     "@misc{b, title={One and all}, doi={10.1000/1}}",
     "@misc{a, title={One}}\n@misc{b, title={Two}}"),
    ("unknown-type", "@online{k, title={A}}", "@conference{k, title={A}}"),
    ("unknown-type", "@artcle{k, title={A}, author={B}}", "@ARTICLE{k, title={A}}"),
    ("unknown-field", "@misc{k, title={A}, jounral={J}}", "@misc{k, title={A}, x-mine={J}}"),
    ("unknown-field", "@misc{k, tilte={A}}", "@misc{k, title={A}, titles={B}}"),
    ("missing-field", "@article{k, title={A}, author={B}, year=2020}", field("year = 2021")),
    ("missing-field", "@book{k, title={A}, publisher={P}, year=2020}",
     "@book{k, title={A}, editor={E}, publisher={P}, year=2020}"),
    ("missing-field", "@inproceedings{k, title={A}, author={B}}",
     "@inproceedings{k, title={A}, author={B}, crossref={b}}\n@proceedings{b, title={P}, year=1}"),
    ("missing-field", "@techreport{k, title={A}, author={B}, year={2020}}",
     "@misc{k, howpublished={By post}}"),
    ("wrong-type", "@article{k, title={A}, booktitle={P}}", field("title = {A}")),
    ("wrong-type", "@inproceedings{k, title={A}, journal={J}}",
     "@inproceedings{k, title={A}, journal={J}, booktitle={B}}"),
    ("misplaced-field", "@book{k, title={A}, volume=1, number=2}", field("volume = 1, number = 2")),
    ("misplaced-field", "@book{k, title={A}, author={B}, editor={C}}",
     "@inproceedings{k, title={A}, author={B}, editor={C}}"),
    ("misplaced-field", field("number = 2"), "@misc{k, title={A}, number=2}"),
    ("misplaced-field", "@book{k, title={A}, number=2}",
     "@book{k, title={A}, number=2, series={S}}"),
    ("sort-key", "@misc{k, title={A}}", "@misc{k, title={A}, key={A}}"),
    ("sort-key", "@proceedings{k, title={A}, year=2020}", "@article{k, title={A}}"),
    ("empty-field", field("volume = {}"), field("volume = {1}")),
    ("empty-field", field('note = " "'), field('note = "n"')),
    ("repeated-field", field("volume = 1, Volume = 2"), field("volume = 1, number = 2")),
    ("placeholder", field("author = {Anonymous}"), field("author = {Anonymous Collective}")),
    ("placeholder", field("year = {n.d.}"), field("title = {None of the above}")),
    ("placeholder", field("pages = {??--??}"), field("pages = {1--2}")),
    ("author-commas", field("author = {Ada Noor, Mei Tan, Bo Li}"),
     field("author = {King, Jr., Martin Luther}")),
    ("author-commas", field("author = {Noor, Ada, and Tan, Mei}"),
     field("author = {{Barnes, Noble, and Others, Inc.} and Noor, Ada}")),
    ("author-commas", field("author = {A, B, C, D}"),
     field("author = {given=A, family=B, prefix=v}")),
    ("author-and", field("author = {Noor, Ada; Tan, Mei}"), field("author = {{A; B} and C}")),
    ("author-and", field(r"author = {Noor, Ada \& Tan, Mei}"),
     field("author = {{Ernst \\& Young}}")),
    ("author-and", field("author = {Noor, Ada and }"), field("author = {Anderson, And and Y}")),
    ("et-al", field("author = {Noor, Ada and et al.}"), field("author = {Noor, Ada and others}")),
    ("et-al", field("author = {Noor et al}"), field("author = {Etalon, Al}")),
    ("author-caps", field("author = {NOOR, ADA}"), field("author = {{NASA} and {UNESCO} and IBM}")),
    ("author-caps", field("author = {ADA NOOR and Mei Tan}"), field("author = {McDonald, J. K.}")),
    ("title-caps", field("title = {A VERY LONG TITLE OF MANY WORDS}"), field("title = {BERT GPT}")),
    ("title-stop", field("title = {A short title.}"), field("title = {A title, etc.}")),
    ("title-stop", field("title = {A short title}, booktitle = {{The Book.}}"),
     field("title = {Wait for It...}")),
    ("capitals", field("title = {Training BERT well}"), field("title = {Training {BERT} well}")),
    ("capitals", field("title = {All $O(N)$ of it}"), field("title = {All {$O(N)$} and $n^2$}")),
    ("capitals", field("title = {A U-Net for all}"),
     field("title = {Self-Supervised Learning: A View}")),
    ("capitals", field(r"title = {The iPhone}"),
     field(r"title = {{\'E}tudes {\LaTeX} \emph{BERT}}")),
    ("special", field("title = {Research & more}"), field(r"title = {Research \& more at 5\%}")),
    ("special", field("title = {A 5% rise}"), field(r"note = {\url{http://x.org/a_b%20c#d}}")),
    ("special", field("title = {snake_case}"), field("title = {All $x_1^2$ and \\(y_2\\)}")),
    ("special", field("publisher = {C# Press}"), field("abstract = {A & B, 5%}")),
    ("special", "@string{x = {A & B}}", "@string{x = {A \\& B}}"),
    ("bare-address", field("note = {See http://x.org/a_b}"),
     field(r"note = {\url{http://x.org/a_b}}")),
    ("math", field("title = {It costs $5}"), field(r"title = {It costs \$5, and $x$$y$}")),
    ("math", field("title = {From $5 million and more to $6}"), field("title = {All $x \\in Y$}")),
    ("braces", field(r"title = {A \{ b}}"), field(r"title = {A \{ b \}}")),
    ("html", field("title = {A &amp; B}"), field(r"title = {A \& B; c}")),
    ("html", field("title = {The <i>E. coli</i> genome}"), field("title = {All $a<b$ and $c>d$}")),
    ("html", field("url = {https://x.org/?a=1&amp;b=2}"), field("url = {https://x.org/?a=1&b=2}")),
    ("unicode", field("title = {The ψ function}"), field("title = {Łódź, Škoda – “naïve” €5}")),
    ("unicode", field("title = {汉字}"), field("abstract = {汉字}")),
    ("control", field("title = {A\x07 b}"), field("title = {A\tb}")),
    ("mojibake", field("author = {MÃ¼ller, Ada}"), field("author = {Müller, Ada}")),
    ("doi", field("doi = {see publisher}"), field("doi = {10.1093/comjnl/27.2.97}")),
    ("doi", field("doi = {10.1000}"),
     field("doi = {10.1002/(SICI)1097-4571(199806)49:8<693::AID>3.0.CO;2-O}")),
    ("doi-prefix", field("doi = {https://doi.org/10.1000/x}"), field("doi = {10.1000/x}")),
    ("doi-prefix", field("doi = {http://doi.acm.org/10.1145/12.34}"), field("doi = {10.1145/doi}")),
    ("escaped-address", field(r"doi = {10.1000/a\_b}"), field("doi = {10.1000/a_b}")),
    ("escaped-address", field(r"url = {https://x.org/a{\_}b}"), field("url = {https://x.org/a_b}")),
    ("isbn", field("isbn = {978-0-262-03384-5}"), field("isbn = {978-0-262-03384-8}")),
    ("isbn", field("isbn = {0-306-40615-3}"), field("isbn = {0-306-40615-2, 9780306406157 (pbk)}")),
    ("isbn", field("isbn = {12345}"), field("isbn = {ISBN-13: 978-0-262-03384-8}")),
    ("issn", field("issn = {0378-5954}"), field("issn = {0378-5955, 2434-561X (Online)}")),
    ("arxiv", field("eprint = {2413.12345}, archiveprefix = {arXiv}"),
     field("eprint = {2403.04652v2}, archiveprefix = {arXiv}")),
    ("arxiv", field("eprint = {arXiv:2403.04652}, eprinttype = {arxiv}"),
     field("eprint = {hep-th/9901001}, archiveprefix = {arXiv}")),
    ("arxiv-journal", field("journal = {arXiv preprint arXiv:2403.04652}"),
     field("journal = {arXiv preprint arXiv:2403.04652}, eprint = {2403.04652}")),
    ("arxiv-journal", field("journal = {CoRR, abs/2403.04652}"), field("journal = {Corrosion}")),
    ("url", field("url = {www.x.org}"), field("url = {https://www.x.org}")),
    ("url", field(r"url = {\url{https://x.org}}"), field("url = {ftp://x.org}")),
    ("url-doi", field("doi = {10.1000/X}, url = {https://doi.org/10.1000/x}"),
     field("doi = {10.1000/x}, url = {https://x.org}")),
    ("year", field("year = {to appear}"), field("year = {1998/1999}")),
    ("year", field("year = {98}"), field("year = {2020}")),
    ("month", field("month = {March}"), field("month = mar")),
    ("month", field('month = "12"'), field('month = "5~" # may')),
    ("pages", field("pages = {34--12}"), field("pages = {1234--56}")),
    ("pages", field("pages = {12--}"), field("pages = {12+, 14, e13--e17, ix--xii}")),
    ("pages", field("pages = {pp. 12--14}"), field("pages = {12--14}")),
    ("page-dash", field("pages = {12-34}"), field("pages = {12--34, 3-A-4}")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "wrong", "right"), CASES)
def test_a_check_finds_what_is_wrong_and_leaves_alone_what_is_right(
    name: str, wrong: str, right: str
) -> None:
    assert name in names(wrong)
    assert name not in names(right)


def test_every_check_has_its_cases() -> None:
    assert {name for name, _, _ in CASES} == {one.name for one in CHECKS}
    assert len({one.name for one in CHECKS}) == len(CHECKS)


def test_an_entry_without_fault_has_no_finding() -> None:
    assert found(field("year = 2021")) == []


def test_a_finding_says_where_and_what() -> None:
    text = "\n\n" + field("pages = {34--12}")
    (one,) = found(text)
    assert (one.where, one.key, one.severity) == ("x.bib:8", "k", "warning")
    assert "34--12" in one.message


def test_an_issn_among_the_isbns_is_told_so() -> None:
    (one,) = found(field("isbn = {0021-8979}"))
    assert one.message == "'0021-8979' is an ISSN: name the field issn"


# ── dialects ─────────────────────────────────────────────────────────────────────────────────

ONLINE = "@online{k, author={A B}, title={T}, url={https://x.org}, date={2020-05}}"


def test_a_file_is_read_as_what_most_of_it_is() -> None:
    classic = "".join(f"@misc{{k{i}, title={{T {i}}}}}\n" for i in range(9))
    assert not found(ONLINE)
    assert names(classic + ONLINE) == {"unknown-type", "sort-key"}
    assert names(ONLINE, "bibtex") == {"unknown-type"}
    assert "missing-field" in names(classic, "biblatex")


def test_biblatex_knows_open_ranges_and_numbers_of_months() -> None:
    text = ONLINE.replace("date=", "pages={5--}, month={5}, date=")
    assert not found(text)
    assert {"pages", "month"} <= names(text, "bibtex")


def test_what_is_missing_is_named_in_one_line_with_its_other_name() -> None:
    text = "@article{k, author={A B}, title={T}, date={2020}, journaltitle={J}}"
    (one,) = found(text, "bibtex")
    assert one.message.startswith("@article needs journal, year; journaltitle is there")


# ── choice ───────────────────────────────────────────────────────────────────────────────────


def test_checks_are_chosen_by_name() -> None:
    assert [one.name for one in selected(["doi", "isbn"])] == ["doi", "isbn"]
    assert "doi" not in {one.name for one in selected((), ["doi"])}
    assert selected() == CHECKS
    with pytest.raises(SourceError, match="is not a check"):
        selected(["doy"])


# ── fixes ────────────────────────────────────────────────────────────────────────────────────

FIXES = [
    (field("month = January"), "month = jan"),
    (field("month = {1}"), "month = jan"),
    (field('month = "September"'), "month = sep"),
    (field("author = {Noor, Ada, and Tan, Mei}"), "author = {Noor, Ada and Tan, Mei}"),
    (field("author = {Noor, Ada; Tan, Mei;}"), "author = {Noor, Ada and Tan, Mei}"),
    (field("author = {Noor, Ada and et al.}"), "author = {Noor, Ada and others}"),
    (field("author = {Noor, Ada, et al.}"), "author = {Noor, Ada and others}"),
    (field("title = {A short title.}"), "title = {A short title}"),
    (field("title = {BERT and a U-Net: K-means}"), "title = {{BERT} and a {U-Net}: {K-means}}"),
    (field("title = {All $O(N)$}"), "title = {All {$O(N)$}}"),
    (field("publisher = {A & B_c # 5%}"), r"publisher = {A \& B\_c \# 5\%}"),
    (field(r"publisher = {A \&amp; B &#39;c&#39;}"), r"publisher = {A \& B 'c'}"),
    (field("title = {The <i>coli</i> H<sub>2</sub>}"), r"{The \emph{coli} H\textsubscript{2}}"),
    (field("title = {The ψ and e\u0301\u200b}"), r"title = {The {$\psi$} and é}"),
    (field("author = {MÃ¼ller, Ada}"), "author = {Müller, Ada}"),
    (field("doi = {https://doi.org/10.1000/x}"), "doi = {10.1000/x}"),
    (field("eprint = {arXiv:2403.04652}, archiveprefix = {arXiv}"), "eprint = {2403.04652}"),
    (field("journal = {arXiv preprint arXiv:2403.04652}"),
     "  eprint = {2403.04652},\n  archiveprefix = {arXiv},\n  journal = {arXiv preprint"),
    (field(r"url = {\url{https://x.org}}"), "url = {https://x.org}"),
    (field("pages = {12-34, 40 - 42}"), "pages = {12--34, 40--42}"),
    (field("pages = {pp. 12--34}"), "pages = {12--34}"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "right"), FIXES)
def test_what_is_certain_is_mended(wrong: str, right: str) -> None:
    made = fixed(wrong)
    assert right in made
    assert fixed(made) == made
    assert not any(one.changes for one in check(parse(made, "")))


def test_an_empty_field_goes_with_its_line() -> None:
    assert fixed("@misc{k,\n  title = {T},\n  note = {},\n  year = 2020\n}\n") == (
        "@misc{k,\n  title = {T},\n  year = 2020\n}\n"
    )
    assert fixed("@misc{k, note = {}, title = {T}}") == "@misc{k, title = {T}}"


def test_nothing_else_changes() -> None:
    text = (
        "% a comment & more\r\n@string{x = {A}}\r\n@Article{B,\r\n\ttitle = {T},\r\n"
        " pages={1-2}\r\n}\r\n@comment{jabref-meta: & %}\r\n@misc{a , title=x#{ &amp; }}\r\n\r\n"
    )
    assert fixed(text) == text.replace("1-2", "1--2").replace("&amp;", "\\&")


@pytest.mark.parametrize(
    "text",
    [
        field("author = {Noor; Tan}"),  # who knows
        field("title = {It costs $5}"),
        field("month = {May 5}"),
        field("pages = {34-12}"),
        field("title = {A ^ b}"),
        field("title = {汉字}"),
        field("note = {See http://x.org/a_b}"),
    ],
)
def test_what_is_not_certain_stays(text: str) -> None:
    assert fixed(text) == text


# ── hostile files ────────────────────────────────────────────────────────────────────────────

_HOSTILE = st.lists(
    st.sampled_from(
        [*"@{}\"#=,%&_$^~\\()<>;. \n-", "misc", "article", "title", "author", "month", "pages",
         "doi", "et al.", " and ", "BERT", "é", "ψ", "\u200b", "1-2", "&amp;", "<i>", "@misc{k,",
         "title={", "pages={", "author={", "},\n", "}\n", "10.1000/x", "\r\n", "Ã¼", "\x00"]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(_HOSTILE)
def test_it_never_raises_and_mends_what_parses_alike(text: str) -> None:
    found(text)
    made = fixed(text)
    assert _frame(made) == _frame(text)


def _frame(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.key) for block in blocks(text)]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_value_keeps_its_entry(value: str) -> None:
    text = field(f"title = {{{value}}}")
    before, after = list(blocks(text)), list(blocks(fixed(text)))
    if len(before) == 1 and not before[0].broken and not before[0].faults:
        (one,) = after
        assert one.fields.keys() | {"title"} == before[0].fields.keys() | {"title"}
        assert not one.broken


@pytest.mark.parametrize(
    "value",
    ["\\(" * 9000, "\\[" * 9000, "$" * 20001, " " * 30000, "a" * 30000, "?" * 20000 + "a",
     "1" * 20000, "1-" * 9000, " and " * 6000, "; " * 9000, ", " * 9000, "<i>" * 9000,
     "&amp;" * 4000, "{}" * 9000, "\\ensuremath{" * 3000 + "}" * 3000, "BERT-" * 5000,
     "http://a_b " * 3000, "Ã¼" * 9000, "e\u0301" * 9000, "\\url{" * 3000 + "}" * 3000],
)  # fmt: skip
def test_long_values_take_no_long_time(value: str) -> None:
    names = ("title", "author", "pages", "year", "month", "isbn", "doi", "url", "journal", "note")
    begin = time.process_time()
    found("@article{k, " + ", ".join(f"{name} = {{{value}}}" for name in names) + "}")
    assert time.process_time() - begin < 8


def test_the_files_of_other_programs(data: Path = Path("../shared/data/import_files")) -> None:
    for path in sorted(data.glob("*.bib")):
        text = path.read_bytes().decode("utf-8", "replace")
        made = fixed(text)
        assert _frame(made) == _frame(text), path.name
        assert not any(one.changes for one in check(parse(made, ""))), path.name
