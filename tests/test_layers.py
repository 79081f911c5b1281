"""Imports point downwards only, siblings never import each other, libraries have one home."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "review"
LAYERS = (
    ("__main__",),
    ("cli",),
    ("live",),
    ("pipeline",),
    (
        "sources",
        "identity",
        "enrich",
        "taxonomy",
        "classify",
        "atlas",
        "extract",
        "summarize",
        "render",
        "changes",
        "check",
        "bibcheck",
        "cited",
    ),
    ("text", "config"),
    ("cache",),
    ("serial",),
    ("model", "errors"),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
HOMES = {
    "pybtex": {"sources", "identity", "render", "bibcheck"},
    "nltk": {"text"},
    "sklearn": {"taxonomy", "classify", "summarize", "text"},
    "jinja2": {"render"},
    "yaml": {"serial"},
    "click": {"cli"},
    "mkdocs": {"live"},  # one page at a time; the whole website is a process of its own
    "watchdog": {"live"},
    "wordllama": {"classify"},
    "model2vec": {"classify"},
    "sentence_transformers": {"classify"},
    "typst": {"render"},
    "pylatexenc": {"render", "text", "sources"},
}
HEAVY = {"nltk", "sklearn", "scipy", "numpy", "pybtex", "yaml", "pylatexenc"}
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def home(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(path: Path, *, top_only: bool = False) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_only else list(ast.walk(tree))
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_downwards(path: Path) -> None:
    here = home(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "review" or len(parts) < 2 or parts[1] not in LEVEL or parts[1] == here:
            continue
        assert LEVEL[here] < LEVEL[parts[1]], f"{here} must not import {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_libraries_stay_in_their_homes_and_out_of_the_start(path: Path) -> None:
    for name in imports(path):
        library = name.split(".")[0]
        assert home(path) in HOMES.get(library, {home(path)}), f"{library} has no business here"
    at_start = {name.split(".")[0] for name in imports(path, top_only=True)}
    assert not at_start & HEAVY, "import heavy libraries inside the functions that use them"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 350
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, node.name


def test_every_module_has_a_layer() -> None:
    assert {home(path) for path in FILES} <= set(LEVEL)
