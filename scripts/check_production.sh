#!/bin/sh
# Django's own deployment checks under production settings; a warning fails.
set -eu
env -u DEMO -u DEBUG \
    SECRET_KEY="$(head -c 60 /dev/urandom | base64 | tr -d '\n')" \
    ALLOWED_HOSTS=articles.example.org SITE_URL=https://articles.example.org DATABASE_URL=sqlite://:memory: \
    .venv/bin/python manage.py check --deploy --fail-level WARNING
