"""What the tests share: the sample by invented delegations, and the command line if it is built."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import demarche

ROOT = Path(os.environ.get("DEMARCHE_ROOT", Path(__file__).resolve().parents[2]))
SAMPLE = ROOT / "data" / "sample"
ACTORS = SAMPLE / "actors.toml"


@pytest.fixture(scope="session")
def codebook():
    return demarche.Codebook(actors=[ACTORS])


@pytest.fixture(scope="session")
def command():
    """Runs the command line; the tests that need it are skipped where it is not built."""
    named = os.environ.get("DEMARCHE_COMMAND")
    usual = [ROOT / "target" / profile / "demarche" for profile in ("quick", "release", "debug")]
    program = named or next((str(path) for path in usual if path.exists()), None) or shutil.which("demarche")
    if program is None:
        pytest.skip("the command line is not built")

    def run(*arguments):
        ended = subprocess.run([program, *map(str, arguments)], capture_output=True, cwd=ROOT, check=False)
        assert ended.returncode == 0, ended.stderr.decode()
        return ended.stdout

    return run
