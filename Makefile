# `make demo` renders the example, `make test` proves the program; each brings what it needs.

PYTHON ?= python3
WORKERS ?= 2
BIN := .venv/bin
DEMO := drafts/luc-nam/2020-05/conclusion.yaml

# What WeasyPrint loads.
LIBRARIES := libpango-1.0-0 libpangoft2-1.0-0
# Makes PDF fonts small in less time; fontTools does it else.
FASTER := libharfbuzz-subset0
# Outside judges: another program that opens Word files, three that read PDF, one that breaks calls.
JUDGES := libreoffice-writer poppler-utils qpdf strace fontconfig

.DEFAULT_GOAL := help
.PHONY: help setup demo test torture check mutation templates rules pictures wheel lock clean system judges python

help:
	@echo 'make demo       render the notice of Luc Nam and its letters'
	@echo 'make test       run the tests with branch coverage'
	@echo 'make torture    run the slow proofs'
	@echo 'make mutation   change the assignment and the proof, see which changes the tests notice'
	@echo 'make check      format, lint, types, layers'
	@echo 'make setup      only install: system libraries and .venv'
	@echo 'make templates  stamp the Word templates from the table of the decree'
	@echo 'make rules      write docs/rules.md from the rules of check'
	@echo 'make pictures   print one page of each kind of document into docs/images'
	@echo 'make wheel      build dist/soanthao-*.whl, to install with pipx'
	@echo 'make lock       resolve requirements.lock anew (needs uv)'
	@echo 'make clean      remove everything that was made'

setup: .venv/.installed

demo: setup
	$(BIN)/soanthao render $(DEMO)

test: setup judges
	$(BIN)/python -m pytest -m 'not torture' -n $(WORKERS) --dist worksteal --cov --cov-report=term

torture: setup judges
	$(BIN)/python -m pytest -m torture -n $(WORKERS) --dist worksteal

mutation: setup
	$(BIN)/mutmut run --max-children $(WORKERS)
	$(BIN)/mutmut export-cicd-stats
	@$(BIN)/python -c 'import json; counts = json.load(open("mutants/mutmut-cicd-stats.json")); \
	  print("noticed: {killed} of {total}, {:.1%}".format(counts["killed"] / counts["total"], **counts))'

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

templates: setup
	$(BIN)/python -m soanthao.word.stamp templates/word
	$(BIN)/python -m soanthao.word.sample templates/office

rules: setup
	$(BIN)/python -m soanthao.lint.rulebook docs/rules.md

# One picture for each kind of document; the electronic extract from a copy of the draft.
PICTURES := build/pictures
SHOOT := pdftoppm -r 60 -png -singlefile
pictures: setup judges
	rm -rf $(PICTURES) && mkdir -p $(PICTURES)
	cp -r drafts/xa-minh-son $(PICTURES)/electronic
	sed -i -e 's/^  form: trich-sao$$/  form: trich-sao-dien-tu/' \
	  -e 's/^  issued: 2026-11-11$$/  issued: 2026-11-11T08:05:33/' \
	  $(PICTURES)/electronic/2026-11/conclusion.yaml
	$(BIN)/soanthao render $(DEMO) --format pdf --out $(PICTURES)/unit
	$(BIN)/soanthao render $(DEMO) --format pdf --per audience --out $(PICTURES)/audience
	$(BIN)/soanthao render drafts/an-binh/2026-10/conclusion.yaml --format pdf --out $(PICTURES)/province
	$(BIN)/soanthao render drafts/xa-minh-son/2026-11/conclusion.yaml --format pdf --out $(PICTURES)/commune
	$(BIN)/soanthao render $(PICTURES)/electronic/2026-11/conclusion.yaml --format pdf --out $(PICTURES)/copy
	$(SHOOT) $(PICTURES)/unit/notice.pdf docs/images/notice
	$(SHOOT) $(PICTURES)/unit/letters/xa-chu-dien.pdf docs/images/letter
	$(SHOOT) $(PICTURES)/audience/letters/xa-thi-tran.pdf docs/images/group-letter
	$(SHOOT) -f 2 $(PICTURES)/province/notice.pdf docs/images/notes-and-table
	$(SHOOT) -f 4 $(PICTURES)/province/notice.pdf docs/images/annex
	$(SHOOT) $(PICTURES)/province/assignments.pdf docs/images/assignments
	$(SHOOT) $(PICTURES)/commune/letters/phong-kinh-te.pdf docs/images/extract
	$(SHOOT) -f 2 $(PICTURES)/commune/letters/phong-kinh-te.pdf docs/images/extract-end
	$(SHOOT) $(PICTURES)/copy/letters/phong-kinh-te.pdf docs/images/extract-electronic
	$(BIN)/python .ci/tag-tree $(PICTURES)/unit/letters/phong-tckh.pdf docs/images/tags.png
	$(BIN)/soanthao render $(DEMO) --format docx --out $(PICTURES)/word
	$(BIN)/python .ci/correct-notice $(PICTURES)/word/notice.docx $(PICTURES)/corrected.docx
	soffice --headless --convert-to pdf --outdir $(PICTURES) $(PICTURES)/corrected.docx
	pdftoppm -r 90 -png -singlefile -f 3 -x 60 -y 20 -W 660 -H 330 \
	  $(PICTURES)/corrected.pdf docs/images/corrected
	$(BIN)/soanthao render drafts/xa-minh-son/2026-11/conclusion.yaml --format docx --out $(PICTURES)/right
	$(BIN)/python .ci/spoil-notice $(PICTURES)/right/notice.docx $(PICTURES)/spoiled.docx
	-$(BIN)/soanthao check $(PICTURES)/spoiled.docx --annotate $(PICTURES)/annotated.docx
	soffice --headless --convert-to 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}' \
	  --outdir $(PICTURES) $(PICTURES)/annotated.docx
	$(BIN)/python .ci/comments-in-margin $(PICTURES)/annotated.pdf docs/images/annotated.png

wheel: setup
	$(BIN)/python -m build --wheel --no-isolation

lock:
	uv pip compile --quiet --universal --upgrade \
	  --python-version 3.11 --extra dev --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links pyproject.toml -o requirements.lock

clean:
	rm -rf .venv dist build htmlcov mutants .coverage .coverage.*
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests -name __pycache__ -prune -exec rm -rf {} +

system:
	@.ci/packages $(LIBRARIES)
	@.ci/packages --optional $(FASTER)

judges:
	@.ci/packages --optional $(JUDGES)
	@.ci/postgres
	@.ci/font

python:
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || .ci/packages python3 python3-venv
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Python 3.11 or newer is needed; this one is' "$$($(PYTHON) --version)." >&2; \
	  echo 'Name another one: make PYTHON=/path/to/python3.11' >&2; exit 1; }

.venv/bin/python: | python system
	$(PYTHON) -m venv .venv

.venv/.locked: requirements.lock | .venv/bin/python system
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@touch $@

.venv/.installed: pyproject.toml .venv/.locked
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
