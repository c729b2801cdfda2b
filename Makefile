# One verb per thing a person does; `make` alone lists them. A bare machine needs Python >= 3.11, git and make:
# everything else is installed into .venv from the lock files. README.md has the same commands for people without make.

# What the environment says to another Python would keep this one from starting, or have it import what is not ours.
unexport PYTHONHOME PYTHONPATH
PYTHON ?= $(shell unset PYTHONHOME PYTHONPATH; for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)
VENV := .venv
# Programs are called as modules: the scripts in bin/ do not start where the path of this folder has a blank and a `$`.
BIN := $(VENV)/bin
PIP := PIP_USER=0 $(BIN)/python -m pip --disable-pip-version-check install -qq
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-header --quiet --extra build
LAB_ARGS ?=
TEST_ARGS ?=
BENCH_ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help lab test test-all demo build check handout site bench lock clean python

help: ## list the verbs
	@sed -n 's/^\([a-z-]*\):.*## /make \1|/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-16s%s\n", $$1, $$2 }'

lab: python ## set up, fetch the treebank, open the course in JupyterLab (LAB_ARGS: its options)
	@exec "$(PYTHON)" release/word2vec/start.py $(LAB_ARGS)

test: $(VENV)/.for-developers ## run the fast tests, in minutes (TEST_ARGS: pytest's options)
	$(BIN)/python -m pytest -n auto --dist loadfile $(TEST_ARGS)

test-all: $(VENV)/.for-the-site ## run all tests: nbgrader's whole cycle, the site and a real browser too (minutes)
	$(BIN)/python -m pytest -m "slow or not slow" -n auto --dist loadfile $(TEST_ARGS)

demo: $(VENV)/.for-developers ## show an instructor's whole cycle on a small class: release, grade, feedback, table
	$(BIN)/python -m classroom demo

build: $(VENV)/.for-developers ## make release/ and notebooks/ from source/
	$(BIN)/python -m classroom build

check: $(VENV)/.for-developers ## style, types, and that release/ and notebooks/ are what source/ says
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check
	$(BIN)/python -m mypy
	$(BIN)/python -m nbqa mypy source
	$(BIN)/python -m classroom check

handout: $(VENV)/.for-developers ## write the file for students, dist/word2vec.zip
	$(BIN)/python -m classroom handout

site: $(VENV)/.for-the-site ## build the site, dist/site: the solved notebooks and the guides, for any browser
	$(BIN)/python website/build.py

bench: $(VENV)/.for-benchmarks ## measure training on the treebank, side by side with gensim (most of an hour)
	$(BIN)/python benchmarks/training.py $(BENCH_ARGS)

lock: $(VENV)/.for-developers ## choose the newest versions that fit pyproject.toml, and write them to the lock files
	$(LOCK) --upgrade pyproject.toml -o requirements/course.lock
	$(LOCK) --upgrade --extra dev --extra speed --extra cluster pyproject.toml -o requirements/dev.lock
	$(LOCK) --upgrade --extra dev --extra speed --extra cluster --extra bench pyproject.toml -o requirements/bench.lock
	$(LOCK) --upgrade --extra dev --extra speed --extra cluster --extra site pyproject.toml -o requirements/site.lock

clean: ## remove what the verbs made, but no data set and nobody's submission
	rm -rf $(VENV) demo dist test-artefacts .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.for-developers: requirements/dev.lock pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "Installing the course and its tools into $(VENV). The first time takes a minute or two."
	$(PIP) --require-hashes -r requirements/dev.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.for-benchmarks: requirements/bench.lock $(VENV)/.for-developers
	$(PIP) --require-hashes -r requirements/bench.lock
	@touch $@

$(VENV)/.for-the-site: requirements/site.lock $(VENV)/.for-developers
	$(PIP) --require-hashes -r requirements/site.lock
	@touch $@

python:
	@test -n "$(PYTHON)" || { \
		echo "No Python 3.11 or newer was found. Install one, or name it: make PYTHON=/path/to/python3"; exit 1; }

$(VENV)/pyvenv.cfg: | python
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is missing or older than 3.11. Name a newer one: make PYTHON=/path/to/python3"; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make environments. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
