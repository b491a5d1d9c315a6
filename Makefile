# Besedka's commands. `make help` prints what stands after the double hashes.
# Plain make (also 3.81 of macOS) and plain sh: no feature of one system.

# The first Python at hand that is new enough; another: make run PYTHON=/path/to/python
PYTHON = $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
VENV = .venv/bin
PREPARE = "$(or $(PYTHON),python3)" tools/prepare.py

.PHONY: help run test test-long check fmt faults bench pictures types wheel lock changelog

help: ## what can be made
	@echo "Besedka: make run starts a demo, make test runs all tests."
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)$$/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-18s%s\n", $$1, $$2 }'

run: ## install what is missing, build what is stale, start the demo (BESEDKA_HOST, BESEDKA_PORT, BESEDKA_DATA)
	@$(PREPARE) run
	@exec $(VENV)/besedka demo

test: ## all tests of all languages; some suites only: make test SUITES="unit docs"
	@$(PREPARE) dev
	@$(VENV)/python tools/test_all.py $(SUITES)

test-long: ## the tests that take too long for every day (marked `long`)
	@$(PREPARE) dev
	@$(VENV)/python tools/test_all.py --long $(SUITES)

check: ## format, lint, strict types, import rules, docs tests, licences; reports sizes of functions
	@$(PREPARE) dev
	@$(VENV)/python tools/test_all.py --check

fmt: ## format and mend what can be mended by a tool
	@$(PREPARE) dev
	@$(VENV)/ruff format .
	@$(VENV)/ruff check --fix .
	@$(VENV)/python tools/clients.py fmt

faults: ## 1,000 kills on each database and more of the rest (other numbers: make faults BESEDKA_KILLS=200)
	@$(PREPARE) dev
	@BESEDKA_KILLS=$${BESEDKA_KILLS:-1000} BESEDKA_POWER_CUTS=$${BESEDKA_POWER_CUTS:-2000} \
	  BESEDKA_TAIL_S=$${BESEDKA_TAIL_S:-120} $(VENV)/python tools/test_all.py --patient faults

bench: ## measure, beside references in the same run, into build/bench.json
	@$(PREPARE) dev
	@$(VENV)/python -m bench

pictures: ## take the README's pictures anew, into docs/pictures/ (needs Chromium and ffmpeg)
	@$(PREPARE) run
	@$(PREPARE) dev
	@$(VENV)/python -m tests.browser.record

types: ## write the protocol's types for the front end anew, from the server's code
	@$(PREPARE) dev
	@$(VENV)/python tools/protocol_types.py

wheel: ## build dist/besedka-*.whl and the source archive, the built front end inside
	@$(PREPARE) run
	@$(VENV)/python -m hatchling build -d dist

lock: ## pin the newest allowed versions of all Python dependencies anew
	@$(PREPARE) dev
	@$(VENV)/python tools/lock.py

changelog: ## move docs/changes/ into CHANGELOG.md: make changelog VERSION=0.2.0
	@$(PREPARE) dev
	@$(VENV)/python tools/changelog.py $(VERSION)
