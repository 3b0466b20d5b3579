# Two commands set everything up on a machine with Python 3.11 and make, without root: `make run` and `make test`.
#   PIP_ARGS      more arguments for every `pip install`, e.g. PIP_ARGS="--no-index --find-links wheels"
#   TORCH_INDEX   where torch is taken from first; the CPU build is a tenth of the other. Empty: only where pip looks anyway
#   PYTEST_ARGS   more arguments for the tests that run side by side, on all cores unless given: PYTEST_ARGS="-n 0 -x"
#   PORT          the port of `make run`, 8000 unless given

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PIP_ARGS ?=
PYTEST_ARGS ?= -n auto --dist worksteal
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
POSTGRES ?= $(firstword $(shell command -v postgres) $(wildcard /usr/lib/postgresql/*/bin/postgres))
REDIS ?= $(shell command -v redis-server)

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check $(PIP_ARGS)
TORCH := $(shell sed -n 's/^\(torch==[^ ]*\).*/\1/p' requirements.txt)
PYTEST := $(BIN)/python -m pytest --allow-hosts=127.0.0.1,::1
TEMPLATES = $$(find jdcopilot apps -name '*.html')
export CHROMIUM

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test test-quick test-slow test-postgres test-browser screenshots test-faults lint types contracts checks openapi law fix bench docs library clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/.installed ## Install what is missing and serve the Co-Pilot on http://127.0.0.1:8000/ (PORT=...)
	@exec $(BIN)/python manage.py serve

test: lint types contracts checks openapi law test-quick test-slow ## Check and test everything; says what it had to leave out, and why
	@$(if $(POSTGRES),$(MAKE) --no-print-directory test-postgres,echo "LEFT OUT: the tests on PostgreSQL, since no postgres is installed (Debian: postgresql)")
	@$(if $(CHROMIUM),$(MAKE) --no-print-directory test-browser,echo "LEFT OUT: the browser tests, since no Chromium is installed (Debian: chromium)")
	@$(if $(and $(POSTGRES),$(REDIS)),$(MAKE) --no-print-directory test-faults,echo "LEFT OUT: the fault tests, since they need postgres and redis-server (Debian: postgresql redis-server)")

# Where the models of several workers share the cores, more threads mostly wait for each other.
test-quick test-slow test-postgres test-browser test-faults: export OMP_NUM_THREADS = 1
# Bytecode is kept even where the environment says otherwise, or every worker and server compiles everything again.
test-quick test-slow test-postgres test-browser test-faults: export PYTHONDONTWRITEBYTECODE =

test-quick: .venv/.installed-dev ## Run the quick tests on SQLite
	$(PYTEST) $(PYTEST_ARGS)

test-slow: .venv/.installed-dev ## Run the thorough tests: hostile text at every door, every role in every tone
	$(PYTEST) $(PYTEST_ARGS) -m slow $(if $(POSTGRES),ml)

test-postgres: .venv/.installed-dev ## Run both on a PostgreSQL of their own, but for quick tests that see no database
	$(BIN)/python -m tests.with_postgres $(PYTEST) $(PYTEST_ARGS) -m "not browser and not faults and not bench" jdcopilot apps tests

test-browser: .venv/.installed-dev ## Drive Chromium against a running server
	$(PYTEST) -m browser

screenshots: .venv/.installed-dev ## Take the pictures of docs/images again, and others to look at in test-results
	SCREENSHOTS=1 $(PYTEST) -m browser tests/browser/test_screenshots.py

test-faults: .venv/.installed-dev ## Kill workers, stop the broker, save at once: nothing may be lost
	$(PYTEST) -m faults

lint: .venv/.installed-dev ## Check style and format of code and templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --target-version 5.2 --check $(TEMPLATES)

types: .venv/.installed-dev ## Check types
	$(BIN)/mypy jdcopilot apps ml docs/examples

contracts: .venv/.installed-dev ## Check who may import whom
	$(BIN)/lint-imports

checks: .venv/.installed-dev ## Check migrations and the settings of production
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py workflow_diagram --check
	JD_MODE=production JD_ALLOWED_HOSTS=jobs.example.com JD_REDIS_URL=redis://127.0.0.1:6379/0 \
	JD_SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
	$(BIN)/python manage.py check --deploy --fail-level WARNING

openapi: .venv/.installed-dev ## Check that docs/openapi.yaml describes the API as it is
	@mkdir -p .var
	$(BIN)/python manage.py spectacular --validate --fail-on-warn --file .var/openapi.yaml
	diff -u docs/openapi.yaml .var/openapi.yaml

law: .venv/.installed ## Check that docs/law.md is true, and that no rule is too long unreviewed
	$(BIN)/python -m ml law --check

fix: .venv/.installed-dev ## Repair style and format where a tool can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	-$(BIN)/djade --target-version 5.2 $(TEMPLATES)

bench: .venv/.installed-dev ## Measure drafts, pages and events; prints JSON (BENCH="--descriptions 100000")
	@$(BIN)/python -m bench $(BENCH)

library: .venv/.installed ## Check the role library and embed what is new in it
	$(BIN)/python -m ml library embed
	$(BIN)/python -m ml library lint

docs: .venv/.installed-dev ## Write the generated documents again
	$(BIN)/python manage.py spectacular --validate --fail-on-warn --file docs/openapi.yaml
	$(BIN)/python -m ml law > docs/law.md
	$(BIN)/python manage.py workflow_diagram

clean: ## Remove the environment and caches; your data in .var stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage htmlcov test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are older than what they stand for only when something must be installed.

.venv/bin/python:
	@$(or $(PYTHON),python3) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "Python 3.11 or newer is needed. Install it, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv || \
	{ rm -rf .venv; echo "Python has no venv module here. On Debian and Ubuntu install python3-venv."; exit 1; }

.venv/.installed: requirements.txt constraints.txt | .venv/bin/python
	@echo "Installing what the Co-Pilot needs into .venv. The first time this takes some minutes."
	@$(if $(TORCH_INDEX),$(PIP) --quiet --no-deps --retries 0 --timeout 15 --index-url $(TORCH_INDEX) $(TORCH) || \
	echo "That index gave no torch; taking it from where pip looks anyway.")
	$(PIP) --quiet -r requirements.txt -c constraints.txt
	@touch $@

.venv/.installed-dev: requirements-dev.txt .venv/.installed
	$(PIP) --quiet -r requirements-dev.txt -c constraints.txt
	@touch $@
