"""BibTeX and biblatex: what an entry states, what surrounds it, and what is wrong with it."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Batch, Record
from review.sources import bibtex, read_text

GOLDEN = Path(__file__).parent / "golden"


def read(text: str) -> Batch:
    return bibtex.read(text, "x.bib")


def one(text: str) -> Record:
    (record,) = read(text).records
    return record


def entry(fields: str, kind: str = "article") -> Record:
    return one(f"@{kind}{{k, {fields}}}")


def problems(text: str) -> list[str]:
    return [f"{p.where}: {p.message}" for p in read(text).problems]


# ── telling the format ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "@article{k, title = {T}}",
        "% Encoding: UTF-8\n\n@Article{,\n  author  = {A},\n}",
        "A comment of mine.\n\n@book(k,\n title = {T})",
        "@string{a = {b}}\n@misc{k, title=a}",
        '@comment{x}\n@inproceedings{DBLP:conf/x/Y01,\n  author    = "A"}',
    ],
)
def test_it_is_told_by_an_entry_at_the_start_of_a_line(text: str) -> None:
    assert bibtex.sniff(text)
    assert read_text(text, "export.txt").sources[0].format == "bibtex"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A title\n\nWe write to me@example.org{x, y = 2}.",
        '{"title": "a",\n"bibtex": "\n@article{k, title = {T}}"}',
        "<html>\n@media{a, b = c}",
        "\n".join(["A line of prose."] * 40) + "\n@misc{k, title = {T}}",
        "@param x the value",
    ],
)
def test_other_texts_are_not_taken_for_it(text: str) -> None:
    assert not bibtex.sniff(text)


def test_the_suffix_decides_where_the_entries_are_broken() -> None:
    assert read_text("@article{k", "x.bib").sources[0].format == "bibtex"


# ── the frame ────────────────────────────────────────────────────────────────────────────────


def test_each_entry_knows_its_line() -> None:
    text = "% one\n@misc{a, title={A}} @misc{b, title={B}}\n\n@misc{c,\ntitle={C}}"
    assert [record.origin.line for record in read(text).records] == [2, 2, 4]


def test_delimiters_pieces_and_macros() -> None:
    text = '@string{me = "Ada"}@STRING(You = {Tan} # " Mei")@misc(k, author = ME # " and " # you,'
    record = one(text + 'title = "A {"}B{"} C" # { D}, year = 2001, month = 7)')
    assert record.title == 'A "B" C D'
    assert [str(author) for author in record.authors] == ["Ada", "Tan Mei"]
    assert (record.year, record.detail("published")) == (2001, "2001-07")


def test_a_macro_nobody_defined_is_its_name() -> None:
    text = "@article{k, title={T},\njournal = jmlr}"
    assert one(text).venue == "jmlr"
    assert problems(text) == [
        "x.bib:2: 'jmlr' is no number and no macro of this file; taken as text"
    ]
    assert entry("title={T}, journal = jacm").venue == "Journal of the ACM"


def test_what_is_no_entry_is_noted_once_a_stretch() -> None:
    text = "free\ntext\n@preamble{x}\n@comment{a {b} c}\n@Comment{d}\n@misc{k, title={T}}\nend"
    (source,) = read(text).sources
    noted = [(d.origin.line, d.reason.split(":")[0], d.text) for d in source.dropped]
    assert noted == [
        (1, "text between entries", "free text"),
        (3, "a preamble", "@preamble{x}"),
        (4, "a comment", "@comment{a {b} c} @Comment{d}"),
        (7, "text between entries", "end"),
    ]


def test_an_entry_behind_a_percent_sign_is_a_comment() -> None:
    batch = read("% @misc{a, title={A}}\n  %@misc{b, title={B}}\n@misc{c, title={50% of C}}")
    assert [record.title for record in batch.records] == ["50% of C"]
    assert len(batch.sources[0].dropped) == 1


def test_a_comment_may_hold_entries_but_not_the_rest_of_the_file() -> None:
    text = "@comment{old\n@misc{a, title={A}}\n}\n@misc{b, title={B}}"
    assert [record.title for record in read(text).records] == ["B"]
    assert [drop.origin.line for drop in read(text).sources[0].dropped] == [1]
    loose = read("@comment{old\n@misc{a, title={A}}\n@misc{b, title={B}}")
    assert [record.title for record in loose.records] == ["A", "B"]


def test_long_comments_are_noted_short() -> None:
    (source,) = read("x" * 5000 + "\n@misc{k, title={T}}").sources
    assert len(source.dropped[0].text) == bibtex.LONGEST_ECHO


@pytest.mark.parametrize("key", ["a b", "a:b/c+d", "пункт3", "x(1)", "", "DBLP:a"])
def test_any_key_is_kept(key: str) -> None:
    record = one(f"@misc{{{key}, title={{T}}}}")
    assert (record.title, record.detail("key")) == ("T", key)


# ── faults ───────────────────────────────────────────────────────────────────────────────────

NEXT = "\n@misc{next, title={Next}}\n"


@pytest.mark.parametrize(
    ("broken", "fields"),
    [
        ("@article{k,\n title = {The {T},\n year = 2001,\n}", ("The T", 2001)),
        ("@article{k,\n title = {T},\n year = {2001,\n}", ("T", 2001)),
        ('@article{k,\n title = "T,\n year = 2001\n}', ("T", 2001)),
        ("@article{k,\n title = {T}},\n year = 2001\n}", ("T", 2001)),
        ("@article{k,\n title = {T},\n year = 2001", ("T", 2001)),
        ("@article{k\n title = {T}\n year = 2001}", ("T", 2001)),
        ("@article{title = {T}, year = 2001, }", ("T", 2001)),
        ("@article{k, title = {T}, {stray}, ~~, year = 2001}", ("T", 2001)),
        ("@article{k,\n % a note\n title = {T}, year = 2001}", ("T", 2001)),
        ('@article{k, title = "A "T" B", year = 2001}', ('A "T" B', 2001)),
        ("@article{k, title = {T}, year = , }", ("T", None)),
        ("@article{k, title = {T}, year = {MMI}}", ("T", None)),
    ],
)
def test_a_broken_entry_keeps_what_can_be_read(broken: str, fields: tuple[str, int | None]) -> None:
    batch = read(f"@misc{{before, title={{Before}}}}\n{broken}{NEXT}")
    assert [record.title for record in batch.records] == ["Before", fields[0], "Next"]
    assert batch.records[1].year == fields[1]
    if "{title" not in broken:
        assert batch.problems
    assert all(p.where.split(":")[1] in "23456" for p in batch.problems)


def test_a_broken_entry_without_a_title_is_a_problem_alone() -> None:
    batch = read("@article{k, author = {Tan, Mei" + NEXT)
    assert [record.title for record in batch.records] == ["Next"]
    assert len(batch.problems) == 1


def test_a_whole_entry_without_a_title_is_a_record() -> None:
    assert entry("author = {Tan, Mei}").authors[0].family == "Tan"


def test_both_entries_of_one_key_are_read() -> None:
    text = "@misc{k, title={A}}\n@misc{K, title={B}}"
    assert [record.title for record in read(text).records] == ["A", "B"]
    assert problems(text) == [
        "x.bib:2: the key 'K' stands at line 1 already; both entries were read"
    ]


def test_of_two_fields_of_one_name_the_first_counts_and_the_second_stays() -> None:
    record = entry("title={A}, title={B}, title={C}, year=2001, year=2001")
    assert record.title == "A"
    assert [record.detail(name) for name in ("title-2", "title-3", "year-2")] == ["B", "C", ""]


def test_an_indented_snippet_inside_a_value_is_part_of_it() -> None:
    record = one("@misc{k, title={T}, comment={see\n   @misc{x, title={Y}}\n }}")
    assert "title=Y" in record.detail("comment")


# ── fields ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "type_", "entrytype"),
    [
        ("Article", "article", ""), ("conference", "inproceedings", "conference"),
        ("inbook", "incollection", "inbook"), ("collection", "book", "collection"),
        ("phdthesis", "thesis", ""), ("mastersthesis", "thesis", "mastersthesis"),
        ("techreport", "report", ""), ("online", "misc", "online"), ("dataset", "dataset", ""),
        ("nonsense", "misc", "nonsense"),
    ],
)  # fmt: skip
def test_types(kind: str, type_: str, entrytype: str) -> None:
    record = entry("title={T}", kind)
    assert (record.detail("type"), record.detail("entrytype")) == (type_, entrytype)


def test_a_preprint_is_told_by_its_eprint() -> None:
    assert entry("title={T}, eprint={2301.00001}", "misc").detail("type") == "preprint"
    assert entry("title={T}, eprint={2301.00001}, journal={X}").detail("type") == "article"


@pytest.mark.parametrize(
    ("fields", "venue"),
    [
        ("journal={J}", "J"), ("journaltitle={J}, journalsubtitle={S}", "J: S"),
        ("journaltitle={J}, journal={K}", "J"), ("booktitle={B}", "B"),
    ],
)  # fmt: skip
def test_where_an_article_appeared(fields: str, venue: str) -> None:
    assert entry(f"title={{T}}, {fields}").venue == venue


def test_where_a_part_appeared() -> None:
    assert entry("title={T}, booktitle={B}, booksubtitle={S}", "inproceedings").venue == "B: S"
    assert entry("title={T}, eventtitle={Meeting}", "inproceedings").venue == "Meeting"
    assert entry("booktitle={B}, editor={Lund, Eva}", "proceedings").title == "B"


@pytest.mark.parametrize(
    ("fields", "year", "published"),
    [
        ("year=2001", 2001, ""), ("year={2001-05}", 2001, "2001-05"), ("year={c. 1999}", 1999, ""),
        ("date={2004-05-06}", 2004, "2004-05-06"), ("date={1999/2004}", 1999, ""),
        ("date={1997-07-01/1997-08-01}", 1997, "1997-07-01"), ("date={2004-22}", 2004, ""),
        ("date={2004-05-06T10:20:30}", 2004, "2004-05-06"), ("year={in press}", None, ""),
        ("year=2001, month=jan", 2001, "2001-01"), ("year=2001, month={5}", 2001, "2001-05"),
        ("year=2001, month={March}", 2001, "2001-03"), ("year=2001, month=13", 2001, ""),
        ("year=2001, month=dec # {~24}", 2001, "2001-12-24"),
        ("year=2001, month={May}, day={7}", 2001, "2001-05-07"),
        ("year=2001, month={JUL-AUG}", 2001, "2001-07"), ("year={forthcoming 2025}", 2025, ""),
    ],
)  # fmt: skip
def test_dates(fields: str, year: int | None, published: str) -> None:
    record = entry(f"title={{T}}, {fields}")
    assert (record.year, record.detail("published")) == (year, published)


def test_a_date_that_says_more_is_kept() -> None:
    assert entry("title={T}, date={1999/2004}").detail("date") == "1999/2004"
    assert entry("title={T}, year={c. 1999}").detail("year") == "c. 1999"
    assert entry("title={T}, year=2001, month={JUL-AUG}").detail("month") == "JUL-AUG"


@pytest.mark.parametrize(
    ("fields", "doi", "arxiv"),
    [
        ("doi={10.1000/a_b}", "10.1000/a_b", ""), ("doi={10.1000/a\\_b}", "10.1000/a_b", ""),
        ("doi={https://doi.org/10.1000/x}", "10.1000/x", ""),
        ("url={http://dx.doi.org/10.1000/x}", "10.1000/x", ""),
        ("url={https://example.org/10.1000/x}", "", ""),
        ("eprint={2301.00001v2}, archivePrefix={arXiv}", "", "2301.00001v2"),
        ("eprint={math/0307200}, eprinttype={arxiv}", "", "math/0307200"),
        ("eprint={2301.00001}", "", "2301.00001"), ("eprint={12345}, eprinttype={jstor}", "", ""),
        ("journal={CoRR}, volume={abs/2301.00001}", "", "2301.00001"),
        ("journal={arXiv preprint arXiv:2301.00001}", "", "2301.00001"),
        ("url={https://arxiv.org/abs/2301.00001}", "", "2301.00001"),
        ("doi={10.48550/arXiv.2301.00001}", "10.48550/arXiv.2301.00001", "2301.00001"),
        ("arxivId={2301.00001}", "", "2301.00001"),
    ],
)  # fmt: skip
def test_identifiers(fields: str, doi: str, arxiv: str) -> None:
    record = entry(f"title={{T}}, {fields}")
    assert (record.doi, record.arxiv) == (doi, arxiv)


def test_what_is_no_identifier_is_kept_and_named() -> None:
    text = "@misc{k, title={T},\n doi={unknown}, eprint={12345}, eprinttype={jstor}}"
    record = one(text)
    assert (record.detail("doi"), record.detail("eprint")) == ("unknown", "12345")
    assert problems(text) == ["x.bib:1: doi 'unknown' is not such an identifier; kept under extra"]


def test_addresses_are_verbatim() -> None:
    assert entry("title={T}, url={http://a.b/c_d~e%20f#g}").url == "http://a.b/c_d~e%20f#g"
    assert entry(r"title={T}, url={\url{http://a.b/c\_d}}").url == "http://a.b/c_d"
    assert entry(r"title={T}, howpublished={\url{http://a.b/c}}", "misc").url == "http://a.b/c"
    assert entry("title={T}, howpublished={At http://a.b}", "misc").url == ""


def test_details_have_one_name_whatever_the_dialect() -> None:
    classic = entry("title={T}, school={S}, address={A}, pages={1 -- 2}, issue=3", "phdthesis")
    modern = entry("title={T}, institution={S}, location={A}, pages={1–2}, number=3", "phdthesis")
    assert classic.extra == modern.extra
    assert classic.detail("pages") == "1-2"


def test_other_fields_stay_under_their_names() -> None:
    record = entry(
        "title={T}, file={:a\\_b.pdf:PDF}, annotation={An \\emph{x}}, type={PhD}, key={K}"
    )
    extra = dict(record.extra)
    assert extra["file"] == ":a\\_b.pdf:PDF"
    assert extra["annotation"] == "An x"
    assert (extra["genre"], extra["label"]) == ("PhD", "K")
    assert (extra["type"], extra["key"]) == ("article", "k")


def test_a_field_never_takes_the_name_of_another_fact() -> None:
    extra = dict(entry("title={T}, retracted={no}, venue={V}, id={7}").extra)
    assert {"bibtex-retracted", "bibtex-venue", "bibtex-id"} <= extra.keys()


def test_keywords_are_a_list() -> None:
    assert dict(entry("title={T}, keywords={a b, c,, d}").extra)["keywords"] == ["a b", "c", "d"]
    assert dict(entry("title={T}, keywords={a, b; c}").extra)["keywords"] == ["a, b", "c"]


# ── inheritance ──────────────────────────────────────────────────────────────────────────────


def test_a_part_inherits_from_the_whole_that_follows_or_precedes() -> None:
    whole = "@proceedings{W, title={Whole}, editor={Lund, Eva}, year=2001, doi={10.1000/w}}"
    part = "@inproceedings{p, title={Part}, author={Tan, Mei}, crossref={w}}"
    for text in (part + whole, whole + part):
        records = {record.title: record for record in read(text).records}
        assert records["Part"].venue == "Whole"
        assert (records["Part"].year, records["Part"].doi) == (2001, "")
        assert records["Whole"].detail("type") == "proceedings"
        assert dict(records["Part"].extra)["editors"] == [{"given": "Eva", "family": "Lund"}]


def test_inheritance_in_steps_and_in_circles() -> None:
    text = (
        "@book{a, title={A}, crossref={b}}@book{b, crossref={c}}@book{c, year=2001, crossref={a}}"
    )
    assert [record.year for record in read(text).records] == [2001, 2001, 2001]
    assert any("circle" in message for message in problems(text))


def test_shared_fields_come_from_xdata() -> None:
    batch = read("@xdata{x, publisher={P}}@book{b, title={B}, xdata={x}}")
    (record,) = batch.records
    assert record.detail("publisher") == "P"
    assert batch.sources[0].dropped[0].text == "@xdata{x}"


# ── hostile files ────────────────────────────────────────────────────────────────────────────


def test_commands_in_a_title_stay_text() -> None:
    record = entry(r"title={\input{/etc/passwd} \write18{rm -rf} \include{x}}")
    assert record.title == r"\input{/etc/passwd} \write18{rm -rf} \include{x}"


def test_macros_of_macros_are_bounded() -> None:
    lines = [f"@string{{a{i + 1} = a{i} # a{i}}}" for i in range(60)]
    text = '@string{a0="x"}' + "\n".join(lines) + "@misc{k, title={T}, note=a60}"
    record = one(text)
    assert len(record.detail("note")) < 10_000_000


@pytest.mark.parametrize(
    "piece",
    ["@article{a, title = {", "@article{a, title = {\n", '@a{k, t = "\n', "{", '="a" b ', "{,",
     "title={x}\n", "a and ", "\\textit{", "x={1},", "$ ", "%@a{\n"],
)  # fmt: skip
def test_time_grows_with_the_file_alone(piece: str) -> None:
    start = time.process_time()
    read("@misc{k, title={T}, author={" + piece * 20_000)
    read("@misc{k, " + piece * 20_000)
    assert time.process_time() - start < 20


@given(st.text(alphabet='@{}(),="#%\\\n $~ak1title', max_size=80))
def test_no_text_raises(text: str) -> None:
    batch = read(f"@misc{{k, {text}")
    lines = text.count("\n") + 1
    assert all(1 <= int(p.where.split(":")[1]) <= lines for p in batch.problems)


@given(st.text(max_size=60))
def test_no_value_disturbs_the_entry_after_it(text: str) -> None:
    batch = read(f"@misc{{a,\n title = {{{text}}}\n}}\n@misc{{b, title={{Next}}}}")
    assert batch.records[-1].title == "Next"
