#!/bin/sh
# The whole suite: lint, types, then every test on SQLite and on a real PostgreSQL, in a real browser where one is needed.
set -eu
export DEMO=true PYTHONDONTWRITEBYTECODE=1
bin=.venv/bin

fail() {
    printf '\n%s\nThis would mend it:\n\n    %s\n\n' "$1" "$2" >&2
    exit 1
}

# $1 a command that must be there, $2 the Debian package that brings it
need() {
    command -v "$1" >/dev/null 2>&1 && return
    mend="apt-get update && apt-get install -y --no-install-recommends $2"
    [ "$(id -u)" = 0 ] || fail "The tests need '$1', which is not installed." "sudo sh -c '$mend'"
    command -v apt-get >/dev/null 2>&1 || fail "The tests need '$1', and there is no apt-get here to install it." "install $2"
    echo "Installing $2 ..."
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$2"; } >/dev/null ||
        fail "'$2' could not be installed." "$mend"
}
need chromium chromium
need java default-jre-headless

echo "== format and lint"
$bin/ruff format --check .
$bin/ruff check .
$bin/djlint --check --lint --quiet templates
echo "== types"
$bin/mypy .
echo "== migrations and settings"
$bin/python manage.py makemigrations --check --dry-run
sh scripts/check_production.sh
echo "== tests on SQLite"
DATABASE_URL="" $bin/pytest -n 2 --dist worksteal -q
echo "== tests on PostgreSQL"
$bin/python scripts/with_postgres.py $bin/pytest -n 2 --dist worksteal -q --database-only --ignore tests/browser
