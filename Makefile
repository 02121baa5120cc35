# Everything a newcomer needs. `make demo` serves a working site; `make test` checks all of it.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.PHONY: demo demo-codes demo-reset test lock clean

demo: .venv/.runtime
	@PORT=$(PORT) sh scripts/demo.sh

demo-codes:
	@DEMO=true DATABASE_URL= $(BIN)/python manage.py demo_codes

demo-reset:
	rm -rf var/demo
	@$(MAKE) demo

test: .venv/.dev
	@sh scripts/test.sh

lock: .venv/.dev  ## Rewrite the locked requirements from pyproject.toml (needs uv).
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header -q -o requirements.txt
	uv pip compile pyproject.toml --extra pdf -c requirements.txt --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header -q -o requirements-pdf.txt
	uv pip compile pyproject.toml --extra dev -c requirements.txt --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header -q -o requirements-dev.txt

.venv/.runtime: requirements.txt scripts/venv.sh
	@PYTHON=$(PYTHON) sh scripts/venv.sh requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt scripts/venv.sh
	@PYTHON=$(PYTHON) sh scripts/venv.sh requirements-dev.txt
	@touch $@ .venv/.runtime

clean:
	rm -rf .venv var
