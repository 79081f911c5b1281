"""The whole way, end to end: what a build writes, refuses to write, and writes again."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, copy_inputs, review, snapshot


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def a_quote(root: Path) -> tuple[str, dict[str, Any]]:
    """Return the first cited sentence of the first topic that has one."""
    survey = json.loads((root / "site" / "survey.json").read_text("utf-8"))
    for section in survey["sections"]:
        for paragraph in section["paragraphs"]:
            for quote in paragraph["quotes"]:
                if not quote.get("counted"):
                    return section["topic"], quote
    raise AssertionError("no section quotes anything")


# ── the example survey ───────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example survey, built from nothing."""
    root = copy_inputs(tmp_path_factory.mktemp("example"))
    done = review("build", root, "--no-html", "--fresh", seed="1")
    assert done.returncode == 0, done.stderr
    return root


@pytest.mark.xdist_group("example")
class TestExample:
    def test_every_work_is_there_assigned_and_cited(self, example: Path) -> None:
        survey = json.loads((example / "site" / "survey.json").read_text("utf-8"))
        keys = [paper["key"] for paper in survey["papers"]]
        assert len(keys) == len(set(keys)) == 362
        assert sum(len(paper["records"]) for paper in survey["papers"]) == 432
        assert sorted(one["paper"] for one in survey["assignments"]) == sorted(keys)
        quotes = [
            quote
            for section in survey["sections"]
            for paragraph in section["paragraphs"]
            for quote in paragraph["quotes"]
        ]
        cited = {quote["paper"] for quote in quotes if not quote.get("counted")}
        cited |= {key for quote in quotes for key in quote.get("also", [])}
        bare = {key for section in survey["sections"] for key in section["bare"]}
        assert cited | bare == set(keys)
        assert survey["problems"] == []

    def test_the_committed_survey_is_what_its_seeds_give(self, example: Path) -> None:
        made = snapshot(example)
        committed = snapshot(ROOT)
        assert set(made) <= set(committed)
        assert [name for name in made if made[name] != committed[name]] == []

    def test_a_rebuild_and_another_order_of_the_seeds_give_the_same_bytes(
        self, example: Path, tmp_path: Path
    ) -> None:
        other = copy_inputs(tmp_path)
        names = sorted(path.name for path in (other / "seeds").glob("*.txt"))
        listed = ", ".join(f"seeds/{name}" for name in reversed(names))
        edit(other / "review.yml", "seeds: [seeds/*.txt]", f"seeds: [{listed}]")
        done = review("build", other, "--no-html", "--jobs", "2", seed="2")
        assert done.returncode == 0, done.stderr
        assert snapshot(other) == snapshot(example)
        done = review("build", other, "--no-html", "--no-cache", seed="3")
        assert "0 of" in done.stderr, done.stderr
        assert snapshot(other) == snapshot(example)

    def test_every_promise_holds(self, example: Path) -> None:
        done = review("check", example)
        assert (done.returncode, done.stdout) == (0, "")


# ── broken promises ──────────────────────────────────────────────────────────────────────────


def test_one_changed_word_is_found(survey: Path) -> None:
    topic, quote = a_quote(survey)
    page = survey / "site" / "topics" / f"{topic}.md"
    word = max(quote["text"].split("]")[-1].split(), key=lambda one: len(one) * one.isalpha())
    edit(page, word, "nonsense")
    done = review("check", survey)
    assert done.returncode == 1
    assert f"site/topics/{topic}.md:" in done.stdout


def test_one_changed_key_is_found(survey: Path) -> None:
    _, quote = a_quote(survey)
    edit(survey / "site" / "references.bib", f"{{{quote['paper']},", "{stranger1900,")
    done = review("check", survey)
    assert done.returncode == 1
    assert "site/references.bib:" in done.stdout
    assert f"cites {quote['paper']!r}, which references.bib does not hold" in done.stdout


def test_a_deleted_page_is_found(survey: Path) -> None:
    _, quote = a_quote(survey)
    (survey / "site" / "papers" / f"{quote['paper']}.md").unlink()
    done = review("check", survey)
    assert done.returncode == 1
    assert f"site/papers/{quote['paper']}.md: is missing" in done.stdout


@pytest.mark.parametrize("change", ["", "0000"])
def test_a_missing_or_changed_manifest_is_found(survey: Path, change: str) -> None:
    manifest = survey / "site" / "manifest.json"
    if change:
        edit(manifest, manifest.read_text("utf-8").split('": "')[1][:4], change)
    else:
        manifest.unlink()
    done = review("check", survey)
    assert done.returncode == 1
    assert done.stdout.startswith("site/manifest.json")
    assert review("build", survey, "--no-html").returncode == 0
    assert review("check", survey).returncode == 0


def test_an_edit_record_that_does_not_replay_is_found(survey: Path) -> None:
    _, quote = a_quote(survey)
    path = survey / "site" / "survey.json"
    stated = json.loads(path.read_text("utf-8"))
    for section in stated["sections"]:
        for paragraph in section["paragraphs"]:
            for other in paragraph["quotes"]:
                if other.get("paper") == quote["paper"]:
                    other["edits"] = other["edits"][1:]
    path.write_text(json.dumps(stated), "utf-8")
    done = review("check", survey)
    assert done.returncode == 1
    assert f"the edits of {quote['paper']} give" in done.stdout


