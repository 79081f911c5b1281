"""A story of a person's hand in a survey: what she writes, decides and breaks, by builds."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner, Result

from review.cli import main
from review.text.kept import parts

MINE = "My *own* reading of [Boot](../papers/KEY.md), as of May.\n\n- one  \n- two\n"


def stated(root: Path) -> dict[str, Any]:
    return dict(json.loads((root / "site/survey.json").read_text("utf-8")))


def put_words(path: Path, words: str, place: str = "intro") -> None:
    text = path.read_text("utf-8")
    start = next(line for line in text.split("\n") if f"review:keep {place}" in line) + "\n"
    path.write_bytes(text.replace(start, start + words, 1).encode())


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def review(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def build(root: Path, *more: str) -> str:
    done = review("build", root, "--no-html", *more)
    assert done.exit_code == 0, done.stderr
    return done.stderr


def words(path: Path) -> Mapping[str, bytes]:
    return parts(path.read_bytes(), path.name).words


def without_topic(root: Path, gone: str) -> None:
    """Take a leaf out of the taxonomy of the folder."""

    def rest(topics: list[dict[str, Any]]) -> list[dict[str, Any]]:
        kept = [topic for topic in topics if topic["id"] != gone]
        return [{**topic, "topics": rest(topic.get("topics", []))} for topic in kept]

    path = root / "taxonomy.yml"
    path.write_text(yaml.safe_dump(rest(yaml.safe_load(path.read_text("utf-8")))), "utf-8")


def everything(root: Path) -> dict[str, bytes]:
    """Every file of the folder but what only saves time."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    named = ((path.relative_to(root).as_posix(), path) for path in files)
    return {name: path.read_bytes() for name, path in named if not name.startswith(".cache/")}


