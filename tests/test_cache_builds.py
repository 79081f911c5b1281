"""A build with a cache gives what one without it gives, whatever was done to the folder before."""

import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from review import cache, pipeline
from tests.conftest import copy_inputs, cut_seeds

WORKS = 24
PAPER = (
    "\n\nSparse Mixtures of {n} Tiny Experts\n\nModels are large. We propose SMT{n}, a method that\
 distills sparse mixtures into {n} students. Experiments show that SMT{n} is {n}% faster.\n"
)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_inputs(tmp_path_factory.mktemp("cached"))
    cut_seeds(root, WORKS)
    return root


@pytest.fixture
def survey(start: Path, tmp_path: Path) -> Path:
    shutil.copytree(start, tmp_path / "survey")
    return tmp_path / "survey"


def seeds(root: Path) -> Path:
    return sorted((root / "seeds").glob("*.txt"))[-1]


def add(root: Path, dice: random.Random) -> None:
    path = seeds(root)
    path.write_text(path.read_text("utf-8").rstrip("\n") + PAPER.format(n=dice.randint(2, 99)))


def add_first(root: Path, dice: random.Random) -> None:
    (root / f"seeds/0-{dice.randint(1, 9)}.txt").write_text(
        "Works\n\n" + PAPER.format(n=dice.randint(2, 99))
    )


def remove(root: Path, dice: random.Random) -> None:
    path = seeds(root)
    parts = path.read_text("utf-8").split("\n\n")
    at = dice.randrange(5, len(parts) - 2)
    path.write_text("\n\n".join([*parts[:at], *parts[at + 1 :]]))


def metadata(root: Path, dice: random.Random) -> None:
    path = root / "seeds/metadata.jsonl"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(lines[dice.randint(1, 20) :]) + "\n")


def taxonomy(root: Path, dice: random.Random) -> None:
    path = root / "taxonomy.yml"
    word = dice.choice(["Neural", "Sparse", "Language", "Learned"])
    text = path.read_text("utf-8").replace('description: "', f'description: "{word}. ', 1)
    path.write_text(text, "utf-8")


def settings(root: Path, dice: random.Random) -> None:
    path = root / "review.yml"
    kept = [
        line
        for line in path.read_text("utf-8").splitlines()
        if line.split(":")[0] not in ("abstracts", "citations", "url", "bibliography")
    ]
    told = dice.choice(["full", "quoted", "none"])
    chosen = (
        f"abstracts: {told}",
        f"bibliography: {{abstracts: {str(told == 'full' and dice.random() < 0.5).lower()}}}",
        f"citations: {dice.choice(['author-year', 'numbered'])}",
        f"url: https://example.org/{dice.randint(1, 9)}/",
    )
    path.write_text("\n".join((*kept, *chosen)) + "\n")


def curation(root: Path, dice: random.Random) -> None:
    works = pipeline.remember(root).works
    if not works:
        return
    one, other = dice.sample([work.key for work in works], 2)
    topic = dice.choice([work.topic for work in works if work.topic] or ["surveys"])
    (root / "curation.yml").write_text(
        f"pins:\n- {{paper: {one}, topic: {topic}}}\n"
        f"fields:\n- {{paper: {other}, year: {dice.randint(1990, 2024)}, venue: 'NeurIPS'}}\n"
    )


def templates(root: Path, dice: random.Random) -> None:
    path = root / "templates/site/paper.md"
    path.write_text(path.read_text("utf-8") + f"\nedited {dice.randint(1, 99)}\n")


def clear(root: Path, dice: random.Random) -> None:
    shutil.rmtree(root / ".cache", ignore_errors=True)


def rot(root: Path, dice: random.Random) -> None:
    path = root / ".cache/memo.sqlite"
    if path.exists():
        content = bytearray(path.read_bytes())
        for _ in range(200):
            content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        path.write_bytes(bytes(content))


def note(root: Path, dice: random.Random) -> None:
    works = pipeline.remember(root).works
    path = root / "curation.yml"
    if works and "notes:" not in path.read_text("utf-8"):
        one = dice.choice([work.key for work in works])
        said = f"notes:\n- {{paper: {one}, note: 'Read {dice.randint(1, 9)} times.'}}\n"
        path.write_text(path.read_text("utf-8") + said)


def macros(root: Path, dice: random.Random) -> None:
    for name in ("site/macros.md", "latex/section.tex"):
        path = root / "templates" / name
        path.write_text(path.read_text("utf-8").replace("work", dice.choice(("work", "paper"))))


EDITS: tuple[Callable[[Path, random.Random], None], ...] = (
    add, add_first, remove, metadata, taxonomy, settings, curation, note, templates, macros,
    clear, rot,
)  # fmt: skip


def build(root: Path) -> Counter[str]:
    """Build with the cache, and prove it; return the values that were not in it, by kind."""
    ledger = pipeline.remember(root)
    plain = pipeline.draft(root, ledger)
    with cache.remembering(root) as memo:
        made = pipeline.draft(root, ledger)
    assert dict(pages(made)) == dict(pages(plain))
    assert (made.lock, made.mkdocs) == (plain.lock, plain.mkdocs)
    assert made.survey == plain.survey
    pipeline.publish(root, made)
    return memo.made


def pages(made: pipeline.Draft) -> list[tuple[str, str]]:
    return [(page.path, page.text) for page in made.pages]


@pytest.mark.parametrize("seed", range(2))
def test_no_history_of_edits_makes_a_cache_wrong(survey: Path, seed: int) -> None:
    dice = random.Random(seed)
    build(survey)
    for edit in dice.sample(EDITS, len(EDITS)):
        edit(survey, dice)
        build(survey)


def test_entries_and_exports_follow_each_setting(survey: Path) -> None:
    path = survey / "review.yml"
    for setting in ("full\nbibliography: {abstracts: true}", "quoted", "none", "full"):
        path.write_text(path.read_text("utf-8").partition("\nabstracts:")[0])
        path.write_text(path.read_text("utf-8").rstrip("\n") + f"\nabstracts: {setting}\n")
        build(survey)
    assert not build(survey)


def test_one_more_paper_makes_little_anew(survey: Path) -> None:
    cold = build(survey)
    assert set(build(survey)) == {"review.serial.load_yaml"}  # mkdocs.yml, which names pages now
    assert not build(survey)
    add(survey, random.Random(0))
    more = build(survey)
    assert cold["extract"] == cold["facts of a work"] >= WORKS
    assert more["extract"] == more["facts of a work"] == 1
    assert cold["health of an entry"] == cold["json papers"] == cold["csl"] >= WORKS
    assert more["health of an entry"] == more["json papers"] == more["csl"] == 1
    assert cold["page"] > 4 * WORKS
    assert more["page"] < 2 * WORKS


def test_jobs_make_no_difference(survey: Path) -> None:
    ledger = pipeline.remember(survey)
    with cache.remembering(survey):
        made = pipeline.draft(survey, ledger, jobs=2)
    assert pages(made) == pages(pipeline.draft(survey, ledger))


def test_the_order_of_files_is_that_of_a_build_without_a_cache(survey: Path) -> None:
    build(survey)
    path = seeds(survey)
    parts = path.read_text("utf-8").split("\n\n")
    path.write_text("\n\n".join([*parts[:5], *PAPER.strip().split("\n\n"), *parts[5:]]))
    build(survey)
