"""The workflows of a new survey: their form, and their scripts run as GitHub would run them."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from review.pipeline.start import start
from tests.conftest import ROOT

WORKFLOWS = ("survey.yml", "rebuild.yml")
TOP = {"name", "on", "permissions", "concurrency", "jobs"}
JOB = {"if", "needs", "runs-on", "env", "steps", "permissions", "environment"}
STEP = {"id", "name", "if", "uses", "with", "run"}
EVENTS = {"push", "pull_request", "workflow_dispatch", "schedule", "issues"}
SCOPES = {"contents", "pages", "id-token", "issues", "pull-requests"}
ACTIONS: dict[str, set[str]] = {
    "actions/checkout@v4": {"fetch-depth"},
    "actions/setup-python@v5": {"python-version"},
    "actions/upload-pages-artifact@v3": {"path"},
    "actions/deploy-pages@v4": set(),
}


class Loader(yaml.SafeLoader):
    """YAML 1.2, as GitHub reads it: `on` is text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, shape) for tag, shape in found if tag != "tag:yaml.org,2002:bool"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("new") / "survey"
    start(root, "A survey of: #sand")
    return root / ".github"


def load(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader)


def steps(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    for job in load(folder / "workflows" / name)["jobs"].values():
        yield from job["steps"]


# ── the form of the files ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", WORKFLOWS)
def test_each_key_is_one_that_github_knows(folder: Path, name: str) -> None:
    found = load(folder / "workflows" / name)
    assert set(found) <= TOP
    assert set(found["on"]) <= EVENTS
    for job in found["jobs"].values():
        assert set(job) <= JOB
        assert {*found["permissions"], *job.get("permissions", {})} <= SCOPES
        assert job["runs-on"] == "ubuntu-latest"
        needs = job.get("needs")
        assert needs is None or needs in found["jobs"]
    for step in steps(folder, name):
        assert set(step) <= STEP
        assert ("uses" in step) != ("run" in step)
        if "uses" in step:
            assert set(step.get("with", {})) <= ACTIONS[step["uses"]]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_expression_stands_in_a_script(folder: Path, name: str) -> None:
    for step in steps(folder, name):
        assert "${{" not in step.get("run", "")
    text = (folder / "workflows" / name).read_text("utf-8")
    for found in re.findall(r"\$\{\{(.*?)\}\}", text):
        assert re.fullmatch(r"[\w. |']+", found), found
    assert text.count("github.event.issue.body") == (name == "rebuild.yml")


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_script_is_one_that_bash_can_read(folder: Path, name: str) -> None:
    for step in steps(folder, name):
        if "run" in step:
            subprocess.run(["bash", "-n", "-c", step["run"]], check=True)


def test_what_changes_nothing_has_no_right_to(folder: Path) -> None:
    assert load(folder / "workflows" / "survey.yml")["permissions"] == {"contents": "read"}


def test_the_form_is_one_that_github_accepts(folder: Path) -> None:
    form = load(folder / "ISSUE_TEMPLATE" / "papers.yml")
    assert {"name", "description", "body"} <= set(form)
    assert set(form) <= {"name", "description", "title", "labels", "body"}
    assert form["labels"] == ["papers"]
    kinds = [part["type"] for part in form["body"]]
    assert kinds == ["markdown", "textarea"]
    assert form["body"][1]["attributes"]["label"] == "Papers"
    rebuild = (folder / "workflows" / "rebuild.yml").read_text("utf-8")
    assert "github.event.label.name == 'papers'" in rebuild
    assert "'/^### Papers$/d'" in rebuild


# ── their scripts ────────────────────────────────────────────────────────────────────────────

PASTED = r"""@article{sand2024,
  title = {On Sand: $(touch pwned) `touch pwned`; touch pwned},
  abstract = {We count 100%s grains of sand \n with a neural "network" and 'it' is ${HOME} fast.},
  year = {2024},
}
EOF
'; touch pwned #
-n ${{ github.token }} @someone"""


@pytest.fixture
def machine(survey: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a runner: the survey under git with a place to push to, `review`, and a
    `gh` that writes down how it was called."""
    shutil.copytree(ROOT / "templates" / "init" / ".github", survey / ".github")
    programs = tmp_path / "bin"
    programs.mkdir()
    scripts = {
        "review": f'exec "{sys.executable}" -m review "$@"',
        "gh": 'for one in "$@"; do printf "%s\\n" "$one" >> "$RUNNER_TEMP/gh"; done',
    }
    for name, script in scripts.items():
        path = programs / name
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "temp").mkdir()
    environment = {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "RUNNER_TEMP": str(tmp_path / "temp"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "HOME": str(tmp_path),
        "NUMBER": "",
        "BODY": "",
    }
    origin = str(tmp_path / "origin")
    for command in (
        ["init", "-q", "-b", "main"],
        ["add", "-A"],
        ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "begun"],
        ["init", "-q", "--bare", origin],
        ["remote", "add", "origin", origin],
    ):
        subprocess.run(
            ["git", *command], cwd=survey, env=environment, check=True, capture_output=True
        )
    return environment


def run(root: Path, environment: dict[str, str], *names: str) -> None:
    """Run the steps of these names of the workflow that rebuilds, each as GitHub does."""
    start(root.parent / "template", "T")
    for step in steps(root.parent / "template" / ".github", "rebuild.yml"):
        if step.get("name", step.get("run")) in names:
            done = subprocess.run(
                ["bash", "-e", "-c", step["run"]],
                cwd=root, env=environment, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, (step, done.stdout, done.stderr)


@pytest.mark.slow
def test_an_issue_becomes_a_seed_and_a_pull_request_and_nothing_of_it_is_run(
    survey: Path, machine: dict[str, str], tmp_path: Path
) -> None:
    body = f"### Papers\n\n```text\n{PASTED}\n```\n".replace("\n", "\r\n")
    machine |= {"BODY": body, "NUMBER": "7", "OPENED": "2026-12-03T10:00:00Z", "RUN": "https://r"}
    run(
        survey, machine, "The form becomes a seed file", "What changes", "review build --no-html",
        "review check", "A pull request",
    )  # fmt: skip
    seed = survey / "seeds" / "2026-12-03-issue-7.txt"
    assert seed.read_text("utf-8").strip() == PASTED
    assert not list(tmp_path.rglob("pwned"))
    stated = json.loads((survey / "site" / "survey.json").read_text("utf-8"))
    assert any(paper["title"].startswith("On Sand") for paper in stated["papers"])
    called = (tmp_path / "temp" / "gh").read_text("utf-8").splitlines()
    assert called[:4] == ["pr", "list", "--head", "papers-7"]
    assert "Papers of issue 7" in called
    text = (tmp_path / "temp" / "text.md").read_text("utf-8")
    assert text.startswith("Closes #7.\n\n### Counts")
    assert "### Works added (1)" in text
    assert "`touch" not in text
    assert "@someone" not in text
    branches = subprocess.run(
        ["git", "--git-dir", str(tmp_path / "origin"), "branch"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert branches.split() == ["papers-7"]


def test_where_nothing_changed_nothing_is_proposed(
    survey: Path, machine: dict[str, str], tmp_path: Path
) -> None:
    run(survey, machine, "Services are asked again for authors and venues", "A pull request")
    assert (tmp_path / "summary").read_text("utf-8") == "Nothing changed.\n"
    assert not (tmp_path / "temp" / "gh").exists()
