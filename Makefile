# Everything runs in .venv, which each target makes for itself; a machine needs Python 3.11 and this file's make.
# Another Python: make test PYTHON=python3.13

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
BIN := .venv/bin
comma := ,
# Tests: which majors, which tests, how many workers.
PG ?= 18
TESTS ?=
WORKERS ?= auto
CORPUS ?= ../shared/corpus
MAJOR ?= 18

.PHONY: help demo test lint types contracts check bench corpus docs clean python

help: ## what there is
	@grep -E '^[a-z]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed 's/:.*## /\t/' | expand -t 12

demo: python ## the main job, on a copy of this project and an embedded database
	@$(PYTHON) scripts/venv.py
	@$(BIN)/python scripts/demo.py

test: python ## all tests: PG=14,15,16,17,18 names the servers, TESTS=tests/rules a part
	@$(PYTHON) scripts/venv.py test --try pg16 pg17
	@older=$$($(BIN)/python scripts/postgres.py $(subst $(comma), ,$(PG))) && \
		SCHEMACTL_POSTGRES_BIN="$${SCHEMACTL_POSTGRES_BIN:-$$older}" $(BIN)/python -m pytest -n $(WORKERS) --pg $(PG) $(TESTS)

lint: python ## ruff: rules and formatting
	@$(PYTHON) scripts/venv.py dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: python ## mypy --strict
	@$(PYTHON) scripts/venv.py dev
	@$(BIN)/mypy

contracts: python ## which room may import which
	@$(PYTHON) scripts/venv.py dev
	@$(BIN)/lint-imports

check: lint types contracts test ## all of the above

bench: python ## speed, as ratios in four tables: projects, live databases, apply, runners
	@$(PYTHON) scripts/venv.py
	@missed=0; for part in run live apply runners; do $(BIN)/python bench/$$part.py || missed=1; done; exit $$missed

corpus: python ## judge the diff on other projects' transitions: CORPUS=../shared/corpus MAJOR=15
	@$(PYTHON) scripts/venv.py
	@$(BIN)/python scripts/corpus.py $(CORPUS) --major $(MAJOR)

docs: python ## rewrite the pages that are made from the code
	@$(PYTHON) scripts/venv.py
	@$(BIN)/python scripts/docs.py

clean: ## forget .venv and all caches of tools
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist

python:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer was found (looked for python3, python3.11 to python3.14, python)." >&2; \
		echo "Install one from https://www.python.org/downloads/ or your system's packages, or name it: make PYTHON=/path/to/python3.12" >&2; exit 1; }
