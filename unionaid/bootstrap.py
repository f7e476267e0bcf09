"""Set up and start, from a fresh clone: standard library only, run by the machine's own python3.

    python3 unionaid/bootstrap.py run | test | lint
"""

import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
RUN_LOCK, TEST_LOCK = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
OLDEST = (3, 11)


def main(command):
    if sys.version_info < OLDEST:
        stop(f"unionaid needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if command == "run":
        port = port_or_stop()
        environment(RUN_LOCK)
        private_settings()
        replace_by([PYTHON, "-m", "unionaid.serve", str(port)])
    if command == "test":
        environment(TEST_LOCK)
        replace_by([PYTHON, "-m", "tests.run", *sys.argv[2:]])
    if command == "lint":
        environment(TEST_LOCK)
        for call in (["ruff", "check", "."], ["lint-imports"]):
            subprocess.run([BIN / call[0], *call[1:]], cwd=ROOT, check=True)


def port_or_stop():
    """Return the wanted port, or stop with one line when it is no port or somebody listens there."""
    text = os.environ.get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 65536:
        stop(f"PORT must be a number from 1 to 65535, not {text!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except OSError:
            stop(f"Port {text} is in use. Choose another one: PORT=9000 make run")
    return int(text)


def environment(lock):
    """Make .venv and install exactly what a lock names, unless it is there already."""
    wanted = hashlib.sha256(RUN_LOCK.read_bytes() + lock.read_bytes()).hexdigest()
    mark = VENV / f".{lock.stem}"
    if mark.exists() and mark.read_text() == wanted and PYTHON.exists():
        return
    if not PYTHON.exists():
        make_environment()
    say(f"Installing the dependencies of {lock.name} …")
    install(lock)
    mark.write_text(wanted)


def make_environment():
    say("Making .venv …")
    made = subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, text=True)
    if made.returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)  # this Python has no ensurepip: make it without pip
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", VENV], check=True)


def install(lock):
    flags = ["--require-hashes", "-r", str(lock)]
    inner = [PYTHON, "-m", "pip"]
    outer = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    for pip in (inner, outer):
        if subprocess.run([*pip, "--version"], capture_output=True).returncode == 0:
            command = [*pip, "install", "--quiet", "--disable-pip-version-check", *flags]
            break
    else:
        uv = shutil.which("uv")
        if uv is None:
            stop("Neither pip nor uv is here. Install one, for example: apt install python3-pip")
        command = [uv, "pip", "install", "--quiet", "--python", str(PYTHON), *flags]
    if subprocess.run(command, cwd=ROOT).returncode:
        stop("The dependencies could not be installed; the lines above say why.")


def private_settings():
    """Write .env with a secret of this installation, readable by its owner alone, once."""
    path = ROOT / ".env"
    if path.exists():
        return
    text = f"UNIONAID_DEBUG=1\nUNIONAID_SECRET_KEY={secrets.token_urlsafe(48)}\n"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def replace_by(command):
    command = [str(part) for part in command]
    os.chdir(ROOT)
    if os.name == "nt":
        raise SystemExit(subprocess.run(command).returncode)
    os.execv(command[0], command)


def say(text):
    print(text, file=sys.stderr, flush=True)


def stop(text):
    say(text)
    raise SystemExit(2)


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in {"run", "test", "lint"}:
        stop("Say what to do: run, test or lint.")
    main(sys.argv[1])
