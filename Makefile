# Each target sets up what it needs, on a machine with python 3.11, git and make and nothing else.

.DEFAULT_GOAL := help

python := .venv/bin/python
environment := .venv/installed
manifest := stockroom/web/static/manifest.json
frontend := stockroom/web/frontend
frontend_sources := $(shell find $(frontend) -name node_modules -prune -o -type f -print)

.PHONY: messages help run test check style types rooms scripts tidy bench bench-matching bench-plan-sizes bench-planning bench-routes kill long bench-homecoming bench-typing \
	frontend lock postgres chromium screenshots pictures clean

help:
	@echo "make run          try Stockroom with a small made-up world, at http://127.0.0.1:8000"
	@echo "make test         run the tests (some minutes; as root it installs PostgreSQL, Chromium)"
	@echo "make check        look for faults without running anything: style, types, who knows whom"
	@echo "make bench        measure speed"
	@echo "make bench-matching   who gets what by each rule in made-up weeks, into docs/benchmarks.md"
	@echo "make bench-planning   how fast the desk answers while a plan is being made"
	@echo "make bench-plan-sizes   what a plan costs, by lots and lines, into docs/benchmarks.md"
	@echo "make bench-routes   orders of stops by several solvers, into docs/benchmarks.md"
	@echo "make bench-homecoming   how long drivers' acts of two days take over a bad line"
	@echo "make bench-typing   how long typing in a signed gate sheet takes, act by act"
	@echo "make kill         what happens when the power fails, again and again"
	@echo "make long         what the tests leave out for time: each page on both databases, and before axe"
	@echo "make screenshots  take a picture of every page (only=\"--page stock --language ar\": some)"
	@echo "make pictures     take the pictures of the manual anew (only=home-driver: that one)"
	@echo "make frontend     build the scripts and styles of the pages"
	@echo "make messages     gather the sentences to translate"
	@echo "make lock         pin the dependencies anew (make lock upgrade=--upgrade: the newest)"
	@echo "make clean        remove what was installed and built; your data stays"

run: $(environment) $(manifest)
	.venv/bin/stockroom demo

test check: export STOCKROOM_STRICT_BUILD = 1

# On two cores at once, each with its own PostgreSQL: tests of one file share what they made.
test: $(environment) $(manifest) postgres chromium
	$(python) -m pytest --numprocesses=logical --maxprocesses=4 --dist=loadfile --no-loadscope-reorder

check: style types rooms scripts tidy

style: $(environment)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

types: $(environment)
	$(python) -m mypy

rooms: $(environment)
	.venv/bin/lint-imports

scripts: $(environment) $(manifest)
	$(python) scripts/frontend.py check

tidy: $(environment) $(manifest)
	$(python) -m pytest tests/test_tidy.py

bench: $(environment) $(manifest) postgres chromium
	$(python) -m tests.bench

bench-matching: $(environment)
	$(python) -m tests.bench.matching

bench-planning: $(environment) $(manifest)
	$(python) -m tests.bench planning

bench-homecoming: $(environment) $(manifest) chromium
	$(python) -m tests.bench homecoming

bench-typing: $(environment) $(manifest) chromium
	$(python) -m tests.bench typing

bench-plan-sizes: $(environment)
	$(python) -m tests.bench.matching.sizes

bench-routes: $(environment)
	$(python) -m tests.bench.routes

kill: $(environment) $(manifest) postgres
	$(python) -m pytest tests/long

screenshots: $(environment) $(manifest) chromium
	$(python) -m tests.browser.screenshots $(only)

pictures: $(environment) $(manifest) chromium
	$(python) -m tests.browser.manual_pictures $(only)

long: $(environment) $(manifest) postgres chromium
	$(python) -m pytest -m long --numprocesses=logical --maxprocesses=4 --dist=loadfile

frontend: $(manifest)

lock: $(environment)
	scripts/setup lock $(upgrade)

postgres: $(environment)
	@scripts/setup postgres

chromium: $(environment)
	@scripts/setup chromium

messages: $(environment)
	$(python) scripts/messages.py

clean:
	rm -rf .venv dist build $(frontend)/node_modules $(dir $(manifest))
	rm -rf .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage

$(environment): requirements.lock requirements-node.lock pyproject.toml scripts/setup
	@scripts/setup environment
	@touch $@

$(manifest): $(frontend_sources) scripts/frontend.py | $(environment)
	@echo "Building the scripts and styles of the pages"
	@$(python) scripts/frontend.py build
