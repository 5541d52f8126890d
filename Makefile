# `make translate` and `make test` need Python ≥ 3.11 and set everything else up in .venv.
PYTHON ?= python3
BIN := .venv/bin
# The CPU build: a plain `torch` brings gigabytes of CUDA on Linux.
TORCH ?= torch==2.13.0
GATE := build/gate

.PHONY: translate test lint eval train clean
.DEFAULT_GOAL := translate

translate: .venv/ready
	@$(BIN)/pl2en translate corpus/article.pl.txt

test: .venv/ready-dev lint
	$(BIN)/pytest -q -n auto
	$(BIN)/python -m eval run article challenge@10 --gate --output $(GATE)

lint: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

eval: .venv/ready-dev
	$(BIN)/python -m eval run
	$(BIN)/python -m eval report --update-readme

# CORPORA: folders or files of parallel text; WORK: where to keep data, checkpoint and log.
CORPORA ?= corpus/news
EXCLUDE ?= corpus/article.pl.txt corpus/article.en.txt
WORK ?= work
HOURS ?= 1
train: .venv/ready-dev
	$(BIN)/pl2en train prepare $(CORPORA) -o $(WORK)/data --from small --exclude $(EXCLUDE)
	$(BIN)/pl2en train run $(WORK)/data -o $(WORK)/run --from small --hours $(HOURS)
	$(BIN)/pl2en train export $(WORK)/run $(WORK)/data $(WORK)/model

.venv/bin/pip:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "pl2en needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv

.venv/ready: pyproject.toml .venv/bin/pip
	$(BIN)/pip install --quiet $(TORCH)
	$(BIN)/pip install --quiet --editable .
	touch $@

.venv/ready-dev: .venv/ready
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch $@

clean:
	rm -rf .venv build dist *.egg-info
