# make site   the environment, the survey of seeds/ in site/ and public/
# make test   the tests; those of the browser and of TeX need Chromium and TeX Live
# make check  lint, types, layers, documentation
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: site test check format bench clean

site: .venv/site.stamp
	$(BIN)/review build .

test: .venv/dev.stamp
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: .venv/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/validate-pyproject pyproject.toml
	$(BIN)/python -m pytest -q -p no:cacheprovider tests/test_layers.py tests/test_docs.py

format: .venv/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/bench.stamp
	$(BIN)/python -m benchmarks

clean:
	rm -rf .venv public .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "living-review needs Python 3.11 or newer; call make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv

.venv/site.stamp: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

.venv/dev.stamp: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .[dev]
	touch $@ .venv/site.stamp

.venv/bench.stamp: .venv/dev.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .[benchmarks]
	touch $@
