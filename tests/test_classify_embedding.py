"""Embedders: one more voice beside the words, and clear words where a model cannot be had."""

import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from review.classify import Embedder, classify, load_embedder
from review.classify.embedding import likeness
from review.config import load_config
from review.errors import ConfigError
from review.model import Entry, Topic
from review.pipeline import place
from tests.conftest import ROOT, review

TOPICS = (
    Topic("canines", "Canines"),
    Topic("felines", "Felines"),
    Topic("fishes", "Fishes"),
)
PAPERS = (
    Entry(id=1, title="The bark of a hound", abstract="Hounds and dogs bark."),
    Entry(id=2, title="The purr of a cat", abstract="Cats purr, unlike canines."),
    Entry(id=3, title="Gills and fins", abstract="Fishes breathe by gills."),
)
SENSES = (
    ("canines", "hound", "dog", "bark"),
    ("felines", "cat", "purr"),
    ("fishes", "gill", "fin"),
)


class Fake:
    """Counts the words of three senses; deterministic, and no row where there is none."""

    def embed(self, texts: Sequence[str], /) -> Any:
        rows = np.array([[sum(text.lower().count(w) for w in s) for s in SENSES] for text in texts])
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(length > 0, length, 1)


class Broken:
    def __init__(self, rows: Any) -> None:
        self.rows = rows

    def embed(self, texts: Sequence[str], /) -> Any:
        return self.rows[: len(texts)]


def test_meaning_finds_what_no_word_says() -> None:
    embedder: Embedder = Fake()
    filed = classify(PAPERS, TOPICS, embedder=embedder)
    assert [a.topic for a in filed] == ["canines", "felines", "fishes"]
    assert classify(PAPERS, TOPICS)[1].topic == "canines"  # by the one word in common


def test_where_no_word_says_why_a_person_decides() -> None:
    filed = classify(PAPERS, TOPICS, embedder=Fake())[0]
    assert (filed.topic, filed.placed, filed.reasons) == ("canines", False, ())


def test_a_pin_wins_over_meaning() -> None:
    filed = classify(PAPERS, TOPICS, pins={1: "fishes"}, embedder=Fake())[0]
    assert (filed.topic, filed.by) == ("fishes", "person")


def test_the_order_of_the_papers_carries_no_meaning() -> None:
    forward = classify(PAPERS, TOPICS, embedder=Fake())
    assert forward == classify(PAPERS[::-1], TOPICS, embedder=Fake())[::-1]


@pytest.mark.parametrize("number", [1, 2])
def test_one_paper_or_one_topic_has_no_middle_to_be_seen_from(number: int) -> None:
    filed = classify(PAPERS[:number], TOPICS[:1], embedder=Fake())
    assert [a.topic for a in filed] == ["canines"] * number
    assert classify(PAPERS[:1], TOPICS, embedder=Fake())[0].topic in {t.id for t in TOPICS}


def test_an_embedder_that_sees_nothing_changes_no_topic() -> None:
    blind = classify(PAPERS, TOPICS, embedder=Broken(np.zeros((9, 4))))
    assert [a.topic for a in blind] == [a.topic for a in classify(PAPERS, TOPICS)]


def test_likeness_is_papers_by_topics_from_the_middle_of_each() -> None:
    found = likeness(Fake(), ["hound", "cat", "gill", "nothing"], ["canines", "felines", "fishes"])
    assert found.shape == (4, 3)
    assert found[:3].argmax(axis=1).tolist() == [0, 1, 2]
    assert not found[3].any()
    assert np.abs(found).max() <= 1


@pytest.mark.parametrize("rows", [np.zeros(3), np.zeros((1, 2)), np.full((3, 2), np.nan)])
def test_an_embedder_that_gives_no_row_a_text_is_named(rows: Any) -> None:
    with pytest.raises(ConfigError, match="the embedder gave"):
        likeness(Broken(rows), ["a", "b", "c"], ["d", "e", "f"])


# ── names ────────────────────────────────────────────────────────────────────────────────────


def install(monkeypatch: pytest.MonkeyPatch, name: str, **members: Any) -> None:
    """Put a package of these members in the place of `name`."""
    module = ModuleType(name)
    module.__spec__ = ModuleSpec(name, None)
    module.__file__ = f"/{name}/__init__.py"
    for key, value in members.items():
        setattr(module, key, value)
    monkeypatch.setitem(sys.modules, name, module)


def encoder(calls: list[Any]) -> Callable[..., Any]:
    """Return a loader that notes what it was asked for."""

    def load(*args: Any, **options: Any) -> Any:
        calls.append((args, options))
        give = lambda texts, **_: np.array([[3.0, 4.0]] * len(texts))  # noqa: E731
        return SimpleNamespace(encode=give, embed=give)

    return load


@pytest.mark.parametrize(
    ("name", "package", "wanted"),
    [
        ("wordllama", "wordllama", r"living-review\[embed\]"),
        ("model2vec:owner/model", "model2vec", "model2vec"),
        ("sentence-transformers:model", "sentence_transformers", "sentence-transformers"),
    ],
)
def test_a_missing_package_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, package: str, wanted: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ConfigError, match=f"needs a package: pip install '{wanted}'"):
        load_embedder(name)


