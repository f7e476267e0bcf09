# Set-up, start and tests. Nothing else is needed beforehand than python3 (3.11 or newer) and make.
PYTHON ?= python3

.PHONY: run test lint lock
run:
	@$(PYTHON) unionaid/bootstrap.py run

test:
	@$(PYTHON) unionaid/bootstrap.py test

lint:
	@$(PYTHON) unionaid/bootstrap.py lint

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra dev pyproject.toml -o requirements-dev.lock