def test_new_seeds_make_the_site_out_of_date(survey: Path) -> None:
    title = "Counting Sheep: A Study of Sleep"
    with (survey / "seeds" / "more.txt").open("w", encoding="utf-8") as stream:
        stream.write(f"{title}\n\nWe count sheep with a neural network. It counts 99% of them.\n")
    done = review("check", survey)
    assert done.returncode == 1
    assert "is out of date: run review build" in done.stdout


# ── the person's hand ────────────────────────────────────────────────────────────────────────


def test_a_hand_written_page_survives_and_an_edited_page_stops_the_build(survey: Path) -> None:
    own = survey / "site" / "about.md"
    own.write_text("# About\n", "utf-8")
    assert review("build", survey, "--no-html").returncode == 0
    assert own.read_text("utf-8") == "# About\n"

    edit(survey / "site" / "index.md", "# ", "# My ")
    edit(survey / "review.yml", "title: ", "title: New ")
    before = snapshot(survey)
    done = review("build", survey, "--no-html")
    assert done.returncode == 1
    assert "review: site/index.md:" in done.stderr
    assert "review build --discard site/index.md" in done.stderr
    assert snapshot(survey) == before


def test_pins_and_exclusions_win(survey: Path) -> None:
    stated = json.loads((survey / "site" / "survey.json").read_text("utf-8"))
    pinned, left_out = (stated["papers"][i] for i in (0, 1))
    (survey / "curation.yml").write_text(
        f"pins: [{{paper: {pinned['key']}, topic: medicine}}]\n"
        f"exclude: [{{paper: {left_out['id']}, reason: Not about models.}}]\n",
        "utf-8",
    )
    done = review("build", survey, "--no-html")
    assert done.returncode == 0, done.stderr
    rebuilt = json.loads((survey / "site" / "survey.json").read_text("utf-8"))
    (assignment,) = [one for one in rebuilt["assignments"] if one["paper"] == pinned["key"]]
    assert (assignment["topic"], assignment["by"], assignment["placed"]) == (
        "medicine",
        "person",
        True,
    )
    assert left_out["key"] not in {paper["key"] for paper in rebuilt["papers"]}
    page = (survey / "site" / "papers" / f"{left_out['key']}.md").read_text("utf-8")
    assert "It is no longer in it" in page
    assert "Why it was left out: Not about models." in page
    assert "Not about models" in (survey / "site" / "methods.md").read_text("utf-8")
    assert left_out["key"] in (survey / "review.lock").read_text("utf-8"), "a key is never reused"
    assert review("check", survey).returncode == 0
    (survey / "curation.yml").write_text("pins: []\n", "utf-8")
    assert review("build", survey, "--no-html").returncode == 0
    page = (survey / "site" / "papers" / f"{left_out['key']}.md").read_text("utf-8")
    assert "robots" not in page, "what comes back has its page again"
    assert '"left"' not in (survey / "review.lock").read_text("utf-8")


def test_a_pin_to_nobody_is_a_problem_and_the_rest_goes_on(survey: Path) -> None:
    stated = json.loads((survey / "site" / "survey.json").read_text("utf-8"))
    key, other = (stated["papers"][i]["key"] for i in (0, 1))
    (survey / "curation.yml").write_text(
        "pins:\n- {paper: nobody, topic: medicine}\n"
        f"- {{paper: {key}, topic: pruning}}\n- {{paper: {key}, topic: medicine}}\n"
        f"- {{paper: {other}, topic: unplaced}}\n",
        "utf-8",
    )
    done = review("build", survey, "--no-html")
    assert done.returncode == 0, done.stderr
    assert "curation.yml:2: no work is called 'nobody' (in pins)\n" in done.stderr
    rebuilt = json.loads((survey / "site" / "survey.json").read_text("utf-8"))
    filed = {one["paper"]: one for one in rebuilt["assignments"]}
    assert (filed[key]["topic"], filed[key]["by"]) == ("medicine", "person"), "the later pin holds"
    assert (filed[other]["placed"], filed[other]["by"]) == (False, "person")
    assert "nobody" in (survey / "site" / "methods.md").read_text("utf-8")
    assert review("check", survey).returncode == 0


# ── bad input ────────────────────────────────────────────────────────────────────────────────


