"""The commands: their JSON, their exit codes, their one-line errors."""

import json
import re
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from review import __version__
from review.config import load_config
from review.model import Problem
from tests.conftest import ROOT, copy_inputs, cut_seeds, review

PAPERS: list[dict[str, Any]] = [
    {
        "id": 7,
        "title": "Echo: Copying Attention in Language Models",
        "abstract": "Language models are slow. In this paper, we introduce Echo, a framework that"
        " shares attention across layers. Echo reduces inference time by 15\\% on five tasks.",
        "authors": ["Ada Gu", "Bo Li"],
        "year": 2024,
        "score": 0.5,
    },
    {"id": "b", "title": "A Title Alone"},
    {"id": "c", "abstract": "We study quantization of networks. It works well in practice."},
    {"id": "d", "title": None, "abstract": ""},
]
EDIT_OPS = {
    "drop-lead",
    "subject",
    "agree",
    "pronoun",
    "possessive",
    "expand",
    "pointer",
    "cut-tail",
    "markup",
    "case",
    "cite",
}


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    path = tmp_path / "papers.jsonl"
    path.write_text("".join(json.dumps(paper) + "\n" for paper in PAPERS), "utf-8")
    return path


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n") if line]


def replay(abstract: str, excerpt: dict[str, Any]) -> str:
    text, position = "", excerpt["start"]
    for edit in excerpt["edits"]:
        assert edit["op"] in EDIT_OPS
        assert position <= edit["start"] <= edit["end"] <= excerpt["end"]
        text += abstract[position : edit["start"]] + edit["to"]
        position = edit["end"]
    return text + abstract[position : excerpt["end"]]


def test_help_is_instant_and_the_version_is_told() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    assert "Examples" in review("build", "--help").stdout
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 0.8
    assert __version__ in review("--version").stdout


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, review.cli; "
        "print(sorted({'nltk', 'sklearn', 'numpy', 'pybtex', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_dedupe_gives_each_work_once(tmp_path: Path) -> None:
    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    review("read", *seeds, "-o", tmp_path / "records.jsonl")
    done = review("dedupe", tmp_path / "records.jsonl")
    works = lines(done.stdout)
    records = lines((tmp_path / "records.jsonl").read_text("utf-8"))
    assert len(works) == 362
    members = [member for work in works for member in work["members"]]
    assert sorted(members) == sorted(record["id"] for record in records)
    assert len(set(members)) == 432
    assert all(work["evidence"] for work in works if len(work["members"]) > 1)


def test_read_echoes_ids_and_keeps_unknown_fields(papers: Path) -> None:
    read = lines(review("read", papers).stdout)
    assert [line["id"] for line in read] == [7, "b", "c", "d"]
    assert read[0]["extra"] == {"score": 0.5}
    assert read[0]["abstract"] == PAPERS[0]["abstract"]
    assert read[0]["authors"] == [
        {"given": "Ada", "family": "Gu"},
        {"given": "Bo", "family": "Li"},
    ]


def test_extract_replays(papers: Path) -> None:
    done = review("extract", papers)
    assert done.returncode == 0, done.stderr
    extracts = lines(done.stdout)
    assert [line["id"] for line in extracts] == [7, "b", "c", "d"]
    for paper, line in zip(PAPERS, extracts, strict=True):
        abstract = paper.get("abstract") or ""
        assert set(line) == {
            "id",
            "sentences",
            "problem",
            "contribution",
            "result",
            "summary",
            "name",
            "citation",
        }
        for sentence in line["sentences"]:
            assert abstract[sentence["start"] : sentence["end"]] == sentence["text"]
        for field in ("problem", "contribution", "result", "citation"):
            if line[field]:
                assert replay(abstract, line[field]) == line[field]["text"]
    first = extracts[0]
    assert first["name"] == "Echo"
    assert first["citation"]["text"] == (
        "[@7] introduce Echo, a framework that shares attention across layers."
    )
    assert "15%" in first["result"]["text"]
    assert extracts[1]["sentences"] == [] and extracts[1]["citation"] is None


def test_classify_answers_each_line_in_order(papers: Path) -> None:
    done = review("classify", papers, "-t", ROOT / "taxonomy.yml")
    assert done.returncode == 0, done.stderr
    answers = lines(done.stdout)
    assert [line["id"] for line in answers] == [7, "b", "c", "d"]
    for line in answers:
        assert set(line) == {
            "id",
            "topic",
            "placed",
            "confidence",
            "also",
            "alternatives",
            "reasons",
            "by",
        }
        assert line["topic"] and 0 <= line["confidence"] <= 1
        assert line["topic"] not in [topic for topic, _ in line["alternatives"]]
    assert answers[2]["topic"] == "quantization"
    assert answers[3]["placed"] is False


def test_summarize_keeps_to_its_words(papers: Path) -> None:
    done = review("summarize", papers, "--words", "60")
    assert done.returncode == 0, done.stderr
    sentences = json.loads(done.stdout)["sentences"]
    assert sentences
    assert sum(len(sentence["text"].split()) for sentence in sentences) <= 60
    abstracts = {str(paper["id"]): paper.get("abstract") for paper in PAPERS}
    for sentence in sentences:
        assert replay(abstracts[str(sentence["paper"])] or "", sentence) == sentence["text"]


def test_summarize_tells_ids_of_two_types_apart(tmp_path: Path) -> None:
    abstracts = {7: "We propose a model of sleep.", "7": "We introduce a benchmark of dreams."}
    path = tmp_path / "papers.jsonl"
    rows = [{"id": key, "title": text[3:12], "abstract": text} for key, text in abstracts.items()]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    sentences = json.loads(review("summarize", path).stdout)["sentences"]
    assert len(sentences) == 2
    for sentence in sentences:
        assert replay(abstracts[sentence["paper"]], sentence) == sentence["text"]


def test_export_bibtex_is_what_the_survey_holds(survey: Path) -> None:
    done = review("export", "bibtex", survey)
    assert done.returncode == 0, done.stderr
    assert done.stdout == (survey / "site" / "references.bib").read_text("utf-8")
    done = review("export", "biblatex", survey)
    assert done.stdout == (survey / "site" / "references.biblatex.bib").read_text("utf-8")


@pytest.mark.parametrize("format_", ["bibtex", "biblatex"])
def test_exports_of_a_topic_and_of_abstracts(survey: Path, format_: str) -> None:
    whole = review("export", format_, survey, "--abstracts").stdout
    assert "  abstract = {" in whole
    topic = load_config(survey).taxonomy[0].id
    part = review("export", format_, survey, "--topic", topic).stdout
    keys = set(re.findall(r"^@\w+\{(.+),$", part, re.M))
    held = (survey / "site" / "topics" / f"{topic}.bib").read_text("utf-8")
    assert keys == set(re.findall(r"^@\w+\{(.+),$", held, re.M))
    done = review("export", format_, survey, "--topic", "nowhere")
    assert done.returncode == 1
    assert "'nowhere' is not a topic" in done.stderr


def test_export_bibtex_of_what_a_document_cites(survey: Path, tmp_path: Path) -> None:
    entries = (survey / "site" / "references.bib").read_text("utf-8")
    keys = re.findall(r"^@\w+\{([^,\s]+),", entries, re.MULTILINE)
    aux = tmp_path / "main.aux"
    aux.write_text(f"\\relax\n\\citation{{{keys[1]},{keys[0]}}}\n", "utf-8")
    done = review("export", "bibtex", survey, "--aux", aux)
    assert done.returncode == 0, done.stderr
    assert re.findall(r"^@\w+\{([^,\s]+),", done.stdout, re.MULTILINE) == keys[:2]
    for entry in done.stdout.split("\n\n"):
        assert entry.strip() in entries


