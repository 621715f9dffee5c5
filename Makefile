# Payung. `make help` lists what can be done. Needs Python 3.11 or newer, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
WORKERS ?= logical

.DEFAULT_GOAL := help
.PHONY: help install demo test check docs lock bench clean

help: ## Show this help
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort | awk -F'\t' '{printf "  make %-10s %s\n", $$1, $$2}'

$(VENV)/.installed: requirements/dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Payung needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

install: $(VENV)/.installed ## Make the virtual environment from the lock file

demo: install ## Build the demo (Bangka Belitung, 18 December 2024) and open the site; ARGS=--no-serve to build only
	$(BIN)/payung demo $(ARGS)

test: install ## Run all tests, on all processors (WORKERS=0: in one process); ARGS is handed to pytest
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup --no-loadscope-reorder $(ARGS)

check: install ## Style, types, floors of the house, dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry src

docs: install ## Render docs/law from the law's parameters, docs/kepatuhan from the tables of steps
	$(BIN)/payung law docs docs/law
	$(BIN)/payung compliance diagrams docs/kepatuhan

lock: ## Write the lock file anew (hashes, no index addresses)
	$(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet -o requirements/dev.lock

bench: install ## Run the benchmarks (some minutes); results as ratios, see docs/benchmarks.md
	$(BIN)/python -m benchmarks

clean: ## Remove the virtual environment and caches (never data)
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
