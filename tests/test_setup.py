"""`make run` and `make test` before Django: port, .venv and private settings."""

import os
import shutil
import socket
import stat
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.conf import settings

from unionaid import bootstrap


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """An empty checkout: the first script and two locks, and no .venv."""
    for name in ("unionaid/bootstrap.py", "requirements.lock", "requirements-dev.lock"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(settings.BASE_DIR / name, tmp_path / name)
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return tmp_path


@contextmanager
def somebody_listening():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def run_from(folder, **environment):
    return subprocess.run(
        [sys.executable, "unionaid/bootstrap.py", "run"],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
    )


def test_a_port_in_use_is_said_in_one_line_before_anything_is_made(clone):
    before = sorted(clone.rglob("*"))
    with somebody_listening() as port:
        answer = run_from(clone, PORT=str(port))
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == f"Port {port} is in use. Choose another one: PORT=9000 make run\n"
    assert sorted(clone.rglob("*")) == before


@pytest.mark.parametrize("text", ["", "http", "0", "65536", "-1", "80.0"])
def test_what_is_no_port_is_said_in_one_line(clone, text):
    answer = run_from(clone, PORT=text)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == f"PORT must be a number from 1 to 65535, not {text!r}.\n"


def test_a_port_is_free_again_when_nobody_listens():
    with somebody_listening() as port:
        assert not bootstrap.is_free(port)
    assert bootstrap.is_free(port)


def test_an_older_python_is_refused_in_one_line(clone, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit) as stopped:
        bootstrap.main("run")
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("unionaid needs Python 3.11 or newer; this is ")


def test_private_settings_are_for_the_owner_alone_and_written_once(clone):
    bootstrap.private_settings()
    path = clone / ".env"
    first = path.read_text()
    bootstrap.private_settings()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text() == first
    names = [line.split("=")[0] for line in first.splitlines()]
    assert names == ["UNIONAID_DEBUG", "UNIONAID_SECRET_KEY"]
    assert len(first.splitlines()[1]) > len("UNIONAID_SECRET_KEY=") + 60


def test_two_installations_have_different_secrets(clone):
    bootstrap.private_settings()
    first = (clone / ".env").read_text()
    (clone / ".env").unlink()
    bootstrap.private_settings()
    assert (clone / ".env").read_text() != first


@pytest.fixture
def installed(clone, monkeypatch):
    """Record what would be installed, instead of doing it; `.venv` is made empty."""
    calls = []

    def make():
        bootstrap.PYTHON.parent.mkdir(parents=True)
        bootstrap.PYTHON.touch()
        calls.append("venv")

    monkeypatch.setattr(bootstrap, "make_environment", make)
    monkeypatch.setattr(bootstrap, "install", lambda lock: calls.append(lock.name))
    return calls


def test_dependencies_are_installed_again_only_when_the_lock_has_changed(clone, installed):
    lock = clone / "requirements.lock"
    bootstrap.environment(lock)
    bootstrap.environment(lock)
    assert installed == ["venv", "requirements.lock"]
    lock.write_text(lock.read_text() + "\n# changed\n")
    bootstrap.environment(lock)
    assert installed == ["venv", "requirements.lock", "requirements.lock"]


def test_a_failed_installation_is_tried_again(clone, installed, monkeypatch):
    lock = clone / "requirements.lock"
    monkeypatch.setattr(bootstrap, "install", lambda lock: bootstrap.stop("no network"))
    with pytest.raises(SystemExit):
        bootstrap.environment(lock)
    monkeypatch.setattr(bootstrap, "install", lambda lock: installed.append(lock.name))
    bootstrap.environment(lock)
    assert installed == ["venv", "requirements.lock"]


@pytest.mark.parametrize(
    ("working", "uv", "starts"),
    [
        ("inner outer", None, [".venv/bin/python", "-m", "pip", "install"]),
        ("outer", None, [sys.executable, "-m", "pip", "--python", ".venv/bin/python", "install"]),
        ("outer", "/usr/bin/uv", [sys.executable, "-m", "pip", "--python", ".venv/bin/python", "install"]),
        ("", "/usr/bin/uv", ["/usr/bin/uv", "pip", "install"]),
    ],
)
def test_whoever_can_install_fills_the_environment_by_hashes(clone, monkeypatch, working, uv, starts):
    ran = []

    def works(call):
        return ("outer" if "--python" in call else "inner") in working

    def run(call, **options):
        ran.append([str(part) for part in call])
        return subprocess.CompletedProcess(call, 0)

    monkeypatch.setattr(bootstrap, "works", works)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: uv)
    monkeypatch.setattr(bootstrap.subprocess, "run", run)
    bootstrap.install(clone / "requirements.lock")
    (call,) = ran
    assert [part.replace(f"{clone}/", "") for part in call[: len(starts)]] == starts
    assert call[-3:] == ["--require-hashes", "-r", str(clone / "requirements.lock")]


def test_without_any_installer_one_line_names_the_package(clone, monkeypatch, capsys):
    (clone / ".venv").mkdir()
    monkeypatch.setattr(bootstrap, "works", lambda call: False)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit) as stopped:
        bootstrap.install(clone / "requirements.lock")
    assert stopped.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "python3-venv" in line
    assert not (clone / ".venv").exists()