@pytest.mark.parametrize(
    ("format_", "file"),
    [
        ("csl-json", "references.csl.json"),
        ("ris", "references.ris"),
        ("csv", "references.csv"),
        ("json", "survey.json"),
    ],
)
def test_exports_are_what_the_survey_holds(survey: Path, format_: str, file: str) -> None:
    done = review("export", format_, survey)
    assert done.returncode == 0, done.stderr
    assert done.stdout == (survey / "site" / file).read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["classify", "nothing.jsonl", "-t", "taxonomy.yml"], 1, "nothing.jsonl"),
        (["build", "nowhere"], 1, "no review.yml here"),
        (["read"], 2, "Missing argument"),
        (["summarize", "x", "--words", "0"], 2, "Invalid value"),
        (["fly"], 2, "No such command"),
    ],
)
def test_mistakes(arguments: list[str], code: int, message: str) -> None:
    done = review(*arguments)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("target", [".", "", "/dev/full", "nowhere/x.jsonl"])
def test_an_output_that_cannot_be_written(papers: Path, target: str) -> None:
    done = review("read", papers, "-o", target)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_device_is_written_to_and_stays(papers: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.jsonl"
    link.symlink_to(tmp_path / "target.jsonl")
    assert review("read", papers, "-o", link).returncode == 0
    assert link.is_symlink()
    assert len(lines((tmp_path / "target.jsonl").read_text("utf-8"))) == len(PAPERS)
    assert review("read", papers, "-o", "/dev/null").returncode == 0
    assert Path("/dev/null").is_char_device()


def test_standard_streams_that_are_full_or_closed(papers: Path) -> None:
    for redirected, word in (("> /dev/full", "cannot be written"), (">&-", "cannot be written")):
        command = f"{sys.executable} -m review read {papers} {redirected}"
        done = subprocess.run(
            command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert word in done.stderr
        assert "Traceback" not in done.stderr


def test_induce_writes_a_taxonomy_that_classify_reads(tmp_path: Path) -> None:
    papers, tree = tmp_path / "papers.jsonl", tmp_path / "taxonomy.yml"
    themes = ("glacier erosion", "beetle pollination", "tidal turbines", "railway timetables")
    papers.write_text(
        "".join(
            json.dumps({"id": f"{i}{theme}", "title": f"On {theme} {i}", "abstract": f"{theme}."})
            + "\n"
            for theme in themes
            for i in range(6)
        )
    )
    filed = tmp_path / "a.jsonl"
    done = review("induce", papers, "-n", "4", "-o", tree, "--assignments", filed)
    assert done.returncode == 0, done.stderr
    assert "24 papers, 24 placed in 4 topics" in done.stderr
    assert all(theme.capitalize() in tree.read_text() for theme in themes)
    assert len(filed.read_text().splitlines()) == 24
    assert review("classify", papers, "-t", tree).returncode == 0
    again = review("induce", papers, "--previous", tree)
    assert again.stdout == tree.read_text()


def test_annotations_say_where_and_cannot_be_broken_out_of() -> None:
    from review.cli.folder import annotation

    told = annotation(Problem("site/a.md:12", "100 % is\nout of date::error"))
    assert told == "::error file=site/a.md,line=12::100 %25 is%0Aout of date::error"
    assert annotation(Problem("mkdocs.yml", "x")) == "::error file=mkdocs.yml::x"


@pytest.mark.slow
def test_a_stale_site_is_told_in_one_line(tmp_path: Path) -> None:
    root = copy_inputs(tmp_path)
    cut_seeds(root, 8)
    assert review("build", root, "--no-html").returncode == 0
    taxonomy = (root / "taxonomy.yml").read_text()
    first = taxonomy.split("title: ", 1)[1].split("\n", 1)[0]
    (root / "taxonomy.yml").write_text(taxonomy.replace(f"title: {first}", f"title: {first} 2", 1))
    done = review("check", root, "--ci")
    assert done.returncode == 1
    assert "site/ is out of date: run review build" in done.stderr
    assert done.stdout.startswith("::error file=")
