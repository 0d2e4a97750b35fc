# make run: the program. make test: lint, types and all tests, without a screen. make test-anywhere: all tests on
# machines that are odd in some way (see tests/anywhere.py). Each sets up what it needs.

PYTHON ?= python3
BIN := .venv/bin

# Each worker computes with one thread. The plugin of the benchmarks starts eight processes to describe the machine.
WORKERS := -p no:benchmark -n auto --maxprocesses 8 --dist worksteal

# What Python makes of the sources is kept, whatever this machine's habit: pytest rewrites every assertion, and a hundred
# processes of the tests import the program.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test lint types tests test-anywhere dist test-installed dist-test bundle attack bench clean

run: .venv/.run
	@if $(BIN)/python -m app.commands.display; then \
		$(BIN)/score-explorer; \
	else \
		mkdir -p out && $(BIN)/score-explorer sample --checkpoint mnist -n 16 --out out/digits.png && \
		echo "The picture lies in $(CURDIR)/out/digits.png"; \
	fi

# Lint and types go beside the tests.
test: .venv/.test
	@$(MAKE) --no-print-directory -j 3 lint types tests

lint: .venv/.test
	$(BIN)/ruff check app tests main.py
	$(BIN)/ruff format --check app tests main.py

types: .venv/.test
	$(BIN)/mypy

tests: .venv/.test
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest -q $(WORKERS)

test-anywhere: .venv/.test
	$(BIN)/python -m tests.anywhere -- $(WORKERS)

# Wheel and source distribution, in dist.
dist:
	PYTHON=$(PYTHON) bash tests/package/build.sh dist

# The package as a user gets it from pip: built, installed into a fresh environment, used from another folder.
test-installed:
	PYTHON=$(PYTHON) bash tests/package/installed.sh

# The same from pipx and from uv. Installs torch twice.
dist-test:
	PYTHON=$(PYTHON) bash tests/package/installers.sh

# A folder that needs no Python, in out/bundle, made by PyInstaller and tried.
bundle:
	PYTHON=$(PYTHON) bash tests/package/bundle.sh

# Thousands of hostile files, hundreds of kills, a monkey in the window, an hour there; prints what came of them.
# Smaller: make attack ATTACK="--files 500 --kills 20 --actions 1000 --soak 5"
attack: .venv/.test
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.attack $(ATTACK)

bench: .venv/.test
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest tests/bench --benchmark-columns=min,median,max,rounds -s

clean:
	rm -rf .venv out dist .pytest_cache .mypy_cache .ruff_cache

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "score-explorer needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv

.venv/.run: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	@touch $@

.venv/.test: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet -c constraints.txt -e ".[dev]"
	@touch .venv/.run $@
