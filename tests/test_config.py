"""The person's files: what they may say, and where a mistake stands."""

from pathlib import Path

import pytest

from review.config import dump_taxonomy, load_config, load_taxonomy
from review.errors import ConfigError
from review.model import Topic

TAXONOMY = "- id: a\n  title: A\n  topics:\n    - {id: b, title: B, keywords: [x, y]}\n"


def survey(root: Path, **files: str) -> Path:
    defaults = {"review": "title: T\n", "taxonomy": TAXONOMY, "curation": "pins: []\n"}
    for name, text in {**defaults, **files}.items():
        (root / f"{name}.yml").write_text(text, encoding="utf-8")
    (root / "seeds").mkdir()
    (root / "seeds" / "b.txt").write_text("x", encoding="utf-8")
    (root / "seeds" / "a.txt").write_text("x", encoding="utf-8")
    return root


def test_a_survey_folder(tmp_path: Path) -> None:
    config = load_config(survey(tmp_path, review="title: T\ndate: 2026-11-01\nauthors: [A B]\n"))
    assert config.settings.title == "T"
    assert config.settings.date == "2026-11-01"
    assert config.settings.authors == ("A B",)
    assert [topic.id for root in config.taxonomy for topic in root.walk()] == ["a", "b"]
    assert config.taxonomy[0].topics[0].keywords == ("x", "y")
    assert [path.name for path in config.seed_files()] == ["a.txt", "b.txt"]
    assert config.metadata_files() == ()


def test_a_metadata_file_is_never_a_seed(tmp_path: Path) -> None:
    review = "title: T\nseeds: [seeds/*]\nmetadata: [seeds/b.txt]\n"
    config = load_config(survey(tmp_path, review=review))
    assert [path.name for path in config.seed_files()] == ["a.txt"]
    assert [path.name for path in config.metadata_files()] == ["b.txt"]


@pytest.mark.parametrize(
    ("seeds", "names"),
    [
        ("[seeds]", ["a.txt", "b.txt", "c[1].txt", "more/d.zip"]),
        ("[seeds/]", ["a.txt", "b.txt", "c[1].txt", "more/d.zip"]),
        ("[seeds/more]", ["more/d.zip"]),
        ("[seeds/*]", ["a.txt", "b.txt", "c[1].txt", "more/d.zip"]),
        ("[seeds/**/*.zip]", ["more/d.zip"]),
        ("['seeds/c[1].txt']", ["c[1].txt"]),
        ("[seeds/.hidden]", [".hidden"]),
        ("[seeds/.*]", [".hidden"]),
        ("[seeds/a.txt, seeds]", ["a.txt", "b.txt", "c[1].txt", "more/d.zip"]),
    ],
)
def test_files_folders_and_patterns(tmp_path: Path, seeds: str, names: list[str]) -> None:
    root = survey(tmp_path, review=f"title: T\nseeds: {seeds}\n")
    (root / "seeds" / "more" / ".git").mkdir(parents=True)
    for name in ("c[1].txt", ".hidden", "more/d.zip", "more/.git/x.txt"):
        (root / "seeds" / name).write_text("x", encoding="utf-8")
    found = [path.relative_to(root / "seeds").as_posix() for path in load_config(root).seed_files()]
    assert found == names


def test_a_circle_of_links_is_not_endless(tmp_path: Path) -> None:
    root = survey(tmp_path, review="title: T\nseeds: [seeds]\n")
    (root / "seeds" / "again").symlink_to(root / "seeds")
    assert [path.name for path in load_config(root).seed_files()] == ["a.txt", "b.txt"]


def test_a_folder_without_the_metadata_in_it(tmp_path: Path) -> None:
    root = survey(tmp_path, review="title: T\nseeds: [seeds]\nmetadata: [seeds/b.txt]\n")
    assert [path.name for path in load_config(root).seed_files()] == ["a.txt"]


