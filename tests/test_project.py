"""The project as a whole: migrations, production settings, style."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command

PRODUCTION = {
    "UNIONAID_SECRET_KEY": "c0ffee5ea7ed" * 8,
    "UNIONAID_DATA_KEYS": "0123456789abcdef" * 4,
    "UNIONAID_DEBUG": "0",
    "UNIONAID_ALLOWED_HOSTS": "aid.example.org",
}
SECRETS = ("UNIONAID_SECRET_KEY", "UNIONAID_DATA_KEYS")


def manage(*arguments, **environment):
    """Run a command in a process of its own, with nothing set but what is given.

    A name given as None is set to nothing, so that a private .env cannot fill it in.
    """
    surroundings = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith("UNIONAID_") and key != "DJANGO_ALLOW_ASYNC_UNSAFE"
    }
    return subprocess.run(
        [sys.executable, "-W", "error", "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=surroundings | {key: value or "" for key, value in environment.items()},
        capture_output=True,
        text=True,
    )


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


def test_production_settings_leave_no_warning():
    answer = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert answer.returncode == 0, answer.stderr
    assert answer.stderr == ""
    assert answer.stdout == "System check identified no issues (0 silenced).\n"


@pytest.mark.parametrize("name", SECRETS)
def test_production_refuses_to_start_without_a_secret_and_says_which(name):
    answer = manage("check", **PRODUCTION | {name: None})
    assert answer.returncode != 0
    assert f"{name} is not set. " in answer.stderr


def test_the_code_is_clean():
    answer = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "concise", "."],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 0, answer.stdout
