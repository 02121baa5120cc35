#!/bin/sh
# Migrates, loads the demo once, and serves it.
set -eu
export DEMO=true DATABASE_URL="" SITE_URL="http://localhost:$PORT"
bin=.venv/bin

mkdir -p var/demo
$bin/python manage.py migrate --verbosity 0
$bin/python manage.py createcachetable
$bin/python manage.py collectstatic --noinput --verbosity 0
$bin/python manage.py load_demo

exec $bin/gunicorn medgo2u.wsgi --bind "127.0.0.1:$PORT" --workers 2 --threads 4 --worker-class gthread \
    --no-control-socket --log-level warning
