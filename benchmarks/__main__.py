"""Run benchmarks and write their figures into RESULTS.md.

    python -m benchmarks              all of them
    python -m benchmarks NAME...      these
    python -m benchmarks --list       the names

Each benchmark is a function without arguments that returns rows of `name`, `figure`, `value` and
`asked` (the number to reach, or empty), or of a `text` that stands below them, or raises
`FileNotFoundError` where its data is absent.
"""

import platform
import re
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from review import __version__

RESULTS = Path(__file__).with_name("RESULTS.md")
LIBRARIES = ("scikit-learn", "nltk", "numpy", "mkdocs", "mkdocs-material", "pybtex")
BENCHMARKS = {
    "seeds-parse": "benchmarks.seeds_parse:run",
    "seeds-classify": "benchmarks.classify:seeds",
    "seeds-assisted": "benchmarks.assisted:run",
    "tracks": "benchmarks.classify:tracks",
    "areas": "benchmarks.classify:areas",
    "filing": "benchmarks.classify:filing",
    "lists": "benchmarks.classify:lists",
    "induce": "benchmarks.induce:run",
    "contribution": "benchmarks.sentences:contribution",
    "result": "benchmarks.sentences:result",
    "name": "benchmarks.sentences:name",
    "tldr": "benchmarks.sentences:tldr",
    "aspects": "benchmarks.sentences:aspects",
    "roles": "benchmarks.sentences:roles",
    "large": "benchmarks.large:run",
    "file-large": "benchmarks.large:filing",
    "readability": "benchmarks.readability:run",
    "dedup": "benchmarks.dedup:run",
    "enrich": "benchmarks.enrich:run",
    "bibtex": "benchmarks.bibtex:run",
    "import": "benchmarks.imports:run",
    "stability": "benchmarks.stability:run",
    "story": "benchmarks.story:run",
    "speed": "benchmarks.speed:run",
    "incremental": "benchmarks.incremental:run",
    "kill": "benchmarks.kill:run",
    "site": "benchmarks.site:run",
    "serve": "benchmarks.serve:run",
}
HEAD = """# Results

Written by `python -m benchmarks`; a section holds what its command printed last. The data lies in
`../shared/data` and is for measuring only; what is asked stands beside what was reached.
"""


def load(target: str) -> Callable[[], Sequence[dict[str, Any]]]:
    module, _, function = target.partition(":")
    found: Callable[[], Sequence[dict[str, Any]]] = getattr(import_module(module), function)
    return found


def table(name: str, rows: Sequence[dict[str, Any]]) -> str:
    versions = ", ".join(f"{library} {version(library)}" for library in LIBRARIES)
    lines = [
        f"## {name}",
        "",
        f"`python -m benchmarks {name}` · living-review {__version__},"
        f" Python {platform.python_version()}, {versions}",
        "",
        "| method | figure | value | asked |",
        "|---|---|---:|---:|",
    ]
    lines += [
        f"| {row['name']} | {row['figure']} | {row['value']} | {row.get('asked', '') or ''} |"
        for row in rows
        if "text" not in row
    ]
    lines += [f"\n{row['text'].strip()}" for row in rows if "text" in row]
    return "\n".join(lines) + "\n"


def record(name: str, text: str) -> None:
    """Put the section of `name` into RESULTS.md, in the order of the table above."""
    old = RESULTS.read_text(encoding="utf-8") if RESULTS.is_file() else HEAD
    head, *parts = re.split(r"^(?=## )", old, flags=re.MULTILINE)
    sections = {part.split("\n", 1)[0].removeprefix("## ").strip(): part for part in parts}
    sections[name] = text + "\n"
    known = [key for key in BENCHMARKS if key in sections]
    others = [key for key in sections if key not in BENCHMARKS]
    body = "".join(sections[key].rstrip("\n") + "\n\n" for key in (*known, *others))
    RESULTS.write_text(f"{head.rstrip()}\n\n{body.rstrip()}\n", encoding="utf-8")


def main(names: Sequence[str]) -> int:
    if "--list" in names:
        print("\n".join(BENCHMARKS))
        return 0
    for name in names or BENCHMARKS:
        if name not in BENCHMARKS:
            print(f"no benchmark is called {name!r}; --list names them", file=sys.stderr)
            return 2
        try:
            rows = load(BENCHMARKS[name])()
        except (FileNotFoundError, ModuleNotFoundError) as error:
            print(f"{name}: skipped, {error}", file=sys.stderr)
            continue
        text = table(name, rows)
        print(text)
        record(name, text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
