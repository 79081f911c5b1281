"""Markdown lists of links: what an item states, what is dropped and why. Whole lists in golden/."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.sources import read_text
from review.sources.links import has_link, item, leads, plain
from review.sources.markdown import holds, read, sniff

A = (
    "We study how small models learn from few examples. In 12 tasks, error falls by half when"
    " examples are chosen by disagreement."
)
ARXIV = "https://arxiv.org/abs/2401.01234"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"[A Title of Ours]({ARXIV})", "A Title of Ours"),
        (f"[**A Title of Ours**]({ARXIV})", "A Title of Ours"),
        (f"**[A Title of Ours]({ARXIV})**", "A Title of Ours"),
        (f"**A Title of Ours** [[paper]]({ARXIV})", "A Title of Ours"),
        (f"[2023/05] **A Title of Ours.** | [paper]({ARXIV})", "A Title of Ours"),
        (f"(*NeurIPS 2023*) A Title of Ours [[Paper]({ARXIV})]", "A Title of Ours"),
        (f"A Title: On Our Things [[arXiv 12 Mar 2019]]({ARXIV})", "A Title: On Our Things"),
        (f"“A Title of Ours”, Noor et al., 2020 [pdf]({ARXIV})", "A Title of Ours"),
        (f"A title of ours. Ada Noor and Jan Wit. ACL 2020. [pdf]({ARXIV})", "A title of ours"),
        (f"[Is It Ours?]({ARXIV})", "Is It Ours?"),
        (f"![badge](https://x.org/b.svg) [A Title of Ours]({ARXIV})", "A Title of Ours"),
        (f"| 2024 | Noor | [A Title of Ours]({ARXIV}) | [code](https://github.com/a/b) |",
         "A Title of Ours"),
        (f"[paper]({ARXIV})", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_title_of_an_item(text: str, title: str) -> None:
    assert item(text).title == title


@pytest.mark.parametrize(
    ("beside", "field", "value"),
    [
        ("- Ada Noor, Jan de Wit.", "authors", "Ada Noor, Jan de Wit"),
        ("by Noor et al., 2020", "year", 2020),
        ("*Ada Noor and Jan Wit*", "authors", "Ada Noor and Jan Wit"),
        ("(NAACL 2021)", "venue", "NAACL"),
        ("(NAACL 2021)", "year", 2021),
        ("*Journal of Things*, 2019", "year", 2019),
        ("[[CVPR2019 Oral]](https://x.org/a)", "year", 2019),
        ("[[IJCNN]](https://x.org/a)", "venue", "IJCNN"),
        ("arXiv 12 Mar 2019", "venue", ""),
        (f"- Ada Noor. {A}", "authors", "Ada Noor"),
        (f"- Ada Noor, Jan de Wit. {A}", "abstract", A),
        (f"- {A}", "abstract", A),
        (f"[[code]](https://github.com/a/b) - {A}", "abstract", A),
        ("- A clean, minimal thing", "notes", ["A clean, minimal thing"]),
    ],
)
def test_what_stands_beside_a_title(beside: str, field: str, value: object) -> None:
    found = item(f"[A Title of Ours]({ARXIV}) {beside}")
    assert getattr(found, field) == value
    assert (found.title, found.url, found.arxiv) == ("A Title of Ours", ARXIV, "2401.01234")


def test_an_abstract_stands_as_it_stands() -> None:
    odd = "We study *things* - and [more](https://x.org) - in P(A|B). They are many, as we show."
    assert item(f"[A Title of Ours]({ARXIV})\nAbstract: {odd}").abstract == odd


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"[x]({ARXIV}v2)", (f"{ARXIV}v2", "2401.01234v2", "")),
        ("[x](https://arxiv.org/pdf/2401.01234.pdf)",
         ("https://arxiv.org/pdf/2401.01234.pdf", "2401.01234", "")),
        ("[x](https://doi.org/10.10/a(b)c)", ("https://doi.org/10.10/a(b)c", "", "")),
        ("[x](https://doi.org/10.1000/a(b)c)",
         ("https://doi.org/10.1000/a(b)c", "", "10.1000/a(b)c")),
        ("[x](https://dl.acm.org/doi/10.1145/3.4)",
         ("https://dl.acm.org/doi/10.1145/3.4", "", "10.1145/3.4")),
        (f"[code](https://github.com/a/b) [pdf]({ARXIV})", (ARXIV, "2401.01234", "")),
        ("[x](#papers) [y](a.md) [z](javascript:alert) [w](http://[::1)", ("", "", "")),
    ],
)  # fmt: skip
def test_where_an_item_leads(text: str, found: tuple[str, str, str]) -> None:
    assert leads(text) == found


def test_plain() -> None:
    assert plain("**A** [b *c*](http://x.org) ![d](e) _f_ g_h_i") == "A b c f g_h_i"
    assert not has_link("[a](#b) ![c](http://x.org/c.png)")


def test_sniff_and_holds() -> None:
    two = f"# List\n\n- [One Title Here]({ARXIV})\n- [Two Titles Here]({ARXIV}1)\n"
    assert sniff(two)
    assert read_text(two, "a.txt").sources[0].format == "markdown"
    one = f"# List\n\nFew.\nWords.\nHere.\nAnd there.\n\n- [One Title Here]({ARXIV})\n"
    assert not sniff(one)
    assert holds(one)
    assert read_text(one, "a.md").sources[0].format == "markdown"
    assert not holds(f"{one}\n{A}\n\n{A}\n")
    listing = f"## [One Title Here]({ARXIV})\n\n{A}\n\n## [Two]({ARXIV}1)\n\n{A}\n"
    assert read_text(listing, "a.md").sources[0].format == "listing"


def test_headings_are_kept_as_sections_and_dropped_with_a_reason() -> None:
    text = (
        f"# All\n## Part *one*\n- [One Title Here]({ARXIV})\n## Part two\n- [Two Here]({ARXIV}1)\n"
    )
    batch = read(text, "a.md")
    assert [dict(r.extra)["section"] for r in batch.records] == ["Part one", "Part two"]
    drops = [(drop.origin.line, drop.reason) for drop in batch.sources[0].dropped]
    assert drops == [(1, "a heading"), (2, "a heading"), (4, "a heading")]


def test_a_paragraph_behind_an_item_is_its_abstract() -> None:
    text = "".join(f"- [Title {n} of Ours]({ARXIV})\nAda Noor, Jan Wit\n\n{A}\n\n" for n in "AB")
    batch = read_text(text, "a.md")
    assert [record.title for record in batch.records] == ["Title A of Ours", "Title B of Ours"]
    assert [record.abstract for record in batch.records] == [A, A]
    assert [len(record.authors) for record in batch.records] == [2, 2]
    assert batch.problems == ()


def test_many_titles_without_an_abstract_are_one_problem() -> None:
    text = "".join(f"- [Title Number {i} Here](https://x.org/{i})\n" for i in range(50))
    (problem,) = read(text, "a.md").problems
    assert problem.where == "a.md:1"
    assert problem.message == "50 of 50 titles stand without an abstract, this one first"


def test_a_list_without_papers_is_a_problem() -> None:
    batch = read("- [Papers](#papers)\n- [Code](https://github.com/a)\n", "a.md")
    assert batch.records == ()
    assert [problem.message for problem in batch.problems] == ["holds no item that names a paper"]
    reasons = [drop.reason for drop in batch.sources[0].dropped]
    assert reasons == ["a link within the page", "a link without a title"]


def test_a_long_line_takes_no_long_time() -> None:
    good = f"- [One Title Here]({ARXIV})\n"
    for unit in ("[", "- [a](", "*a", "a. ", "| [x](http://x.org) ", "](", "__a __"):
        start = time.process_time()
        batch = read(good + "- " + unit * (40_000 // len(unit)) + "\n" + good, "a.md")
        assert len(batch.records) >= 2
        assert time.process_time() - start < 10, unit
    batch = read(good + "- " + "x" * 3_000_000 + "\n" + good, "a.md")
    assert [drop.reason for drop in batch.sources[0].dropped] == ["longer than 100,000 characters"]
    assert len(batch.sources[0].dropped[0].text) == 500


pieces = st.one_of(
    st.sampled_from([
        f"- [One Title Here]({ARXIV})", "  - Ada Noor, Jan Wit", "# Head", "| a | b |", "|---|",
        f"| [One Title Here]({ARXIV}) | ICML 2020 |", f"* **Bold Title** [pdf]({ARXIV})", A, "",
        "<details>", "![](x.png)", f"1. {A}", "  > quoted", "- [Top](#top)",
    ]),
    st.text(st.sampled_from("[]()*_|-#>. \"'ab1http://x.org"), max_size=40),
)  # fmt: skip


@given(st.lists(pieces, max_size=14))
def test_every_line_goes_somewhere(lines: list[str]) -> None:
    text = "\n".join(lines).replace("\r", " ")
    batch = read(text, "a.md")
    dropped = {drop.origin.line for drop in batch.sources[0].dropped}
    started = [record.origin.line for record in batch.records]
    assert started == sorted(started)
    assert not dropped & set(started)
    numbered = [n for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    for number in numbered:
        assert number in dropped or any(start <= number for start in started)
    assert all(record.title for record in batch.records)
