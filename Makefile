# Every target sets up what it needs by itself; `make help` lists them.

VARIABLES := SOURCES BUILD LEDGER SHEET PAPER COLUMNS GRAPH AGAINST POST PYTHON VENV \
             ARGS MINUTES SEED TARGETS ROOMS ANKI
SOURCES ?= sources
BUILD   ?= build
LEDGER  ?=
PYTHON  ?= python3

VENV     := .venv
RUN      := $(VENV)/bin/python
POSTDECK := $(VENV)/bin/postdeck
OUTPUT    = --out "$(BUILD)" $(if $(LEDGER),--ledger "$(LEDGER)")

# Shells set COLUMNS, so only what was given to make counts.
named   = $(findstring command,$(origin $(1)))
PRINTED = $(foreach name,SHEET PAPER COLUMNS GRAPH,$(if $(call named,$(name)),$(FLAG_$(name)) $($(name))))
FLAG_SHEET   = --sheet
FLAG_PAPER   = --paper
FLAG_COLUMNS = --columns
FLAG_GRAPH   = --graph

POSTDECK_BUILD = $(POSTDECK) build $(SOURCES) $(OUTPUT) $(PRINTED) --exit-zero

PYTEST = $(RUN) -m pytest -n auto

ANKI_LOCKS = tests/support/schedules/locks
ANKI = $(shell ls $(ANKI_LOCKS) | sed 's/\.lock$$//' | sort -V)

UNKNOWN := $(filter-out $(VARIABLES),$(foreach name,$(.VARIABLES),$(if $(call named,$(name)),$(name))))
SPELT    = import sys; from pipeline.spelling import did_you_mean as d; print(d(sys.argv[1], sys.argv[2:]))
ifneq ($(UNKNOWN),)
$(error there is no variable $(firstword $(UNKNOWN))$(shell \
  $(PYTHON) -c '$(SPELT)' $(firstword $(UNKNOWN)) $(VARIABLES)); there are: $(VARIABLES))
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## Show this list
	@echo 'Usage: make TARGET [SOURCES="blog1 blog2"] [BUILD=folder] [LEDGER=file]'
	@echo
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12 | sed 's/^/  /'
	@echo
	@echo 'SOURCES are folders of blogs, or folders or files of Markdown (default: sources).'
	@echo "They are shell words: quote a path with a space, as in SOURCES=\"'my blog' other\"."

.PHONY: corpus
corpus: $(VENV)/run ## Write build/corpus.json: the posts with their questions found
	$(POSTDECK_BUILD) --only corpus

.PHONY: deck
deck: $(VENV)/run ## Write build/deck.apkg, to be imported into Anki
	$(POSTDECK_BUILD) --only deck

.PHONY: cheatsheet
cheatsheet: $(VENV)/run ## Write build/cheatsheet.html, to read on a screen and to print (SHEET=questions|cards)
	$(POSTDECK_BUILD) --only cheatsheet

.PHONY: pdf
pdf: $(VENV)/run ## Write build/cheatsheet.pdf too (PAPER=Letter COLUMNS=3); needs Chromium
	$(POSTDECK_BUILD) --only pdf

.PHONY: links
links: $(VENV)/run ## Write build/links.html, .csv, .md and .json: the index of all links (GRAPH=graphml)
	$(POSTDECK_BUILD) --only links

.PHONY: diff
diff: $(VENV)/run ## Tell what an import of the next deck will do in Anki; write nothing
	$(POSTDECK) diff $(SOURCES) $(OUTPUT) $(if $(AGAINST),--against "$(AGAINST)")

.PHONY: all
all: $(VENV)/run ## Make every product, the PDF too where a browser is found
	$(POSTDECK_BUILD) $(foreach PRODUCT,deck cheatsheet pdf links,--only $(PRODUCT)) --browser optional

.PHONY: check
check: $(VENV)/run ## Tell what is wrong in the posts (findings); write nothing
	$(POSTDECK) check $(SOURCES)

.PHONY: explain
explain: $(VENV)/run ## Show how a post was read, and why (POST=path/to/post.md)
	$(if $(POST),,$(error name a post: make explain POST=path/to/post.md))
	$(POSTDECK) explain "$(POST)"

.PHONY: choose
choose: $(VENV)/run ## Settle the posts that can be read in more than one way; writes readings.toml
	$(POSTDECK) choose $(SOURCES) $(if $(LEDGER),--ledger "$(LEDGER)")

.PHONY: fetch
fetch: $(VENV)/run ## Fetch the pictures that lie on other servers, once, to keep them beside the ledger
	$(POSTDECK) fetch $(SOURCES) $(if $(LEDGER),--ledger "$(LEDGER)")

.PHONY: linkcheck
linkcheck: $(VENV)/run ## Ask the network which links are dead or moved
	$(POSTDECK) linkcheck $(SOURCES)

.PHONY: test
test: $(VENV)/dev ## Run the quick tests, which need Python alone: about a minute (ARGS="-k links")
	$(PYTEST) --dist worksteal tests/quick tests/laws $(ARGS)
	@echo 'Tests with a browser, Hexo, Java and Anki: make test-rest. What takes long: make test-long.'

.PHONY: test-rest
test-rest: $(VENV)/dev .anki/$(firstword $(ANKI))/done ## Run what the gate adds: browser, print, Hexo, Anki old and new, laws at full size
	POSTDECK_LAWS=full $(PYTEST) --dist loadfile tests/rest tests/laws tests/fuzz $(ARGS)

