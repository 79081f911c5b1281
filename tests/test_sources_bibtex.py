"""BibTeX and biblatex: what an entry states, what surrounds it, and what is wrong with it."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Batch, Record
from review.sources import bibtex, read_text
from review.sources.bibtex.tex import decode

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


@pytest.mark.parametrize("month", ["1" * 9000, "²", "13", "0", "٣"])
def test_a_month_that_is_none_is_kept_and_stops_nothing(month: str) -> None:
    record = entry(f"title = {{T}}, year = 2020, month = {{{month}}}")
    assert "published" not in dict(record.extra)
    assert dict(record.extra)["month"] == decode(month)
