#!/bin/sh
# Makes .venv with the locked packages of the requirements file named as $1. Says plainly what is missing.
set -eu
requirements=$1
python=${PYTHON:-python3}

fail() {
    printf '\n%s\n' "$1" >&2
    [ -z "${2:-}" ] || printf 'This would mend it:\n\n    %s\n\n' "$2" >&2
    exit 1
}

as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo "

command -v "$python" >/dev/null 2>&1 ||
    fail "Python 3.11 or later is needed, and there is no '$python' here." "${as_root}apt-get install -y python3 python3-venv"

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "Python 3.11 or later is needed; '$python' is $("$python" -V 2>&1)." "make PYTHON=python3.11 ..."

# Debian splits venv and ensurepip into a package of their own.
if [ ! -x .venv/bin/python ]; then
    if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        package="python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
        mend="${as_root}apt-get update && ${as_root}apt-get install -y $package"
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
            { apt-get update -q && apt-get install -y -q --no-install-recommends "$package"; } >&2 ||
                fail "Python's venv module is missing and could not be installed." "$mend"
        else
            fail "Python's venv module is missing." "$mend"
        fi
    fi
    rm -rf .venv
    "$python" -m venv .venv || fail "Python could not make a virtual environment in .venv." "$python -m venv .venv"
fi

echo "Installing the locked packages of $requirements ..."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$requirements" ||
    fail "The packages could not be installed; pip says why above." ".venv/bin/python -m pip install --require-hashes -r $requirements"
