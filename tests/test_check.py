"""Every promise is broken once, and the problem names the place."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from review import check
from review.errors import CheckError
from review.model import Excerpt, Page

ABSTRACT = "We introduce Echo. It is fast."
QUOTE: dict[str, Any] = {
    "text": "[@gu2024echo] introduce Echo.",
    "paper": "gu2024echo",
    "start": 0,
    "end": 18,
    "edits": [{"op": "subject", "start": 0, "end": 2, "to": "[@gu2024echo]"}],
}


def anything(_: str, __: Excerpt) -> None:
    return None


def stated(*quotes: dict[str, Any], **more: Any) -> dict[str, Any]:
    paragraph = {"kind": "works", "heading": "", "quotes": list(quotes)}
    return {"sections": [{"topic": "t", "paragraphs": [paragraph], **more}], "overview": []}


def problems(survey: dict[str, Any]) -> list[str]:
    found = check.quotes(survey, {"gu2024echo": ABSTRACT}, anything)
    return [f"{problem.where}: {problem.message}" for problem in found]


def test_a_quote_that_replays_is_no_problem() -> None:
    assert problems(stated(QUOTE, {"text": "Two works.", "counted": True})) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"paper": "nobody"}, "quotes 'nobody', which the seeds do not hold"),
        ({"text": "[@gu2024echo] introduces Echo."}, "the edits of gu2024echo give"),
        ({"end": 1}, "the edits of gu2024echo do not replay: subject [0, 2) is outside"),
        ({"edits": [{"op": "subject"}]}, "the edits of gu2024echo do not replay"),
        ({"edits": None}, "the edits of gu2024echo do not replay"),
        ({"edits": [], "text": "We introduce Echo."}, "does not cite it"),
    ],
)
def test_a_quote_that_does_not_replay(change: dict[str, Any], message: str) -> None:
    (found,) = problems(stated({**QUOTE, **change}))
    assert found.startswith("site/survey.json (t): ")
    assert message in found


def test_an_edit_outside_the_closed_list() -> None:
    found = check.quotes(stated(QUOTE), {"gu2024echo": ABSTRACT}, lambda *_: "not a subject")
    assert [problem.message for problem in found] == [
        "an edit of gu2024echo is not in the closed list: not a subject"
    ]


CELL: dict[str, Any] = {"text": "Echo", "start": 13, "end": 17, "edits": []}


def table_problems(**row: Any) -> list[str]:
    survey = stated(table=[{"paper": "gu2024echo", **row}])
    return [found.message for found in check.cells(survey, {"gu2024echo": ABSTRACT}, anything)]


def test_cells_that_the_abstract_makes_are_no_problem() -> None:
    link = {"to": "code", **CELL}
    assert table_problems(name="Echo", does=CELL, headline=CELL, data=[CELL], links=[link]) == []
    assert list(check.cells({"sections": [{"topic": "t"}]}, {}, anything)) == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"paper": "nobody", "does": CELL}, "quotes 'nobody', which the seeds do not hold"),
        ({"does": {**CELL, "text": "Other"}}, "give 'Echo', not 'Other'"),
        ({"headline": {**CELL, "end": 18}}, "give 'Echo.', not 'Echo'"),
        ({"data": [CELL, {**CELL, "start": 0}]}, "not 'Echo'"),
        ({"links": [{"to": "code"}]}, "do not replay"),
        ({"data": ["Echo"]}, "do not replay"),
        ({"does": {**QUOTE, "paper": ""}}, "not told in its own words"),
    ],
)
def test_a_cell_with_other_words(row: dict[str, Any], message: str) -> None:
    (found,) = table_problems(**row)
    assert found.startswith("in the table, ")
    assert message in found


def test_a_work_that_says_the_same_must_be_in_the_seeds() -> None:
    assert problems(stated({**QUOTE, "also": ["gu2024echo"]})) == []
    (found,) = problems(stated({**QUOTE, "also": ["nobody"]}))
    assert found.endswith("cites 'nobody', which the seeds do not hold")


LISTED = {
    "text": "Also filed here: “Echo” [@gu2024echo] and “Two” [@li2020two].",
    "counted": True,
    "also": ["gu2024echo", "li2020two"],
}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"text": LISTED["text"].replace("Also filed", "Filed")},  # type: ignore[attr-defined]
    ],
)
def test_works_named_by_their_titles(change: dict[str, Any]) -> None:
    titles = {"gu2024echo": "Echo", "li2020two": "Two"}
    assert list(check.lists(stated({**LISTED, **change}, QUOTE), titles)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"also": ["gu2024echo"]},
        {"also": []},
        {"also": ["li2020two", "gu2024echo"]},
        {"text": "Also filed here: “Ego” [@gu2024echo] and “Two” [@li2020two]."},
        {"text": "The best are “Echo” [@gu2024echo] and “Two” [@li2020two]."},
        {"text": None},
    ],
)
def test_works_named_otherwise_than_in_the_seeds(change: dict[str, Any]) -> None:
    titles = {"gu2024echo": "Echo", "li2020two": "Two"}
    (found,) = check.lists(stated({**LISTED, **change}), titles)
    assert found.where == "site/survey.json (t)"
    assert found.message.startswith("names works otherwise than the seeds do")


def test_coverage_counts_works_that_are_named_or_say_the_same() -> None:
    papers = [{"key": key} for key in ("gu2024echo", "li2020two", "wu2021twin", "xu2022lost")]
    survey = {**stated({**QUOTE, "also": ["wu2021twin"]}, LISTED), "papers": papers}
    assert [problem.message for problem in check.coverage(survey)] == [
        "xu2022lost is cited nowhere"
    ]


def test_coverage_counts_quotes_and_works_without_abstract() -> None:
    papers = [{"key": "gu2024echo"}, {"key": "li2020bare"}, {"key": "wu2021lost"}]
    survey = {**stated(QUOTE, bare=["li2020bare"]), "papers": papers}
    assert [problem.message for problem in check.coverage(survey)] == [
        "wu2021lost is cited nowhere"
    ]


def test_citations_must_stand_in_the_bibliography(tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_text("@misc{a2020b,\n title = {T},\n}\n", "utf-8")
    (tmp_path / "review.tex").write_text("\\citet{a2020b}\n\\citep[e.g.][]{a2020b, c}", "utf-8")
    (problem,) = check.citations(tmp_path)
    assert problem.where == "site/review.tex:2"
    assert "'c'" in problem.message


def test_links_must_lead_somewhere(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "x.md").write_text('<a id="here"></a>\n# X {#top}\n', "utf-8")
    (tmp_path / "index.md").write_text(
        "[x](papers/x.md) [x](papers/x.md#here) [x](papers/x.md#top) [w](https://e.org)\n"
        '<a href="papers/x.md">x</a> [m](mailto:a@b.c) <a href="review.pdf">on paper</a>\n'
        "[gone](papers/y.md)\n[gone](papers/x.md#nowhere)\n",
        "utf-8",
    )
    assert [(problem.where, problem.message) for problem in check.links(tmp_path)] == [
        ("site/index.md:3", "links to 'papers/y.md', which does not exist (did you mean 'x.md'?)"),
        (
            "site/index.md:4",
            "links to 'papers/x.md#nowhere', an anchor that does not exist (did you mean 'here'?)",
        ),
    ]


HAND = """\
See [Boot](../papers/gu2023bot.md), [@gu2023boot] and [the aim](#my-own-aim-2).

## My own aim (2)

`[code](nowhere.md)` and `` `[@code]` ``, [a reference][r].

```text
[code](nowhere.md) [@code]
```

[r]: ../papers/zzz.md
"""
SITE = "site/topics/a.md:"


@pytest.mark.parametrize("generated", [True, False])
def test_what_a_person_wrote_is_checked_for_links(tmp_path: Path, generated: bool) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "topics").mkdir()
    (tmp_path / "papers/gu2023boot.md").write_text("# Boot\n", "utf-8")
    start, end = "<!-- review:keep intro -->\n", "<!-- /review:keep -->\n"
    page = f"# A\n\n{start}{HAND}{end}\n\\[@generated\\] text.\n" if generated else HAND
    first = 3 if generated else 0
    (tmp_path / "topics/a.md").write_text(page, "utf-8")
    if generated:
        (tmp_path / "manifest.json").write_text('{"files": {"topics/a.md": "x"}}', "utf-8")
    assert [(problem.where, problem.message) for problem in check.links(tmp_path)] == [
        (
            f"{SITE}{first + 1}",
            "links to '../papers/gu2023bot.md', which does not exist"
            " (did you mean 'gu2023boot.md'?)",
        ),
        (f"{SITE}{first + 11}", "links to '../papers/zzz.md', which does not exist"),
        (
            f"{SITE}{first + 1}",
            "[@gu2023boot] is no link on a page; write [words](../papers/gu2023boot.md)",
        ),
    ]


def test_what_waits_in_kept_is_not_checked(tmp_path: Path) -> None:
    (tmp_path / "kept/topics").mkdir(parents=True)
    (tmp_path / "kept/topics/a.md").write_text("[x](y.md)", "utf-8")
    (tmp_path / "kept/a.tex").write_text("\\cite{x}", "utf-8")
    assert [*check.links(tmp_path), *check.citations(tmp_path)] == []


def test_a_key_that_changed_is_named(tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_text("@misc{new,\n}\n@misc{gu2023boot,\n}\n", "utf-8")
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections/a.tex").write_text("\n\\citep{old}\n\\citep{gu2023bot}", "utf-8")
    found = check.citations(tmp_path, {"old": "new"})
    assert [(problem.where, problem.message) for problem in found] == [
        (
            "site/sections/a.tex:2",
            "cites 'old', which references.bib does not hold; it is 'new' now",
        ),
        (
            "site/sections/a.tex:3",
            "cites 'gu2023bot', which references.bib does not hold (did you mean 'gu2023boot'?)",
        ),
    ]


def test_a_file_with_words_of_a_person_is_fresh_and_damage_is_told(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    start, end = "<!-- review:keep intro -->\n", "<!-- /review:keep -->\n"
    page = Page("a.md", f"# A\n\n{start}{end}\nGenerated.\n")
    digest = hashlib.sha256(page.text.encode()).hexdigest()
    (site / "manifest.json").write_text(json.dumps({"files": {"a.md": digest}}), "utf-8")
    written = page.text.replace(start, f"{start}Mine.\n")
    (site / "a.md").write_text(written, "utf-8")
    assert list(check.freshness(tmp_path, [page], {})) == []
    newer = Page("a.md", page.text.replace("Generated", "New"))
    (problem,) = check.freshness(tmp_path, [newer], {})
    assert (problem.where, problem.message) == (
        "site/a.md:7",
        "is out of date: run review build",
    )
    (site / "a.md").write_text(written.replace(end, ""), "utf-8")
    (problem,) = check.freshness(tmp_path, [page], {})
    assert problem.where == "site/a.md:3"
    assert problem.message == "<!-- review:keep intro --> has no <!-- /review:keep -->"


def test_what_is_not_utf8_is_checked_all_the_same(tmp_path: Path) -> None:
    for name, text in (("a.md", b"[x](y.md)"), ("b.tex", b"\\cite{x}"), ("references.bib", b"")):
        (tmp_path / name).write_bytes(text + b" \xff\n")
    (tmp_path / "folder.md").mkdir()
    assert len([*check.links(tmp_path), *check.citations(tmp_path)]) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"sections": ["x"]},
        {"sections": [{"topic": "t", "paragraphs": None}]},
        {"sections": [{"topic": "t", "paragraphs": [], "table": ["x"]}]},
        {"sections": [{"topic": "t", "paragraphs": [{"quotes": ["x"]}]}]},
        {"papers": [{}]},
        {"papers": [{"key": []}]},
        {"papers": None},
        {"overview": 5},
    ],
)
def test_a_survey_of_another_shape(tmp_path: Path, change: dict[str, Any]) -> None:
    path = tmp_path / "survey.json"
    path.write_text(json.dumps({**stated(QUOTE), "papers": []}), "utf-8")
    assert check.load_survey(path)["papers"] == []
    path.write_text(json.dumps({**stated(QUOTE), "papers": [], **change}), "utf-8")
    with pytest.raises(CheckError, match="is not a survey"):
        check.load_survey(path)


def test_freshness_tells_edited_from_stale_from_missing(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    written = {"same.md": "a\n", "edited.md": "a\nb\n", "stale.md": "a\nold\n", "gone.md": "x"}
    for name, text in written.items():
        (site / name).write_text(text, "utf-8")
    hashes = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in written.items()}
    (site / "manifest.json").write_text(json.dumps({"files": hashes}), "utf-8")
    (site / "edited.md").write_text("a\nB\n", "utf-8")
    pages = [
        Page("same.md", "a\n"),
        Page("edited.md", "a\nb\n"),
        Page("stale.md", "a\nnew\n"),
        Page("missing.md", "x"),
    ]
    found = check.freshness(tmp_path, pages, {"review.lock": "l"})
    assert [(problem.where, problem.message) for problem in found] == [
        ("review.lock", "is missing: run review build"),
        (
            "site/edited.md:2",
            "was edited by hand: 'B' where the build writes 'b'; see review build",
        ),
        ("site/missing.md", "is missing: run review build"),
        ("site/stale.md:2", "is out of date: run review build"),
        ("site/gone.md", "is no longer part of the survey: run review build"),
    ]


@pytest.mark.parametrize("text", [None, "{", "[]", '{"sections": 1}'])
def test_a_survey_that_cannot_be_read(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "survey.json"
    if text is not None:
        path.write_text(text, "utf-8")
    with pytest.raises(CheckError, match="run review build"):
        check.load_survey(path)


def test_texts_of_two_branches_that_git_left_are_found(tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    (tmp_path / "topics" / "a.md").write_text("One\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> b\n")
    (tmp_path / "b.tex").write_text("A <<<<<<< b\n<<<<<<<<< c\n")
    (problem,) = check.unmerged(tmp_path)
    assert problem.where == "site/topics/a.md:2"
    assert problem.message.startswith("a conflict marker of git")
