"""Set up and start, from a fresh clone: standard library only, run by the machine's own python3.

Call: python3 unionaid/bootstrap.py run | test | lint
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


def main(command, *arguments):
    if sys.version_info < OLDEST:
        stop(f"unionaid needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if command == "run":
        port = port_or_stop()
        environment(RUN_LOCK)
        private_settings()
        replace_by([PYTHON, "-m", "unionaid.serve", str(port)])
    elif command == "test":
        environment(TEST_LOCK)
        replace_by([PYTHON, "-m", "tests.run", *arguments])
    else:
        environment(TEST_LOCK)
        calls = ([BIN / "ruff", "check", "."], [BIN / "lint-imports"])
        raise SystemExit(max([subprocess.run(call, cwd=ROOT).returncode for call in calls]))


def port_or_stop():
    """Return the wanted port, or stop with one line when it is no port or somebody listens there."""
    text = os.environ.get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 65536:
        stop(f"PORT must be a number from 1 to 65535, not {text!r}.")
    if not is_free(int(text)):
        stop(f"Port {text} is in use. Choose another one: PORT=9000 make run")
    return int(text)


def is_free(port):
    """Say whether nobody listens. A second server on the port would start without an error."""
    with socket.socket() as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def environment(lock):
    """Make .venv and install exactly what a lock names, unless that is done already."""
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    mark = VENV / f".{lock.stem}"
    if PYTHON.exists() and mark.exists() and mark.read_text() == wanted:
        return
    if not PYTHON.exists():
        say("Making .venv …")
        make_environment()
    say(f"Installing the dependencies of {lock.name} …")
    install(lock)
    mark.write_text(wanted)


def make_environment():
    """Make .venv, without pip where this Python has no ensurepip (Debian without python3-venv)."""
    make = [sys.executable, "-m", "venv", "--clear"]
    if subprocess.run([*make, VENV], capture_output=True).returncode:
        subprocess.run([*make, "--without-pip", VENV], check=True)


def install(lock):
    """Fill .venv by its own pip, else by the pip beside this Python, else by uv."""
    inner = [PYTHON, "-m", "pip"]
    outer = [sys.executable, "-m", "pip", "--python", PYTHON]
    pip = next((pip for pip in (inner, outer) if works([*pip, "--version"])), None)
    uv = shutil.which("uv")
    if pip:
        call = [*pip, "install", "-qq", "--disable-pip-version-check"]
    elif uv:
        call = [uv, "pip", "install", "--quiet", "--python", PYTHON]
    else:
        shutil.rmtree(VENV)  # the next attempt starts anew
        stop("This Python can make no environment: install python3-venv (Debian, Ubuntu), or uv.")
    if subprocess.run([*call, "--require-hashes", "-r", lock], cwd=ROOT).returncode:
        stop("The dependencies could not be installed; the lines above say why.")


def works(call):
    return subprocess.run(call, capture_output=True).returncode == 0


def private_settings():
    """Write .env with a secret of this installation, readable by its owner alone, once."""
    path = ROOT / ".env"
    if path.exists():
        return
    text = f"UNIONAID_DEBUG=1\nUNIONAID_SECRET_KEY={secrets.token_urlsafe(48)}\n"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def replace_by(call):
    """Go on as another program: one process less to pass signals through."""
    os.chdir(ROOT)
    if os.name == "nt":
        raise SystemExit(subprocess.run(call).returncode)
    os.execv(call[0], [str(part) for part in call])


def say(text):
    print(text, file=sys.stderr, flush=True)


def stop(text):
    say(text)
    raise SystemExit(2)


if __name__ == "__main__":
    if sys.argv[1:2] not in (["run"], ["test"], ["lint"]):
        stop("Say what to do: run, test or lint.")
    main(*sys.argv[1:])