def test_bad_seed_files_are_problems_and_the_rest_is_built(survey: Path) -> None:
    seeds = survey / "seeds"
    (seeds / "empty.txt").write_bytes(b"")
    (seeds / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (seeds / "latin.txt").write_bytes(
        "Über Café Modelle\n\nWir zeigen ein Modell für Café. Es ist gut.\n".encode("cp1252")
    )
    (seeds / "orphan.txt").write_text(
        "A Title With An Abstract\n\nWe present a model of sleep. It sleeps well at night.\n\n"
        "A Title Without An Abstract\n\nAnother Title With One\n\n"
        "We present a model of dreams. It dreams of electric sheep.\n",
        "utf-8",
    )
    done = review("build", survey, "--no-html")
    assert done.returncode == 0, done.stderr
    stated = json.loads((survey / "site" / "survey.json").read_text("utf-8"))
    where = [problem["where"] for problem in stated["problems"]]
    for name in ("empty", "binary", "latin", "orphan"):
        assert any(place.startswith(f"seeds/{name}.txt:") for place in where), name
    titles = {paper["title"]: paper for paper in stated["papers"]}
    assert titles["A Title Without An Abstract"]["abstract"] == ""
    bare = [key for section in stated["sections"] for key in section["bare"]]
    assert titles["A Title Without An Abstract"]["key"] in bare
    assert "Über Café Modelle" in titles
    assert review("check", survey).returncode == 0


def test_a_folder_without_a_taxonomy_gets_one_that_is_the_persons(survey: Path) -> None:
    tree = survey / "taxonomy.yml"
    (survey / "curation.yml").unlink(missing_ok=True)
    tree.unlink()
    assert review("check", survey).returncode == 1  # a check writes nothing
    assert not tree.exists()
    done = review("build", survey, "--no-html")
    assert done.returncode == 0, done.stderr
    assert "taxonomy.yml: " in done.stderr
    assert "yours to edit" in done.stderr
    edited = "# mine\n" + tree.read_text("utf-8")
    tree.write_text(edited, "utf-8")
    done = review("build", survey, "--no-html")
    assert "yours to edit" not in done.stderr
    assert tree.read_text("utf-8") == edited
    assert review("check", survey).returncode == 0


def test_a_citation_that_stands_in_an_abstract_is_text(survey: Path) -> None:
    forged = json.loads((survey / "site" / "survey.json").read_text("utf-8"))["papers"][0]["key"]
    (survey / "seeds" / "forged.txt").write_text(
        f"Forging of [@{forged}] and [@nobody2020x]\n\nWe introduce Forge, a method that extends"
        f" [@nobody2020x] and [@{forged}] on three tasks. Forge beats [@nobody2020x] by 3%.\n",
        "utf-8",
    )
    done = review("build", survey, "--no-html")
    assert done.returncode == 0, done.stderr
    done = review("check", survey)
    assert done.returncode == 0, done.stdout
    assert "nobody2020x}" not in (survey / "site" / "review.tex").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("taxonomy.yml", "- {id: a, title: A}\n- {id: a, title: B}\n", "taxonomy.yml:2: "),
        ("taxonomy.yml", "- id: a\n  title: A\n  colour: red\n", "taxonomy.yml:3: unknown field"),
        ("taxonomy.yml", "- &a\n  id: a\n  title: A\n  topics: [*a]\n", "(a cycle)"),
        ("review.yml", "title: T\nseeds: [nothing/*.txt]\n", "nothing matches 'nothing/*.txt'"),
        ("mkdocs.yml", "site_name: x\n", "mkdocs.yml"),
        ("review.lock", "{\n", "review.lock:1"),
        ("templates/site/paper.md", "one\n{% if", "site/paper.md:2: "),
        ("templates/site/paper.md", "one\n{{ nil }}", "site/paper.md:2: 'nil' is undefined"),
    ],
)
def test_a_mistake_is_one_clear_line_and_nothing_is_touched(
    survey: Path, name: str, text: str, message: str
) -> None:
    (survey / name).write_text(text, "utf-8")
    before = snapshot(survey)
    done = review("build", survey)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert message in done.stderr
    assert snapshot(survey) == before


def test_what_is_in_the_way_is_one_clear_line(survey: Path) -> None:
    (survey / "site").rename(survey / "away")
    (survey / "site").write_text("a file", "utf-8")
    for command in (("build", survey, "--no-html"), ("check", survey)):
        done = review(*command)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "Not a directory" in done.stderr
    (survey / "review.lock").unlink()
    (survey / "review.lock").mkdir()
    done = review("build", survey, "--no-html")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "review.lock" in done.stderr


def test_missing_seeds(survey: Path) -> None:
    shutil.rmtree(survey / "seeds")
    before = snapshot(survey)
    done = review("build", survey)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "review.yml: metadata: nothing matches" in done.stderr or "seeds" in done.stderr
    assert snapshot(survey) == before


def test_a_page_of_a_persons_own_may_stand_at_a_former_address(survey: Path) -> None:
    lock = survey / "review.lock"
    line = '{"page": "topics/of-old.md", "title": "Of old", "to": "medicine"}\n'
    lock.write_text(lock.read_text("utf-8") + line, "utf-8")
    page = survey / "site" / "topics" / "of-old.md"
    page.write_text("# Mine\n", "utf-8")
    assert review("build", survey, "--no-html").returncode == 0
    assert page.read_text("utf-8") == "# Mine\n"
    checked = review("check", survey)
    assert (checked.returncode, checked.stdout) == (0, "")
    page.unlink()
    assert review("build", survey, "--no-html").returncode == 0
    assert 'moved: "topics/medicine"' in page.read_text("utf-8")