.PHONY: test-long
test-long: $(VENV)/dev $(ANKI:%=.anki/%/done) ## Run what takes long: every Anki, its window, whole sweeps, fuzzing, 10,000 posts
	POSTDECK_LAWS=fuzz $(PYTEST) --dist loadfile tests/long tests/laws tests/fuzz $(ARGS)

.PHONY: test-all
test-all: $(VENV)/dev $(ANKI:%=.anki/%/done) ## Run all three, each test once
	$(PYTEST) --dist worksteal tests/quick $(ARGS)
	$(PYTEST) --dist loadfile tests/rest $(ARGS)
	POSTDECK_LAWS=fuzz $(PYTEST) --dist loadfile tests/long tests/laws tests/fuzz $(ARGS)

.PHONY: test-times
test-times: ## Run the quick tests and the rest, and tell the slowest 20 of each
	$(MAKE) --no-print-directory test test-rest ARGS="--durations=20 $(ARGS)"

.PHONY: schedules
schedules: $(VENV)/dev $(ANKI:%=.anki/%/done) ## Tell what each version of Anki makes of each scenario, as a table
	$(RUN) -m tools.schedules

.PHONY: lint
lint: $(VENV)/dev ## Check style, types and the direction of imports
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

.PHONY: fuzz
fuzz: $(VENV)/dev ## Give mutated posts and files to each part (MINUTES=60 SEED=1 TARGETS="links questions")
	$(RUN) -m tests.fuzz.run $(TARGETS) $(if $(MINUTES),--minutes $(MINUTES)) $(if $(SEED),--seed $(SEED))

.PHONY: accuracy
accuracy: $(VENV)/dev ## Tell how well questions are found in labelled posts, and how well by the outline
	$(RUN) -m tools.accuracy
	$(RUN) -m tools.accuracy --crossed

.PHONY: fit
fit: $(VENV)/dev ## Fit the weights of the outline's readings to the labelled posts
	$(RUN) -m tools.fit

.PHONY: mutants
mutants: $(VENV)/dev ## Tell which small changes of outline/ and questions/ no test notices (ROOMS="cut makeup")
	POSTDECK_LAWS=full $(RUN) -m tools.mutants.run $(ROOMS)

.PHONY: docs
docs: $(VENV)/dev ## Write the files in docs/ that are made from the code
	$(RUN) -m tools.docs
	$(RUN) -m tools.translations

.PHONY: pictures
pictures: $(VENV)/dev ## Draw cards as Anki shows them and pages of the sheet, into docs/
	$(RUN) -m tools.pictures

.PHONY: bench
bench: $(VENV)/dev ## Measure the time of each stage, as ratios within one run
	$(RUN) -m tools.bench
	$(RUN) -m tools.large_sheet
	$(RUN) -m tools.large_links
	$(RUN) -m tools.costs

.PHONY: lock
lock: $(VENV)/dev ## Lock the newest versions that pyproject.toml allows
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) pyproject.toml --extra dev --output-file requirements-dev.lock

.PHONY: audit
audit: $(VENV)/dev ## Ask OSV which locked versions have known vulnerabilities; "not audited" without a network
	$(RUN) -m tools.supply audit

.PHONY: sbom
sbom: $(VENV)/dev ## Write dist/sbom.cdx.json: what is locked, with hashes, as CycloneDX
	$(RUN) -m tools.supply sbom dist/sbom.cdx.json

.PHONY: clean
clean: ## Remove what was built, the caches and .venv
	[ ! -f "$(BUILD)/manifest.json" ] || find "$(BUILD)" -mindepth 1 -not -name .gitkeep -delete
	rm -rf $(VENV) .anki .anki_cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -not -path './node_modules/*' -prune -exec rm -rf {} +

# Names, versions and hashes alone: no index and no address.
LOCK = $(VENV)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
       --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links

# A lock names all that it needs, so nothing is resolved: aqt would bring Qt, which no test uses.
INSTALL = began=$$(date +%s); \
	echo "Installing $$(grep -c == $<) packages of $< into $(2): once, it may take minutes …" >&2; \
	if command -v uv >/dev/null 2>&1; \
	then uv pip install --quiet --python $(1) --no-deps --require-hashes -r $<; \
	else $(1) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<; fi \
	&& echo "… done in $$(($$(date +%s) - began)) s" >&2

START = import sys; sys.path[0] = sys.argv.pop(1); from pipeline.cli import main; sys.exit(main())

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "postdeck needs Python 3.11 or newer: make PYTHON=python3.12 …" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

# The command, which runs the code of this checkout wherever it is typed.
$(VENV)/bin/postdeck: | $(VENV)/bin/python
	@printf '%s\n' '#!/bin/sh' "exec '$(abspath $(RUN))' -c '$(START)' '$(CURDIR)' \"\$$@\"" > $@
	@chmod +x $@

$(VENV)/run: requirements.lock | $(VENV)/bin/postdeck
	@$(call INSTALL,$(RUN),$(VENV))
	@touch $@

$(VENV)/dev: requirements-dev.lock | $(VENV)/bin/postdeck
	@$(call INSTALL,$(RUN),$(VENV))
	@touch $@ $(VENV)/run

# Made by: echo anki==VERSION | $(LOCK) - --output-file $(ANKI_LOCKS)/VERSION.lock
.anki/%/done: $(ANKI_LOCKS)/%.lock | $(VENV)/dev
	@$(RUN) -m venv --clear .anki/$*
	@$(call INSTALL,.anki/$*/bin/python,.anki/$*)
	@touch $@
