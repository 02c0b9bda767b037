# make run     set up and show the demo        make test    set up and run everything that CI runs
# Needs python3 (3.11 or newer), python3-venv, make and git; brings the rest into .venv by itself.

PYTHON ?= python3
# Where `make run` leaves the demo; empty: a folder that the demo names.
DIR ?=
# Which flavour `make installer` builds: standard, or full.
FLAVOUR ?= standard
# How long `make soak` works.
MINUTES ?= 30
# Set in CI: what of the tests cannot be run here is an error, not a remark.
WHOLE ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
# Debian 12's pip would otherwise run the setup.py of packages without wheels, which fails there.
INSTALL := $(PIP) install --use-pep517
RECIPE_FILES := pyproject.toml constraints.txt installers/catalogue.py installers/catalogue_hook.py
CATALOGUES := $(wildcard resources/locale/*/LC_MESSAGES/annotator.po)

# No screen, no person's settings, one language: a test passes or fails alike everywhere.
OFFSCREEN := env -u DISPLAY -u WAYLAND_DISPLAY -u ANNOTATOR_LANGUAGE LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen
# Without -noreset the X server forgets its keyboard layout whenever its last client leaves.
ON_X := env -u WAYLAND_DISPLAY -u ANNOTATOR_LANGUAGE LC_ALL=C.UTF-8 QT_QPA_PLATFORM=xcb \
	xvfb-run --auto-servernum -s "-noreset -screen 0 1440x900x24"

.PHONY: help run test test-installed lint benchmarks soak pictures catalogue clean system-for-run system-for-build system-for-test installer
.DEFAULT_GOAL := help

help:
	@echo 'make run          the demo, in a window; without a display, its results in a folder'
	@echo 'make run DIR=x    the same, in the folder x'
	@echo 'make test         everything that CI runs'
	@echo 'make test-installed   its last part: build the package, install it in a bare Debian and work with it'
	@echo 'make lint         the quick part of it: style, types, imports, words'
	@echo 'make installer    what is installed: programs and packages, into dist; FLAVOUR=full has torch and all formats'
	@echo 'make catalogue    bring the words on screen (.po) up to the sources, and compile them'
	@echo 'make benchmarks   measure'
	@echo 'make soak         work in the window for 30 minutes, or MINUTES=n, and watch the memory'
	@echo 'make pictures     photograph every page of the window, in three languages and all themes, into build/pictures'
	@echo 'make clean        remove .venv and what was built'

run: system-for-run $(VENV)/base $(VENV)/words
	@$(BIN)/annotator demo $(DIR)

test: system-for-test $(VENV)/dev $(VENV)/words
	@$(MAKE) --no-print-directory lint
	@echo 'Tests'
	@$(OFFSCREEN) $(BIN)/python -m pytest -q -m 'not x11 and not installed'
	@echo 'Tests on an X server'
	@$(ON_X) $(BIN)/python -m pytest -q -m x11
	@$(MAKE) --no-print-directory test-installed

test-installed: system-for-test $(VENV)/dev $(VENV)/words
	@why="$$($(BIN)/python tests/installers/bare_root.py)" || exit 1; \
	if [ -n "$$why" ]; then \
		echo "Left out: installing the program in a bare Debian, since $$why."; test -z "$(WHOLE)"; \
	else \
		echo 'The installers, and what they install in a bare Debian'; \
		$(BIN)/python installers/build.py all --quick && \
		$(OFFSCREEN) $(BIN)/python -m pytest -q -m installed --durations=0 --durations-min=1 tests/installers; \
	fi

lint: $(VENV)/dev $(VENV)/words
	@echo 'Style, types, imports, words'
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --quiet --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python installers/catalogue.py check

benchmarks: system-for-run $(VENV)/dev $(VENV)/words
	@for benchmark in $(filter-out benchmarks/soak.py,$(wildcard benchmarks/*.py)); do \
		echo "$$benchmark"; $(OFFSCREEN) $(BIN)/python "$$benchmark" || exit 1; \
	done

soak: system-for-run $(VENV)/dev $(VENV)/words
	@$(OFFSCREEN) $(BIN)/python benchmarks/soak.py --minutes $(MINUTES)

pictures: system-for-run $(VENV)/base $(VENV)/words
	@rm -rf build/pictures
	@$(OFFSCREEN) $(BIN)/python docs/pictures/take.py build/pictures

installer: system-for-build | $(VENV)/pyvenv.cfg
	@$(BIN)/python installers/build.py all --flavour $(FLAVOUR)

catalogue: $(VENV)/dev
	@$(BIN)/python installers/catalogue.py update

clean:
	@# The bare Debian in it is root's.
	rm -rf build 2>/dev/null || sudo -n rm -rf build
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f resources/locale/*.pot resources/locale/*/LC_MESSAGES/*.mo

system-for-run system-for-build system-for-test:
	@sh installers/system-packages $(patsubst system-for-%,%,$@)

# --- the environment; each stamp is made once, and again when what it rests on has changed ----------

$(VENV)/pyvenv.cfg:
	@command -v $(PYTHON) >/dev/null || { \
		echo 'Annotator needs Python 3.11 or newer, and there is no $(PYTHON) here.'; \
		echo 'On Debian and Ubuntu: sudo apt-get install python3 python3-venv'; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Annotator needs Python 3.11 or newer; $(PYTHON) here is $$($(PYTHON) -V 2>&1)."; \
		echo "Where a newer one is installed, name it: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments here. On Debian and Ubuntu this command mends it:"; \
		echo '    sudo apt-get install python3-venv'; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/base: $(RECIPE_FILES) | $(VENV)/pyvenv.cfg
	@echo 'Installing Annotator into $(VENV): Qt, NumPy and a few small ones, about 350 MB'
	@$(INSTALL) -c constraints.txt -e .
	@touch $@ $(VENV)/words

$(VENV)/dev: $(RECIPE_FILES) | $(VENV)/pyvenv.cfg
	@echo 'Installing Annotator, its extras and the tools for tests into $(VENV): some minutes, it brings torch'
	@$(INSTALL) -c constraints.txt -e '.[camel,lexicons,team,dev]'
	@touch $@ $(VENV)/base $(VENV)/words

# An installed checkout reads the .mo files beside the .po; installing it again makes them.
$(VENV)/words: $(CATALOGUES) | $(VENV)/base
	@$(INSTALL) --no-deps -e .
	@touch $@