def test_wordllama_never_downloads(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Any] = []
    install(monkeypatch, "wordllama", WordLlama=SimpleNamespace(load=encoder(calls)))
    rows = load_embedder("wordllama").embed(["a", "b"])
    assert calls == [((), {"cache_dir": Path("/wordllama"), "disable_download": True})]
    assert rows.tolist() == [[0.6, 0.8], [0.6, 0.8]]


def test_a_folder_is_read_by_the_library_it_was_written_by(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    static: list[Any] = []
    sentences: list[Any] = []
    install(monkeypatch, "model2vec", StaticModel=SimpleNamespace(from_pretrained=encoder(static)))
    install(monkeypatch, "sentence_transformers", SentenceTransformer=encoder(sentences))
    (tmp_path / "model").mkdir()
    assert load_embedder("model", tmp_path).embed(["a"]).tolist() == [[0.6, 0.8]]
    assert load_embedder("model2vec:model", tmp_path)
    assert [args for args, _ in static] == [(str(tmp_path / "model"),)] * 2
    (tmp_path / "model" / "modules.json").touch()
    assert load_embedder("model", tmp_path)
    ((where, options),) = sentences
    assert (where, options["local_files_only"]) == ((str(tmp_path / "model"),), True)


def test_a_name_is_a_download_only_where_its_library_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[Any] = []
    install(monkeypatch, "model2vec", StaticModel=SimpleNamespace(from_pretrained=encoder(calls)))
    with pytest.raises(ConfigError, match=r"'owner/model' is neither .* model2vec:NAME"):
        load_embedder("owner/model")
    assert calls == []
    load_embedder("model2vec:owner/model")
    assert calls == [(("owner/model",), {"force_download": False})]


@pytest.mark.parametrize("name", ["./absent", "/absent", "../x", "a/b/c", "~/x", "https://a/b", ""])
def test_a_path_that_is_no_folder_is_no_download(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    install(monkeypatch, "model2vec")
    with pytest.raises(ConfigError, match=r"there is no such folder|is neither"):
        load_embedder(f"model2vec:{name}", tmp_path)


def test_a_model_that_cannot_be_read_is_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise OSError("no\nconfig.json")

    install(monkeypatch, "model2vec", StaticModel=SimpleNamespace(from_pretrained=fail))
    with pytest.raises(ConfigError, match=r"cannot be loaded: no config\.json$"):
        load_embedder(str(tmp_path))


# ── the real packages, where they are installed ──────────────────────────────────────────────


def test_wordllama_knows_a_hound_from_a_cat() -> None:
    pytest.importorskip("wordllama")
    rows = load_embedder("wordllama").embed(["a hound barks", "dogs bark", "income tax law", ""])
    assert rows.shape == (4, 256)
    assert np.allclose(np.linalg.norm(rows, axis=1), [1, 1, 1, 0])
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


def test_a_model2vec_folder_made_by_hand(tmp_path: Path) -> None:
    pytest.importorskip("model2vec")
    from safetensors.numpy import save_file
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.normalizers import Lowercase
    from tokenizers.pre_tokenizers import Whitespace

    senses = [(*sense, *(f"{word}s" for word in sense)) for sense in SENSES]
    words = ["[UNK]", *(word for sense in senses for word in sense)]
    vectors = np.eye(len(words), 3, dtype=np.float32) * 0
    for column, sense in enumerate(senses):
        vectors[[words.index(word) for word in sense], column] = 1
    tokenizer = Tokenizer(WordLevel({word: i for i, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.normalizer, tokenizer.pre_tokenizer = Lowercase(), Whitespace()
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    save_file({"embeddings": vectors}, tmp_path / "model.safetensors")
    (tmp_path / "config.json").write_text('{"normalize": true}', encoding="utf-8")
    embedder = load_embedder(tmp_path.name, tmp_path.parent)
    assert embedder.embed(["a hound"]).tolist() == [[1, 0, 0]]
    filed = classify(PAPERS, TOPICS, embedder=embedder)
    assert [a.topic for a in filed] == ["canines", "felines", "fishes"]


# ── where it is chosen ───────────────────────────────────────────────────────────────────────


def test_the_command_says_what_is_no_embedder(tmp_path: Path) -> None:
    papers = tmp_path / "papers.jsonl"
    papers.write_text('{"id": 1, "title": "Hounds"}\n', encoding="utf-8")
    done = review("classify", papers, "-t", ROOT / "taxonomy.yml", "--embedder", "owner/model")
    assert done.returncode == 1
    assert done.stderr.strip().endswith("model2vec:NAME or sentence-transformers:NAME")
    assert done.stderr.count("\n") == 1


def test_a_survey_folder_names_its_embedder(tmp_path: Path) -> None:
    (tmp_path / "review.yml").write_text("title: T\nembedder: models/mine\n", encoding="utf-8")
    (tmp_path / "taxonomy.yml").write_text("- {id: a, title: A}\n", encoding="utf-8")
    config = load_config(tmp_path)
    assert config.settings.embedder == "models/mine"
    with pytest.raises(ConfigError, match="'models/mine' is neither 'wordllama' nor the folder"):
        place((), config)
