# Everything a developer or an operator runs here. `make` alone lists it.
# Needs make and Python 3.11 or newer, nothing else; another interpreter: make serve PYTHON=python3.12

PYTHON ?= python3
VENV ?= .venv
WORKERS ?= 3
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --no-compile --require-hashes --requirement
# The project itself: nothing is fetched for it, setuptools is among the locked packages.
INSTALL_SALA := $(PIP) install --no-deps --no-build-isolation --editable .

# Compiled modules are kept, whatever the shell says: without them every start compiles for seconds.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help serve test check format lint types contracts lock translations clean

help: ## List what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sort | sed -E 's/:.*## /\t/' | expand -t 14

serve: $(VENV)/ready ## Open the desk: environment, database and secrets are made when missing
	@$(BIN)/sala serve

test: $(VENV)/ready-to-check ## Run all tests (some of them: make test TESTS="tests/house -k licence")
	$(BIN)/pytest -n $(WORKERS) $(TESTS)

check: format lint types contracts test ## The one check: format, lint, types, import contracts, tests

format: $(VENV)/ready-to-check
	$(BIN)/ruff format --check .

lint: $(VENV)/ready-to-check
	$(BIN)/ruff check .

types: $(VENV)/ready-to-check
	$(BIN)/mypy

contracts: $(VENV)/ready-to-check
	$(BIN)/lint-imports

lock: ## Lock the newest versions that fit requirements*.in, with hashes (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: $(PYTHON) -m pip install uv"; exit 1; }
	uv pip compile $(LOCKING) --output-file requirements.lock requirements.in
	uv pip compile $(LOCKING) --output-file requirements-test.lock \
		--constraints requirements.lock requirements.in requirements-test.in

# One lock for every system and Python we run on, naming no place to download from.
LOCKING := --quiet --universal --python-version 3.11 --generate-hashes --upgrade --no-header --no-annotate

translations: $(VENV)/ready ## Collect every sentence for people into the catalogues of locales/
	@$(BIN)/python -m locales.collect

clean: ## Remove the environment and caches; the office's data in var/ stays
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The marker files are written last, so that an interrupted installation is taken up again.
$(VENV)/ready: requirements.lock
	@$(MAKE) --no-print-directory environment
	@echo "Installing the locked packages; the first time takes a minute or two."
	@$(INSTALL) requirements.lock
	@$(INSTALL_SALA)
	@touch $@

$(VENV)/ready-to-check: requirements-test.lock
	@$(MAKE) --no-print-directory environment
	@echo "Installing the locked packages for checking; the first time takes a minute or two."
	@$(INSTALL) requirements-test.lock
	@$(INSTALL_SALA)
	@touch $(VENV)/ready $@

.PHONY: environment
environment:
	@command -v $(PYTHON) >/dev/null || { \
		echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or name one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Sala needs Python 3.11 or newer, and this is $$($(PYTHON) --version). Name another: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "This Python cannot make environments. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		$(PYTHON) -m venv --clear $(VENV)
