# Two stages: the packages are built in the first, the second holds only what runs. The user is numeric and not root.
ARG PYTHON_IMAGE=python:3.13-slim-bookworm
# With requirements.txt instead, the image makes no PDFs and needs no Debian packages.
ARG REQUIREMENTS=requirements-pdf.txt
# hadolint ignore=DL3006
FROM ${PYTHON_IMAGE} AS build
ARG REQUIREMENTS
WORKDIR /app
COPY requirements.txt requirements-pdf.txt ./
RUN python3 -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r "$REQUIREMENTS"

# hadolint ignore=DL3006
FROM ${PYTHON_IMAGE}
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 VAR_DIR=/data STATIC_ROOT=/app/var/static
WORKDIR /app
ARG REQUIREMENTS
# What draws PDFs, and a font; Debian keeps only the newest build of each, so none is pinned.
# hadolint ignore=DL3008
RUN if [ "$REQUIREMENTS" = requirements-pdf.txt ]; then apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/*; fi
COPY --from=build /venv /venv
COPY . .
# The secret is for this one command; nothing of it stays in the image.
RUN DEMO=true VAR_DIR=/tmp python3 manage.py collectstatic --noinput \
    && mkdir -p /data && chown 10001:10001 /data
USER 10001:10001
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "medgo2u.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--worker-class", "gthread", "--no-control-socket"]
