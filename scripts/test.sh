#!/bin/sh
# The whole suite: lint, types, then every test on SQLite and on a real PostgreSQL, in a real browser where one is needed.
set -eu
export DEMO=true
bin=.venv/bin

fail() {
    printf '\n%s\nThis would mend it:\n\n    %s\n\n' "$1" "$2" >&2
    exit 1
}

# $1 what is needed, $2 the Debian package that brings it; the rest is a command that works once it is there
need() {
    what=$1 package=$2
    shift 2
    "$@" >/dev/null 2>&1 && return
    mend="apt-get update && apt-get install -y --no-install-recommends $package"
    [ "$(id -u)" = 0 ] || fail "The tests need $what, which is not installed." "sudo sh -c '$mend'"
    command -v apt-get >/dev/null 2>&1 || fail "The tests need $what, and there is no apt-get here." "install $package"
    echo "Installing $package ..."
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$package"; } \
        >/dev/null 2>&1 || fail "'$package' could not be installed." "$mend"
    "$@" >/dev/null 2>&1 || fail "$what does not work, though '$package' is installed." "$*"
}
playwright=$($bin/python -c 'import playwright, pathlib; print(pathlib.Path(playwright.__file__).parent)')
need Chromium chromium-headless-shell chromium-headless-shell --version
need Java default-jre-headless java -version
need "the library Pango, for PDFs" libpangoft2-1.0-0 $bin/python -c "import weasyprint"
need "the library HarfBuzz, for fonts in PDFs" libharfbuzz-subset0 \
    $bin/python -c "import ctypes; ctypes.CDLL('libharfbuzz-subset.so.0')"
need "the library libatomic" libatomic1 "$playwright/driver/node" --version

mkdir -p var/demo

echo "== format and lint"
$bin/ruff format --check .
$bin/ruff check .
$bin/djlint --check --lint --quiet templates
echo "== types (beside the tests below)"
types=var/demo/types.txt
$bin/mypy . >"$types" 2>&1 &
checking=$!
trap 'kill "$checking" 2>/dev/null || true' EXIT
echo "== migrations and settings"
$bin/python manage.py makemigrations --check --dry-run
sh scripts/check_production.sh
echo "== tests on SQLite"
DATABASE_URL="" $bin/pytest -n 2 --dist worksteal -q
echo "== types"
wait "$checking" || { cat "$types" && exit 1; }
cat "$types"
echo "== tests on PostgreSQL"
$bin/python scripts/with_postgres.py $bin/pytest -n 2 --dist worksteal -q --database-only --ignore tests/browser