@pytest.mark.parametrize(
    "seeds",
    ["[missing/*.txt]", "[empty]", "[../x.txt]", "[/etc/passwd]", "['']", "['.']", "['a**b']"],
)
def test_seeds_that_match_nothing_or_leave_the_folder(tmp_path: Path, seeds: str) -> None:
    config = load_config(survey(tmp_path, review=f"title: T\nseeds: {seeds}\n"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError, match=r"review\.yml: seeds: "):
        config.seed_files()


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"review": "titel: T\n"}, "review.yml:1: unknown field 'titel' (did you mean 'title'?)"),
        ({"review": "title: ' '\n"}, "review.yml:1: title is empty"),
        ({"review": "date: 1\n"}, "review.yml:1: 'title' is missing"),
        ({"review": "title: T\nabstracts: some\n"}, "review.yml:2: 'some' is not one of"),
        ({"review": "title: T\ncitations: letters\n"}, "review.yml:2: 'letters' is not one of"),
        ({"review": "title: T\nbibliography: {abstract: true}\n"}, "review.yml:2: unknown field"),
        ({"review": "title: T\nbibliography: {per_topic: 1}\n"}, "review.yml:2: per_topic must be"),
        (
            {"review": "title: T\nabstracts: none\nbibliography:\n  abstracts: true\n"},
            "review.yml:4: with abstracts: none, no .bib file holds them",
        ),
        ({"taxonomy": "a: 1\n"}, "taxonomy.yml:1: expected a list of topics"),
        ({"taxonomy": ""}, "taxonomy.yml:1: expected a list of topics"),
        (
            {"taxonomy": "- {id: a, title: A}\n- {id: a, title: B}\n"},
            "taxonomy.yml:2: topic id 'a' stands already at taxonomy.yml:1",
        ),
        ({"taxonomy": "- {id: A b, title: A}\n"}, "taxonomy.yml:1: topic id 'A b' must be"),
        ({"taxonomy": "- {id: ../x, title: A}\n"}, "taxonomy.yml:1: topic id '../x' must be"),
        ({"taxonomy": "- {id: index, title: A}\n"}, "taxonomy.yml:1: topic id 'index' is the name"),
        ({"taxonomy": "- {id: a, title: ' '}\n"}, "taxonomy.yml:1: topic 'a' has an empty title"),
        ({"taxonomy": "- {id: a, title: A, colour: red}\n"}, "taxonomy.yml:1: unknown field"),
        ({"taxonomy": "- &t {id: a, title: A, topics: [*t]}\n"}, "taxonomy.yml:1: this alias"),
        (
            {"taxonomy": "- {id: a, title: A, topics: " + "[" * 5000 + "]" * 5000 + "}"},
            "taxonomy.yml:1: nests deeper than",
        ),
        (
            {"taxonomy": "- {id: a, title: A, topics: " + "[" * 120 + "]" * 120 + "}"},
            "taxonomy.yml:1: nests deeper than",
        ),
        (
            {"curation": "pins:\n  - {paper: x, topic: b}\n  - paper: y\n    topic: bb\n"},
            "curation.yml:4: 'y' is pinned to 'bb', which is not a topic (did you mean 'b'?)",
        ),
        ({"curation": "pins: [{paper: x, topic: c}]\n"}, "curation.yml:1: 'x' is pinned to 'c'"),
        ({"curation": "pins: [{paper: x, topic: b, where: y}]\n"}, "curation.yml:1: unknown"),
        ({"curation": "pins: [{paper: x}]\n"}, "curation.yml:1: 'topic' is missing"),
        (
            {"curation": "fields:\n  - {paper: x, year: 2024}\n  - paper: y\n    abstract: z\n"},
            "curation.yml:4: an abstract cannot be corrected here",
        ),
        ({"curation": "fields: {paper: x, abstract: y}\n"}, "curation.yml:1: an abstract cannot"),
        (
            {"curation": "fields:\n  - paper: x\n    yaer: 2024\n"},
            "curation.yml:3: unknown field 'yaer' (did you mean 'year'?)",
        ),
        ({"curation": "fields:\n- {paper: x}\n"}, "curation.yml:2: nothing is corrected of 'x'"),
        ({"curation": "fields: [{year: 2024}]\n"}, "curation.yml:1: 'paper' is missing"),
        ({"curation": "fields: [{paper: x, type: tome}]\n"}, "curation.yml:1: 'tome' is not one"),
        (
            {"curation": "exclude:\n- {paper: x, reason: ' '}\n"},
            "curation.yml:2: say why 'x' is left out (reason:)",
        ),
        (
            {"curation": "sentences:\n- {paper: x}\n"},
            "curation.yml:2: a sentence needs use: or ban:, one of the two",
        ),
        (
            {"curation": "sentences: [{paper: x, use: A., ban: B.}]\n"},
            "curation.yml:1: a sentence needs use: or ban:, one of the two",
        ),
        ({"curation": "notes:\n- {note: x}\n"}, "curation.yml:2: a note needs paper: or topic:"),
        ({"curation": "notes: [{note: x, paper: y, topic: b}]\n"}, "curation.yml:1: a note needs"),
        ({"curation": "notes: [{note: ' ', paper: y}]\n"}, "curation.yml:1: note is empty"),
        (
            {"curation": "notes:\n- {note: x, paper: y}\n- note: x\n  topic: bb\n"},
            "curation.yml:4: the note is about 'bb', which is not a topic (did you mean 'b'?)",
        ),
    ],
)
def test_a_mistake_is_one_line_with_its_place(
    tmp_path: Path, files: dict[str, str], message: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        load_config(survey(tmp_path, **files))
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_a_folder_without_review_yml(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no review\.yml here"):
        load_config(tmp_path)


def test_a_missing_taxonomy_and_one_that_is_not_utf8(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such file"):
        load_taxonomy(tmp_path / "taxonomy.yml")
    with pytest.raises(ConfigError, match="cannot be opened: Is a directory"):
        load_taxonomy(tmp_path)
    (tmp_path / "taxonomy.yml").write_bytes(b"- id: a\n  title: \xff\n")
    with pytest.raises(ConfigError, match=r"taxonomy\.yml:2: is not UTF-8"):
        load_taxonomy(tmp_path / "taxonomy.yml")


def test_a_taxonomy_written_is_the_taxonomy_read(tmp_path: Path) -> None:
    leaf = Topic("b", 'B: of "it" — #1', "What: it, is.", ("x", "null", "1"))
    topics = (Topic("a", "A", topics=(leaf,)), Topic("c", "Ö"))
    (tmp_path / "taxonomy.yml").write_text(dump_taxonomy(topics), encoding="utf-8")
    assert load_taxonomy(tmp_path / "taxonomy.yml") == topics
