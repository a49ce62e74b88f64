# Every target sets up what it needs by itself; nothing has to be activated.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
unexport VIRTUAL_ENV
unexport PYTHONPATH
unexport PYTHONHOME
export PYTHONUTF8 := 1

BIN := .venv/bin
# One more than cores: tests of the pages and of killed servers wait half of their time.
JOBS ?= 3
PAGES := src/saywell/desk/static/.built

.PHONY: help demo scores pages test lint types contracts house unit soak bench compiled docs lock changelog clean evaluation models
help:  ## what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */make \1\t/'

demo: .venv/.run $(PAGES)  ## see it work: scores the examples, then opens the live centre
	$(BIN)/saywell demo
	$(BIN)/saywell serve --demo

scores: .venv/.run  ## score the shipped examples only
	$(BIN)/saywell demo

test: lint types contracts house pages unit  ## everything that has to hold

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/hadolint deploy/Dockerfile
types: .venv/.dev
	$(BIN)/mypy
contracts: .venv/.dev
	$(BIN)/lint-imports
house: .venv/.dev
	$(BIN)/python tools/house.py
	$(BIN)/python tools/pages.py --check
pages: .venv/.dev $(PAGES)  ## the tests of the pages that need no server
	bash tools/web.sh test
unit: .venv/.dev $(PAGES)
	bash tools/browser.sh
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

soak: .venv/.dev  ## long random runs, one after the other; they tell their figures
	$(BIN)/python -m pytest -n 0 -m soak --timeout 0 -o log_cli=true -o log_cli_level=INFO

bench: .venv/.bench  ## measure, beside other tools, with engine, hearing and scoring compiled where that is possible
	@bash tools/compiled.sh
	PYTHONPATH=build/compiled $(BIN)/python -m benchmarks

compiled: .venv/.bench .venv/.dev  ## compile engine, hearing and scoring into build/compiled and run their tests on it
	@bash tools/compiled.sh
	PYTHONPATH=build/compiled $(BIN)/python -m pytest -n $(JOBS) tests/conversation tests/standards tests/language tests/exchange tests/quality tests/desk

docs: .venv/.dev  ## write the generated pages of docs/
	$(BIN)/python tools/pages.py

evaluation: .venv/.run  ## judge recognition and scoring by the gold sets, write docs/evaluation.md
	$(BIN)/saywell --locale en evaluate gold --locked --corrupt 0.05 --rows 60 --markdown docs/evaluation.md

models: .venv/.dev  ## train the semantic tier that comes with the shipped standards (after a change of their sentences)
	$(BIN)/python tools/models.py

lock:  ## resolve the dependencies anew (needs uv)
	bash tools/lock.sh

changelog: .venv/.dev  ## gather changelog.d into CHANGELOG.md
	$(BIN)/towncrier build --yes

clean:  ## drop everything that make made
	rm -rf .venv web/node_modules src/saywell/desk/static .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist

$(PAGES): tools/web.sh $(shell find web -type f -not -path '*/node_modules/*' 2>/dev/null) | .venv/.run
	@bash tools/web.sh

.venv/.run: tools/venv.sh lock/run.txt pyproject.toml
	@bash tools/venv.sh run
.venv/.dev: tools/venv.sh lock/dev.txt pyproject.toml | .venv/.run
	@bash tools/venv.sh dev
.venv/.bench: tools/venv.sh lock/bench.txt pyproject.toml | .venv/.run
	@bash tools/venv.sh bench