def quotes(survey: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what the sections quote from works."""
    for section in survey["sections"]:
        for paragraph in section["paragraphs"]:
            yield from (quote for quote in paragraph["quotes"] if quote.get("paper"))


def filed(root: Path) -> tuple[str, str]:
    """The topic that holds most works, and one of them that a sentence cites."""
    sections = stated(root)["sections"]
    section = max(sections, key=lambda one: (len(one["papers"]), one["topic"]))
    return section["topic"], section["papers"][0]


def test_words_in_protected_parts_live_through_everything(survey: Path) -> None:
    topic, key = filed(survey)
    site = survey / "site"
    mine = MINE.replace("KEY", key)
    pages = [f"topics/{topic}.md", "topics/index.md", f"papers/{key}.md", "index.md", "methods.md"]
    places = {name: mine if name.startswith(("topics", "papers")) else "Mine.\n" for name in pages}
    places[f"papers/{key}.md"] = mine.replace("../papers/", "")
    for name, words in places.items():
        put_words(site / name, words)
        put_words(site / name, f"At the end of {name}.\n", "end")
    tex = site / f"sections/{topic}.tex"
    put_words(tex, f"As \\citet{{{key}}} show, 5\\,\\% suffice.\n")
    (site / "essay.md").write_bytes(b"# Essay\r\n\r\n[Its start](topics/index.md).\r\n")
    before = (site / "survey.json").read_bytes()
    assert " 0 of " in build(survey)
    assert (site / "survey.json").read_bytes() == before
    assert review("check", survey).exit_code == 0

    edit(survey / "review.yml", "title: ", "title: Anew ")
    (survey / "curation.yml").write_text(
        f"notes: [{{topic: {topic}, note: Of interest.}}]\nexclude:\n"
        f"- {{paper: {stated(survey)['papers'][-1]['key']}, reason: Out of scope.}}\n",
        "utf-8",
    )
    build(survey)
    for name, words in places.items():
        held = parts((site / name).read_bytes(), name)
        assert held.words == {"intro": words.encode(), "end": f"At the end of {name}.\n".encode()}
    assert "Of interest." in (site / pages[0]).read_text("utf-8")
    assert f"As \\citet{{{key}}} show" in tex.read_text("utf-8")
    assert (site / "essay.md").read_bytes() == b"# Essay\r\n\r\n[Its start](topics/index.md).\r\n"
    assert "At the end of" not in (site / "survey.json").read_text("utf-8")
    done = review("check", survey)
    assert done.exit_code == 0, done.stdout
    assert "Nothing to do." in build(survey)
    assert " 0 of " in build(survey, "--no-cache")


def test_an_edit_elsewhere_is_a_conflict_until_it_is_discarded(survey: Path) -> None:
    topic, key = filed(survey)
    page, work = survey / f"site/topics/{topic}.md", survey / f"site/papers/{key}.md"
    put_words(page, "Mine.\n")
    edit(page, "## The literature", "## My literature")
    edit(work, "<!-- review:keep end -->", "<!-- review:keep the end -->")
    put_words(survey / "site/index.md", "Hello.\n")
    edit(survey / "review.yml", "title: ", "title: Anew ")
    before = everything(survey)
    done = review("build", survey, "--no-html")
    assert done.exit_code == 1
    assert everything(survey) == before
    line = page.read_text("utf-8").split("\n").index("## My literature { #literature }") + 1
    assert f"site/topics/{topic}.md:{line}: was edited by hand, in a generated part" in done.stderr
    assert "    -## My literature { #literature }\n" in done.stderr
    assert "    +## The literature { #literature }\n" in done.stderr
    assert f"site/papers/{key}.md:" in done.stderr
    assert "is no marker; write <!-- review:keep NAME -->" in done.stderr
    assert "review build --discard site/" in done.stderr

    done = review("check", survey)
    assert done.exit_code == 1
    assert f"site/topics/{topic}.md:{line}: was edited by hand: '## My lit" in done.stdout
    assert f"site/papers/{key}.md:" in done.stdout
    assert "site/index.md:" in done.stdout
    assert "site/index.md:1: was edited" not in done.stdout

    done = review("build", survey, "--no-html", "--discard", "papers/none.md")
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert "--discard papers/none.md: there is no such file in" in done.stderr
    ways = [str(page), f"papers/{key}.md"]
    said = build(survey, *(part for way in ways for part in ("--discard", way)))
    assert f"site/kept/papers/{key}.md: keeps what stood in site/papers/{key}.md" in said
    assert "review:keep the end" in (survey / f"site/kept/papers/{key}.md").read_text("utf-8")
    assert "## The literature" in page.read_text("utf-8")
    assert parts(page.read_bytes(), "a.md").words["intro"] == b"Mine.\n"
    assert "Hello.\n" in (survey / "site/index.md").read_text("utf-8")
    done = review("check", survey)
    assert done.exit_code == 0, done.stdout


def test_words_follow_a_work_and_outlive_a_topic(survey: Path) -> None:
    topic, key = filed(survey)
    site = survey / "site"
    put_words(site / f"papers/{key}.md", "On the work.\n")
    put_words(site / f"topics/{topic}.md", "On the topic.\n", "end")
    put_words(site / f"sections/{topic}.tex", "On the section.\n")
    (survey / "curation.yml").write_text(f"keys: {{{key}: my-own-key}}\n", "utf-8")
    text = (survey / "taxonomy.yml").read_text("utf-8")
    assert len(re.findall(rf"\bid: {topic}\b", text)) == 1
    (survey / "taxonomy.yml").write_text(re.sub(rf"\bid: {topic}\b", "id: renamed", text), "utf-8")
    build(survey)
    assert words(site / "papers/my-own-key.md")["intro"] == b"On the work.\n"
    assert words(site / "topics/renamed.md")["end"] == b"On the topic.\n"
    assert words(site / "sections/renamed.tex")["intro"] == b"On the section.\n"
    assert not (site / "kept").exists()

    without_topic(survey, "renamed")
    said = build(survey)
    for name in ("topics/renamed.md", "sections/renamed.tex"):
        assert f"site/kept/{name}: keeps what stood in site/{name}" in said
    assert (site / "kept/topics/renamed.md").read_bytes() == b"On the topic.\n"
    assert (site / "kept/sections/renamed.tex").read_bytes() == b"On the section.\n"
    assert "kept/" not in (site / "manifest.json").read_text("utf-8")
    assert "kept/" not in (survey / "mkdocs.yml").read_text("utf-8").split("nav:")[1]
    done = review("check", survey)
    assert done.exit_code == 0, done.stdout


def test_what_is_left_out_and_what_is_said_are_the_persons_to_decide(survey: Path) -> None:
    before = stated(survey)
    _, key = filed(survey)
    out = [one["key"] for one in before["papers"] if one["key"] != key][:2]
    cited = next(one for one in quotes(before) if one["paper"] not in out)
    (paper,) = (one for one in before["papers"] if one["key"] == cited["paper"])
    banned = paper["abstract"][cited["start"] : cited["end"]]
    (survey / "curation.yml").write_text(
        "exclude:\n"
        f"  - {{paper: {out[0]}, reason: 'Not on | our *subject*.'}}\n"
        f"  - {{paper: {out[1]}, reason: Retracted.}}\n"
        "sentences:\n"
        f"  - {{paper: {paper['key']}, ban: {json.dumps(banned)}}}\n"
        f"  - {{paper: {paper['key']}, use: No such sentence.}}\n"
        "merge:\n  - [nobdy, nobody-else]\n"
        f"pins:\n  - {{paper: {out[0]}, topic: unplaced}}\n",
        "utf-8",
    )
    said = build(survey)
    assert f"curation.yml:6: {paper['key']}: no sentence of its abstract reads 'No such" in said
    assert "curation.yml:8: no work is called 'nobdy' (in merge)" in said
    assert f"curation.yml:10: '{out[0]}' (in pins) is left out by curation.yml:2" in said
    after = stated(survey)
    spans = [(one["start"], one["end"]) for one in quotes(after) if one["paper"] == paper["key"]]
    start = paper["abstract"].index(banned)
    assert spans
    assert not [one for one in spans if one[0] < start + len(banned) and start < one[1]]

    assert after["counts"]["excluded"] == 2
    assert after["counts"]["papers"] == before["counts"]["papers"] - 2
    assert after["counts"]["works"] == before["counts"]["works"]
    methods = (survey / "site/methods.md").read_text("utf-8")
    assert "| Left out by a person | 2 |" in methods
    assert '<text class="words aside" x="304" y="' in methods
    listed = methods.split("## Left out by a person")[1].split("\n## ")[0]
    titles = {one["key"]: one["title"] for one in before["papers"]}
    assert all(titles[one].split(":")[0][:20] in listed for one in out)
    assert "Not on &#124; our &#42;subject&#42;." in listed
    assert "Retracted." in listed
    assert not [one for one in out if one in {each["key"] for each in after["papers"]}]
    assert "left out by hand" in (survey / "site/review.tex").read_text("utf-8")
    done = review("check", survey)
    assert done.exit_code == 0, done.stdout


def test_words_are_markdown_on_the_website_and_empty_places_are_not_seen(survey: Path) -> None:
    topic, key = filed(survey)
    put_words(survey / f"site/topics/{topic}.md", MINE.replace("KEY", key))
    put_words(survey / f"site/topics/{topic}.md", "## In sum\n\nIt *works*.\n", "end")
    put_words(survey / "site/index.md", "Hello.\n")
    edit(survey / "mkdocs.yml", "  /kept/\n", "")
    (survey / "site/kept").mkdir()
    (survey / "site/kept/old.md").write_text("[Nowhere](nowhere.md)\n", "utf-8")
    done = review("build", survey)
    assert done.exit_code == 0, done.stderr
    html = (survey / f"public/topics/{topic}.html").read_text("utf-8")
    assert "<p>My <em>own</em> reading of <a href=" in html
    assert f'papers/{key}.html">Boot</a>, as of May.</p>' in html
    assert re.search(r'<h2 id="in-sum">In sum.*</h2>\s*<p>It <em>works</em>.</p>', html)
    assert "<p>Hello.</p>" in (survey / "public/index.html").read_text("utf-8")
    search = (survey / "public/search/search_index.json").read_text("utf-8")
    assert "My own reading" in re.sub("<[^>]*>", "", search)
    assert "review:keep" not in search
    assert not (survey / "public/kept").exists()
    shown = re.sub(r"<!--.*?-->", "", (survey / f"public/papers/{key}.html").read_text("utf-8"))
    assert "review:keep" not in shown
