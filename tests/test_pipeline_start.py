"""A new survey folder: it builds at once, and nothing that was there is touched."""

import json
import re
from pathlib import Path

import pytest
import yaml

from review import __version__
from review.errors import ConfigError
from review.pipeline.start import start
from review.render.nav import BEGIN, END
from tests.conftest import review

ROOT = Path(__file__).parents[1]


def test_the_folder_holds_what_a_survey_needs(tmp_path: Path) -> None:
    written = start(tmp_path / "new", 'Sparse: models & "more" \'')
    assert {"review.yml", "mkdocs.yml", "curation.yml", "seeds/example.md"} < set(written)
    for name in written:
        assert (tmp_path / "new" / name).is_file()
    settings = yaml.safe_load((tmp_path / "new" / "review.yml").read_text())
    assert settings["title"] == 'Sparse: models & "more" \''


def test_every_yaml_file_is_yaml(tmp_path: Path) -> None:
    for name in start(tmp_path / "new", "A title"):
        if name.endswith(".yml"):
            yaml.safe_load((tmp_path / "new" / name).read_text())


def test_the_workflows_install_this_version_and_run_nothing_from_an_issue(tmp_path: Path) -> None:
    start(tmp_path / "new", "A title")
    folder = tmp_path / "new" / ".github" / "workflows"
    for path in folder.iterdir():
        text = path.read_text()
        assert f"living-review=={__version__}" in text
        for step in yaml.safe_load(text)["jobs"].values():
            runs = [one.get("run", "") for one in step["steps"]]
            assert not any("${{" in run for run in runs)


def test_its_website_is_set_up_as_the_example_is(tmp_path: Path) -> None:
    start(tmp_path / "new", "Training and Adapting Foundation Models")
    nav = re.compile(rf"(?<={re.escape(BEGIN)}\n).*?(?=  {re.escape(END)})", re.DOTALL)
    ours = nav.sub("", (ROOT / "mkdocs.yml").read_text())
    theirs = nav.sub("", (tmp_path / "new" / "mkdocs.yml").read_text())
    assert theirs.replace('"', "") == ours.replace('"', "")


def test_seeds_take_the_place_of_the_sample(tmp_path: Path) -> None:
    seed = tmp_path / "mine.jsonl"
    seed.write_text('{"title": "A Title", "abstract": "We show it."}\n')
    written = start(tmp_path / "new", "A title", [seed])
    assert "seeds/example.md" not in written
    assert (tmp_path / "new" / "seeds" / "mine.jsonl").read_bytes() == seed.read_bytes()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "curation.yml").write_text("pins: []\n")
    with pytest.raises(ConfigError, match=r"curation\.yml: is there already"):
        start(tmp_path, "A title")
    assert [path.name for path in tmp_path.iterdir()] == ["curation.yml"]


def test_seeds_that_are_missing_or_of_one_name_are_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        start(tmp_path / "new", "A title", [tmp_path / "gone.bib"])
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.bib").write_text("@misc{a, title={T}}")
    with pytest.raises(ConfigError, match="two seeds are called"):
        start(tmp_path / "new", "T", [tmp_path / "a" / "x.bib", tmp_path / "b" / "x.bib"])
    assert not (tmp_path / "new").exists()


@pytest.mark.slow
def test_a_new_survey_builds_at_once_and_keeps_its_promises(tmp_path: Path) -> None:
    begun = review("init", tmp_path / "my-survey")
    assert begun.returncode == 0, begun.stderr
    essay = tmp_path / "my-survey" / "site" / "essay.md"
    essay.parent.mkdir(exist_ok=True)
    essay.write_text("# An essay\n\nOf a person, in no menu: [topics](topics/index.md).\n")
    built = review("build", tmp_path / "my-survey")
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "my-survey" / "public" / "index.html").is_file()
    assert list((tmp_path / "my-survey" / "public").glob("essay*"))
    checked = review("check", tmp_path / "my-survey")
    assert checked.returncode == 0, checked.stdout
    survey = json.loads((tmp_path / "my-survey" / "site" / "survey.json").read_text())
    assert survey["title"] == "My survey"
    assert [len(section["papers"]) for section in survey["sections"]] == [2]


@pytest.mark.slow
def test_with_files_topics_are_found_and_all_is_built_at_once(tmp_path: Path) -> None:
    lines = [
        {
            "title": f"{kind} number {number}",
            "abstract": f"We study {kind} in {number} ways. {said}",
        }
        for kind, said in (
            ("frogs in ponds", "Frogs jump into the pond at night and croak."),
            ("bread in ovens", "Bread rises in a hot oven with much yeast."),
        )
        for number in range(12)
    ]
    seed = tmp_path / "2026-01-02 papers.jsonl"
    seed.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    plain = review("init", tmp_path / "plain", seed, "--no-build")
    assert plain.returncode == 0, plain.stderr
    assert "now: review build" in plain.stderr
    assert not (tmp_path / "plain" / "site").exists()
    done = review("init", tmp_path / "pond", seed)
    assert done.returncode == 0, done.stderr
    root = tmp_path / "pond"
    assert (root / "taxonomy.yml").is_file()
    assert "2026-01-02 is the first edition" in (root / "public" / "index.html").read_text("utf-8")
    checked = review("check", root)
    assert (checked.returncode, checked.stdout) == (0, "")
