"""Embedders: what sees that two texts mean alike though they share no word. Optional.

`load_embedder` names them: `wordllama`, whose package (`living-review[embed]`) holds its model, so
that nothing is ever downloaded; and any model2vec or sentence-transformers model, by its folder or
as `model2vec:NAME` or `sentence-transformers:NAME`, which those libraries may download.
"""

import re
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from review.errors import ConfigError

_HUB = re.compile(r"\w[\w.-]*(/\w[\w.-]*)?")
_INSTALL = {
    "wordllama": "living-review[embed]",
    "model2vec": "model2vec",
    "sentence-transformers": "sentence-transformers",
}


class Embedder(Protocol):
    """What turns texts into vectors whose product tells how alike they are."""

    def embed(self, texts: Sequence[str], /) -> Any:
        """Return an array of a row a text; each row has length 1, or 0 where there is no word."""


class _Rows:
    """An `Embedder` made of a function from texts to rows of any length."""

    def __init__(self, encode: Callable[[list[str]], Any]) -> None:
        self._encode = encode

    def embed(self, texts: Sequence[str]) -> Any:
        """Return the rows of the texts, each of length 1 or 0."""
        import numpy as np

        return _unit(np.asarray(self._encode([str(text) for text in texts]), dtype=np.float64))


def load_embedder(name: str, folder: Path = Path()) -> Embedder:
    """Return the embedder `name`; folders are looked for below `folder`.

    Raises `ConfigError`, with what to install, where its package is missing, on an unknown name,
    and where the model cannot be read.
    """
    kind, _, model = name.partition(":")
    if name == "wordllama":
        kind = name
    elif kind not in _INSTALL or not model:
        kind, model = _kind_of(folder / name, name), name
    if find_spec(kind.replace("-", "_")) is None:
        raise ConfigError(f"embedder {name!r} needs a package: pip install '{_INSTALL[kind]}'")
    if kind != "wordllama" and (folder / model).is_dir():
        model = str(folder / model)
    elif kind != "wordllama" and not _HUB.fullmatch(model):
        raise ConfigError(f"embedder {name!r}: there is no such folder")
    try:
        return _Rows(_LOADERS[kind](model))
    except (OSError, ValueError, RuntimeError, KeyError, ImportError) as error:
        reason = " ".join(str(error).split())[:200]
        raise ConfigError(f"embedder {name!r} cannot be loaded: {reason}") from error


def _kind_of(folder: Path, name: str) -> str:
    """Return which library reads the model in `folder`."""
    if not folder.is_dir():
        raise ConfigError(
            f"embedder {name!r} is neither 'wordllama' nor the folder of a model;"
            " a model to download is named model2vec:NAME or sentence-transformers:NAME"
        )
    return "sentence-transformers" if (folder / "modules.json").is_file() else "model2vec"


def _wordllama(_: str) -> Callable[[list[str]], Any]:
    import wordllama

    package = Path(wordllama.__file__).parent  # the weights and the tokenizer lie in the wheel
    model = wordllama.WordLlama.load(cache_dir=package, disable_download=True)
    embed: Callable[[list[str]], Any] = model.embed
    return embed


def _model2vec(name: str) -> Callable[[list[str]], Any]:
    from model2vec import StaticModel

    model = StaticModel.from_pretrained(name, force_download=False)
    return lambda texts: model.encode(texts, use_multiprocessing=False)


def _sentence_transformers(name: str) -> Callable[[list[str]], Any]:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(name, device="cpu", local_files_only=Path(name).is_dir())
    return lambda texts: model.encode(texts, show_progress_bar=False)


_LOADERS: dict[str, Callable[[str], Callable[[list[str]], Any]]] = {
    "wordllama": _wordllama,
    "model2vec": _model2vec,
    "sentence-transformers": _sentence_transformers,
}


def likeness(embedder: Embedder, papers: Sequence[str], topics: Sequence[str]) -> Any:
    """Return how alike papers and topics are, papers by topics, -1 to 1.

    Each side is seen from its own middle, since rows of one model lean to one side (Mu and
    Viswanath 2018). Raises `ConfigError` where the embedder gives anything but a row a text.
    """
    import numpy as np

    sides = []
    for texts in (papers, topics):
        rows = np.asarray(embedder.embed(texts), dtype=np.float64)
        if rows.ndim != 2 or len(rows) != len(texts) or not np.isfinite(rows).all():
            raise ConfigError(f"the embedder gave {rows.shape} numbers for {len(texts)} texts")
        known = rows.any(axis=1, keepdims=True)
        middle = rows.sum(axis=0) / max(1, int(known.sum()))
        sides.append(_unit(np.where(known, rows - middle, 0)))
    if sides[0].shape[1] != sides[1].shape[1]:
        raise ConfigError("the embedder gave rows of two lengths")
    return np.round(sides[0] @ sides[1].T, 5).astype(np.float32)


def _unit(rows: Any) -> Any:
    import numpy as np

    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(length > 1e-9, length, 1)
