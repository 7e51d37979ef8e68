# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later

PORT ?= 8000
JOBS ?= auto
export PORT
.DEFAULT_GOAL := help
.PHONY: help demo round test test-long mutants setup check run messages format requirements docs pictures bench

bin := .venv/bin
side_by_side := tests/papers/assembly tests/walks tests/ways tests/project/test_every_page.py tests/demo/test_run_meeting.py
one_by_one := tests/races tests/faults
whole_round := tests/browser/test_round_from_the_workbench.py

help: ## Show what there is
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: ## Set up, carry the FY2565 round through, print logins, serve on 127.0.0.1 (PORT=8000)
	@deploy/setup run
	@exec $(bin)/python manage.py demo

round: ## Carry the FY2565 round from nothing to its end in a new database, write its packs, verify
	@deploy/setup run
	@rm -f var/round.sqlite3 var/round.sqlite3-*
	@$(bin)/python manage.py run_round --into var/round.sqlite3

meeting: ## Replay a committee meeting of 40 items in a new database, to its adopted minutes, write its packs, verify
	@deploy/setup run
	@rm -f var/meeting.sqlite3 var/meeting.sqlite3-*
	@$(bin)/python manage.py run_meeting --into var/meeting.sqlite3

test: ## Set up, then the whole suite on SQLite and on PostgreSQL (JOBS=auto)
	@deploy/setup test
	$(bin)/python -m tests.mutants --processes 2 workflows/authority.py
	$(bin)/python -m pytest -n $(JOBS)
	$(bin)/python -m tests.with_postgresql $(bin)/python -m pytest -n $(JOBS) -m "database and not browser"

test-long: ## The costly tests in their full sizes (docs/sureness.md) on SQLite and PostgreSQL; some hours
	@deploy/setup test
	MATI_TEST_SIZES=long $(bin)/python -m pytest -n $(JOBS) --durations=10 $(side_by_side)
	MATI_TEST_SIZES=long $(bin)/python -m pytest -n 0 --log-cli-level=INFO $(one_by_one)
	MATI_TEST_SIZES=long $(bin)/python -m pytest -n 0 $(whole_round)
	MATI_TEST_SIZES=long $(bin)/python -m tests.with_postgresql $(bin)/python -m pytest -n $(JOBS) --durations=10 $(side_by_side)
	MATI_TEST_SIZES=long $(bin)/python -m tests.with_postgresql $(bin)/python -m pytest -n 0 --log-cli-level=INFO $(one_by_one)
	@$(MAKE) --no-print-directory mutants

mutants: ## Change the engine, records and guards in one place at a time, and see a test fail each time; an hour
	@deploy/setup test
	$(bin)/python -m tests.mutants --processes 2
	$(bin)/python -m tests.with_postgresql $(bin)/python -m tests.mutants --processes 2

setup: ## Only set up: for running and for testing
	@deploy/setup test

check: ## Lint, types, floors, migrations, settings, messages and docs
	@deploy/setup test
	@deploy/check

run: ## Serve on 127.0.0.1 with the environment's own DATABASE_URL and SECRET_KEY, reloading on change
	@deploy/setup run
	$(bin)/python manage.py runserver 127.0.0.1:$(PORT)

format: ## Put the code into shape
	$(bin)/ruff check --fix .
	$(bin)/ruff format .

messages: ## Bring the catalogue up to date with the code (then translate what is new)
	SECRET_KEY=none $(bin)/python manage.py messages

pictures: ## Take the pictures of the documents from a new demo, in docs/images/
	@deploy/setup test
	$(bin)/python -m tests.pictures

bench: ## Measure the engine on a PostgreSQL of its own (bench/README.md)
	@deploy/setup test
	@$(bin)/python -m bench

docs: ## Write the generated parts of docs/ again
	$(bin)/python manage.py write_docs

requirements: ## Pin requirements*.in again, with hashes
	$(bin)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		requirements.in -o requirements.txt
	$(bin)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		requirements-dev.in -c requirements.txt -o requirements-dev.txt
