"""What one edition changes against another."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from review.changes import compare
from review.errors import ConfigError
from review.model import Counted, Known, Moved, Renamed
from review.pipeline.difference import difference
from review.render.changes import SHOWN, markdown, words
from tests.conftest import copy_inputs, cut_seeds, review

TITLES = {"a": "Alpha", "b": "Beta"}


def paper(key: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "id": f"w-{key}", "title": f"On {key}", **more}


def filed(key: str, topic: str, **more: Any) -> dict[str, Any]:
    return {"paper": key, "topic": topic, "placed": True, "by": "model", "reasons": ["x"], **more}


def section(topic: str, **sentences: str) -> dict[str, Any]:
    quotes = [{"text": text, "paper": key} for key, text in sentences.items()]
    return {"topic": topic, "papers": list(sentences), "paragraphs": [{"quotes": quotes}]}


def survey(*papers: dict[str, Any], **more: Any) -> dict[str, Any]:
    tree = [{"id": name, "title": title} for name, title in TITLES.items()]
    return {"papers": list(papers), "taxonomy": tree, **more}


def test_nothing_changed() -> None:
    one = survey(paper("k1"), assignments=[filed("k1", "a")], counts={"papers": 1})
    assert not compare(one, one)
    assert words(compare(one, one), TITLES) == "Nothing changed.\n"


def test_works_come_go_and_become_one() -> None:
    before = survey(paper("k1"), paper("k2"), paper("k3"))
    after = survey(paper("k1"), paper("k4", aliases=["k3"]))
    changes = compare(before, after)
    assert changes.added == (Known("k4", "On k4"),)
    assert changes.removed == (Known("k2", "On k2"),)
    assert changes.merged == (Renamed("k3", "k4"),)


def test_a_work_that_a_person_left_out_says_why() -> None:
    after = survey(excluded=[{"title": "On k1", "reason": "Off *topic*."}])
    changes = compare(survey(paper("k1"), paper("k2")), after)
    assert changes.removed == (Known("k1", "On k1", "Off *topic*."), Known("k2", "On k2"))
    assert "On k1 (k1): Off *topic*." in words(changes, TITLES)
    assert "- On k1 (k1): Off &#42;topic&#42;." in markdown(changes, TITLES)


def test_a_changed_key_is_neither_a_new_work_nor_a_lost_one() -> None:
    before, after = survey(paper("old")), survey({**paper("old"), "key": "new"})
    changes = compare(before, after)
    assert changes.keys == (Renamed("old", "new"),)
    assert not changes.added
    assert not changes.removed


def test_a_work_filed_elsewhere_says_why() -> None:
    before = survey(paper("k1"), paper("k2"), assignments=[filed("k1", "a"), filed("k2", "a")])
    moves = [filed("k1", "b", reasons=["sand"]), filed("k2", "a", placed=False, by="person")]
    changes = compare(before, survey(paper("k1"), paper("k2"), assignments=moves))
    assert changes.moved == (
        Moved(Known("k1", "On k1"), "a", "b", "model", ("sand",)),
        Moved(Known("k2", "On k2"), "a", "unplaced", "person", ("x",)),
    )
    told = words(changes, TITLES)
    assert "On k1 (k1): Alpha → Beta (sand)" in told
    assert "On k2 (k2): Alpha → outside the taxonomy (filed by a person)" in told


def test_topics() -> None:
    after = {"taxonomy": [{"id": "a", "title": "Aleph"}, {"id": "c", "title": "Gamma"}]}
    changes = compare(survey(), after)
    assert changes.topics_added == ("Gamma",)
    assert changes.topics_removed == ("Beta",)
    assert changes.topics_renamed == (Renamed("Alpha", "Aleph"),)


def test_sentences_of_a_section_and_whether_its_works_changed() -> None:
    before = survey(
        paper("k1"), sections=[section("a", k1="[@k1] show it."), section("b", k2="S.")]
    )
    after = survey(
        paper("k1"), sections=[section("a", k1="[@k1] find it."), section("b", k2="S.", k3="T.")]
    )
    one, other = compare(before, after).sections
    assert (one.gained, one.lost, one.fresh) == (("[@k1] find it.",), ("[@k1] show it.",), False)
    assert (other.topic, other.gained, other.fresh) == ("b", ("T.",), True)


def test_a_topic_whose_works_lie_below_it_changed_with_them() -> None:
    tree = [{"id": "a", "title": "Alpha", "topics": [{"id": "b", "title": "Beta"}]}]
    before = {"taxonomy": tree, "sections": [section("a", k1="S."), section("b", k1="T.")]}
    before["sections"][0]["papers"] = []
    after = {"taxonomy": tree, "sections": [section("a", k1="U."), section("b", k1="T.", k2="V.")]}
    after["sections"][0]["papers"] = []
    assert [one.fresh for one in compare(before, after).sections] == [True, True]


def test_markdown_names_works_as_code_and_calls_nobody() -> None:
    sections = [section("a", k1="With *data*, [@k1] and @someone find `it`; [@k1]'s is.")]
    told = markdown(compare(survey(), survey(paper("k1"), sections=sections)), TITLES)
    assert "### Alpha: 1 sentence more, 0 fewer" in told
    assert "+ With &#42;data&#42;, `k1` and &#64;someone find &#96;it&#96;; `k1`&#39;s is." in told


def test_a_sentence_under_a_changed_key_is_the_same() -> None:
    before = survey(paper("old"), sections=[section("a", old="[@old] show it.")])
    new = {**paper("old"), "key": "new"}
    assert not compare(before, survey(new, sections=[section("a", new="[@new] show it.")])).sections


def test_counts_and_long_lists() -> None:
    after = survey(*(paper(f"k{i:02d}") for i in range(30)), counts={"papers": 30})
    changes = compare(survey(counts={"papers": 0}), after)
    assert changes.counts == (Counted("papers", 0, 30),)
    assert f"and {30 - SHOWN} more" in words(changes, TITLES)


def test_what_nobody_expects_comes_first_and_in_full() -> None:
    many = {f"k{i}": f"S{i}." for i in range(20)}
    before = survey(sections=[section("a"), section("b", k1="Old.")])
    after = survey(sections=[section("a", **many), section("b", k1="New.")])
    told = words(compare(before, after), TITLES)
    assert told.index("Beta: 1 sentence more, 1 fewer, though") < told.index("Alpha: 20 sentences")
    assert told.endswith("  + S0.\n  + S1.\n  and 18 more\n")


def test_markdown_escapes_what_papers_say() -> None:
    hostile = {**paper("k1"), "title": "<script>[x](javascript:1)</script> | *"}
    told = markdown(compare(survey(), survey(hostile)), TITLES)
    assert "<script>" not in told
    assert "](javascript" not in told


@pytest.fixture
def built(tmp_path: Path) -> Path:
    root = copy_inputs(tmp_path)
    cut_seeds(root, 20)
    done = review("build", root, "--no-html")
    assert done.returncode == 0, done.stderr
    return root


@pytest.mark.slow
def test_a_folder_against_what_is_written_and_against_git(built: Path) -> None:
    assert not difference(built).changes
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "one"]):
        author = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
        subprocess.run(["git", "-C", str(built), *author, *command], check=True)
    paper = {"title": "A late arrival on sand", "abstract": "We present SAND, a way to sort sand."}
    (built / "seeds" / "late.jsonl").write_text(json.dumps(paper) + "\n")
    settings = (built / "review.yml").read_text()
    (built / "review.yml").write_text(settings.replace("seeds/*.txt", "seeds/*"))
    said = review("diff", built, "--since", "HEAD", "--json")
    assert said.returncode == 0, said.stderr
    changes = json.loads(said.stdout)
    assert [one["title"] for one in changes["added"]] == ["A late arrival on sand"]
    assert changes["keys"] == changes["removed"] == []
    assert "Works added (1)" in review("diff", built).stdout
    assert not (built / "site" / "papers" / f"{changes['added'][0]['key']}.md").exists()
    for wrong in ("no-such-revision", "--output=/tmp/x"):
        with pytest.raises(ConfigError, match="neither"):
            difference(built, wrong)
