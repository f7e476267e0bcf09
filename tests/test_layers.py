"""Imports run one way, as the contracts in pyproject.toml say."""

import subprocess
import sys

from django.conf import settings


def test_no_module_imports_what_lies_above_it():
    call = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    answer = subprocess.run([*call, "--no-cache"], cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout
