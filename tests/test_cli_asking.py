"""`review classify --ask`: the list of questions, the conversation, and what answers change."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from review.classify.asking import Question
from review.cli import main
from review.cli.asking import converse
from review.model import Entry, Topic
from tests.conftest import ROOT

TAXONOMY = """\
- id: animals
  title: Animals
  topics:
    - {id: birds, title: Birds}
    - {id: fish, title: Fish}
- {id: plants, title: Plants}
"""
PAPERS = [
    ("Plumage at dawn", "Feathers grow in song. In this paper, we propose a study of wings."),
    ("Feathers", "We study plumage, wings and song at dawn."),
    ("Scales at dusk", "Gills and fins are old. We introduce a map of gills."),
    ("Fins", "We study gills and scales of the deep sea."),
    ("Birds", "Birds sing. We count birds."),
    ("Leaves of plants", "Plants have leaves. We propose to count plants."),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "survey"
    (root / "seeds").mkdir(parents=True)
    (root / "review.yml").write_text("title: T\nseeds: [seeds/*.jsonl]\n", "utf-8")
    (root / "taxonomy.yml").write_text(TAXONOMY, "utf-8")
    rows = [{"title": title, "abstract": text, "year": 2020} for title, text in PAPERS]
    (root / "seeds" / "a.jsonl").write_text(
        "".join(json.dumps(row) + "\n" for row in rows), "utf-8"
    )
    return root


def run(*arguments: str | Path, answers: str = "") -> Result:
    return CliRunner().invoke(main, ["classify", *map(str, arguments)], input=answers)


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n") if line]


def pins(root: Path) -> list[dict[str, str]]:
    found = yaml.safe_load((root / "curation.yml").read_text("utf-8"))["pins"]
    assert isinstance(found, list)
    return found


# ── a folder, in conversation ────────────────────────────────────────────────────────────────


def test_answers_become_pins_and_the_rest_is_filed_anew(folder: Path) -> None:
    done = run(folder, "--ask", "4", answers="1\nplants\ns\nU\n")
    assert done.exit_code == 0, done.output
    assert "1 of 4" in done.output and "4 of 4" in done.output
    assert "Asked because" in done.output
    assert "Animals / Birds  [birds]" in done.output
    assert "3 answers kept" in done.output
    assert "other papers moved" in done.output
    assert [pin["topic"] for pin in pins(folder)][1:] == ["plants", "unplaced"]


def test_the_prompt_shows_title_and_contribution(folder: Path) -> None:
    done = run(folder, "--ask", "6", answers="s\n" * 6)
    assert "Plumage at dawn" in done.output
    assert "we propose a study of wings" in done.output
    assert "(2020)" in done.output
    assert "0 answers kept" in done.output
    assert not (folder / "curation.yml").exists()


def test_stopping_keeps_what_was_answered(folder: Path) -> None:
    for stop in ("q\n", ""):
        (folder / "curation.yml").unlink(missing_ok=True)
        done = run(folder, "--ask", "4", answers="birds\n" + stop)
        assert done.exit_code == 0
        assert [pin["topic"] for pin in pins(folder)] == ["birds"]


def test_what_was_answered_is_not_asked_again(folder: Path) -> None:
    first = run(folder, "--ask", "1", answers="birds\n").output.split("\n")[1].split(" · ")[1]
    second = run(folder, "--ask", "9", answers="s\n" * 9).output
    assert "1 of 5" in second
    assert first not in second
    run(folder, "--ask", "9", answers="u\n" * 9)
    done = run(folder, "--ask", "9", answers="u\n")
    assert "Nothing to ask: every paper is filed beyond doubt, or by a person." in done.output
    assert len(pins(folder)) == 6


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("bird", "'bird' is no topic (did you mean 'birds'?)."),
        ("99", "'99' is no topic"),
        ("0", "'0' is no topic"),
        ("\x1b[31mx", "'[31mx' is no topic"),
        ("?", "[plants]  Plants"),
    ],
)
def test_an_answer_that_is_no_topic_is_asked_for_again(
    folder: Path, answer: str, said: str
) -> None:
    done = run(folder, "--ask", "1", answers=f"{answer}\n\nFISH\n")
    assert said in done.output
    assert [pin["topic"] for pin in pins(folder)] == ["fish"]


def test_the_persons_file_stays_as_she_wrote_it(folder: Path) -> None:
    text = "# hers\r\nexclude: []\r\npins: []  # none\r\n# end\r\n"
    (folder / "curation.yml").write_bytes(text.encode())
    assert run(folder, "--ask", "1", answers="fish\n").exit_code == 0
    found = (folder / "curation.yml").read_bytes().decode()
    head, middle, tail = found.split("\r\n", 4)[:3], found.split("\r\n")[3], found[-9:]
    assert head == ["# hers", "exclude: []", "pins:  # none"]
    assert middle.startswith("  - {paper: ") and "topic: fish}  # " in middle
    assert tail == "\r\n# end\r\n"
    assert {path.name for path in folder.iterdir()} == {
        "curation.yml", "review.yml", "seeds", "taxonomy.yml"
    }  # fmt: skip


def test_answers_teach_the_papers_like_them(folder: Path) -> None:
    from review.config import load_config
    from review.pipeline import identify, place

    papers = identify(load_config(folder), ()).papers
    keys = {paper.title: paper.key for paper in papers}
    text = "".join(
        f"- {{paper: {title}, topic: {topic}}}\n"
        for title, topic in (("Plumage at dawn", "birds"), ("Scales at dusk", "fish"))
    )
    (folder / "curation.yml").write_text(f"pins:\n{text}", "utf-8")
    filed = {one.paper: one for one in place(papers, load_config(folder))[0]}
    assert (filed[keys["Feathers"]].topic, filed[keys["Feathers"]].by) == ("birds", "model")
    assert (filed[keys["Fins"]].topic, filed[keys["Fins"]].by) == ("fish", "model")


def test_a_pin_to_an_unknown_paper_is_named_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "curation.yml").write_text("pins:\n  - {paper: nobody, topic: fish}\n", "utf-8")
    done = run(folder, "--ask", "1", answers="fish\n")
    assert done.exit_code == 0
    assert "curation.yml:2: no work is called 'nobody' (in pins)\n" in done.output
    assert len(pins(folder)) == 2


def test_a_pin_to_an_unknown_topic_is_one_line(folder: Path) -> None:
    (folder / "curation.yml").write_text("pins:\n  - {paper: Fins, topic: fishes}\n", "utf-8")
    done = run(folder, "--ask", "1")
    assert done.exit_code == 1
    assert done.output == (
        "review: curation.yml:2: 'Fins' is pinned to 'fishes', which is not a topic"
        " (did you mean 'fish'?)\n"
    )


def test_a_paper_is_pinned_by_its_key_once_that_is_published(folder: Path) -> None:
    run(folder, "--ask", "1", answers="fish\n")
    (pin,) = pins(folder)
    (folder / "curation.yml").unlink()
    from review.config import load_config
    from review.identity import dump_lock
    from review.pipeline import identify

    papers = identify(load_config(folder), ()).papers
    (paper,) = [paper for paper in papers if paper.id == pin["paper"]]
    (folder / "review.lock").write_text(dump_lock(papers, ()), "utf-8")
    run(folder, "--ask", "1", answers="fish\n")
    assert pins(folder) == [{"paper": paper.key, "topic": "fish"}]


def test_a_taxonomy_of_one_topic(folder: Path) -> None:
    (folder / "taxonomy.yml").write_text("- {id: birds, title: Birds}\n", "utf-8")
    done = run(folder, "--ask", "2", answers="1\nu\n")
    assert "Topic? (1–1 or a topic id" in done.output
    assert [pin["topic"] for pin in pins(folder)] == ["birds", "unplaced"]


# ── a list ───────────────────────────────────────────────────────────────────────────────────


def test_a_folder_gives_a_list_where_nobody_answers_or_a_file_is_named(folder: Path) -> None:
    listed = lines(run(folder, "--ask", "2").stdout)
    target = folder.parent / "questions.jsonl"
    done = run(folder, "--ask", "2", "-o", target, answers="1\n1\n")
    assert "2 questions" in done.output
    assert lines(target.read_text("utf-8")) == listed
    assert not (folder / "curation.yml").exists()


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    rows = [{"id": i, "title": title, "abstract": text} for i, (title, text) in enumerate(PAPERS)]
    (tmp_path / "t.yml").write_text(TAXONOMY, "utf-8")
    path = tmp_path / "papers.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_a_list_of_questions_is_filled_in_and_given_back(papers: Path) -> None:
    common = (papers, "-t", papers.parent / "t.yml")
    target = papers.parent / "questions.jsonl"
    assert run(*common, "--ask", "3", "-o", target).exit_code == 0
    asked = lines(target.read_text("utf-8"))
    assert len(asked) == 3
    for one in asked:
        assert list(one) == ["id", "topic", "title", "contribution", "candidates", "why"]
        assert (one["topic"], one["title"]) == ("", PAPERS[one["id"]][0])
        assert one["why"] and {"birds", "fish", "plants"} == {c["topic"] for c in one["candidates"]}
        assert "Animals / Birds" in {c["title"] for c in one["candidates"]}
    asked[0]["topic"], asked[1]["topic"] = "plants", "unplaced"
    target.write_text("".join(json.dumps(one) + "\n" for one in asked), "utf-8")
    done = run(*common, "--examples", target)
    assert done.exit_code == 0, done.output
    filed = {line["id"]: line for line in lines(done.stdout)}
    assert filed[asked[0]["id"]]["topic"] == "plants"
    assert (filed[asked[1]["id"]]["placed"], filed[asked[1]["id"]]["by"]) == (False, "person")
    again = lines(run(*common, "--examples", target, "--ask", "9").stdout)
    assert {one["id"] for one in again} == set(range(6)) - {asked[0]["id"], asked[1]["id"]}


def test_more_questions_than_papers(papers: Path) -> None:
    done = run(papers, "-t", papers.parent / "t.yml", "--ask", "50")
    assert len(lines(done.stdout)) == 6
    assert "6 questions: no other paper is in doubt (50 were wanted)" in done.output


def test_an_example_of_no_topic_has_its_place(papers: Path) -> None:
    examples = papers.parent / "e.jsonl"
    examples.write_text('{"title": "Fins", "topic": "fish"}\n{"title": "x", "topic": "brids"}\n')
    done = run(papers, "-t", papers.parent / "t.yml", "--examples", examples)
    assert done.exit_code == 1
    assert f"{examples}:2: 'brids' is not a topic (did you mean 'birds'?)" in done.output


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([], 2, "Missing argument 'PAPERS'"),
        (["x.jsonl"], 2, "Missing option '-t' / '--taxonomy'"),
        (["x.jsonl", "--ask", "2"], 2, "Missing option '-t' / '--taxonomy'"),
        ([".", "--ask", "0"], 2, "0 is not in the range x>=1"),
        ([".", "--ask", "x"], 2, "Invalid value for '--ask'"),
        ([".", "--ask", "2", "-t", "t.yml"], 2, "a survey folder has its own taxonomy.yml"),
        (["seeds", "--ask", "2"], 1, "no review.yml here"),
    ],
)
def test_wrong_calls(arguments: list[str], code: int, message: str) -> None:
    done = run(*arguments)
    assert (done.exit_code, message in done.output) == (code, True), done.output


def test_the_help_has_examples() -> None:
    said = run("--help").output
    assert "review classify --ask 10" in said
    assert "--examples questions.jsonl" in said


# ── a terminal ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")
def test_on_a_terminal_the_program_asks(folder: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "review", "classify", str(folder), "--ask", "1"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=theirs, stdout=theirs, stderr=subprocess.PIPE
    ) as child:
        os.write(ours, b"2\n")  # a terminal keeps what is typed ahead
        _, errors = child.communicate(timeout=60)
    said = os.read(ours, 8192)
    os.close(ours)
    os.close(theirs)
    assert child.returncode == 0, errors
    assert b"Topic?" in said
    assert len(pins(folder)) == 1


def test_an_interrupt_stops_like_q(capsys: pytest.CaptureFixture[str]) -> None:
    class Lines:
        def __iter__(self) -> "Lines":
            return self

        def __next__(self) -> str:
            raise KeyboardInterrupt

    question = Question(Entry(id="a\x1b[2J", title="\x07"), ("t",), ("of doubt",))
    assert list(converse([question], (Topic("t", "T\x1b"),), Lines())) == []
    shown = capsys.readouterr().out
    assert "\x1b" not in click.unstyle(shown) and "\x07" not in shown
    assert "(no title)" in shown
