# Set-up, start and tests. Nothing is needed beforehand but python3 (3.11 or newer) and make.
PYTHON ?= python3
COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.PHONY: run test lint lock

run:
	@$(PYTHON) unionaid/bootstrap.py run

test:
	@$(PYTHON) unionaid/bootstrap.py test

lint:
	@$(PYTHON) unionaid/bootstrap.py lint

# Dependencies are named in pyproject.toml; this pins them with their hashes.
lock:
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) --extra dev --constraint requirements.lock pyproject.toml -o requirements-dev.lock
