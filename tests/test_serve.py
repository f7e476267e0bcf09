"""The supervisor of `make run`, over a server and a worker that only sleep."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

import pytest
from django.conf import settings

DEADLINE = 20
SERVER = """
import os, pathlib
from http.server import BaseHTTPRequestHandler, HTTPServer
server = HTTPServer(("127.0.0.1", {port}), BaseHTTPRequestHandler)
pathlib.Path("server").write_text(str(os.getpid()))
server.serve_forever()
"""
WORKER = """
import os, pathlib, time
with pathlib.Path("workers").open("a") as file:
    file.write(f"{os.getpid()}\\n")
time.sleep(600)
"""
SUPERVISE = """
import sys
from unionaid.serve import Supervisor
calls = [[sys.executable, name] for name in ("server.py", "worker.py")]
raise SystemExit(Supervisor(*calls, {port}).run())
"""


class Supervised:
    """A supervisor over a server and a worker that only sleep."""

    def __init__(self, folder, port):
        self.folder = folder
        for name, text in (("server.py", SERVER), ("worker.py", WORKER), ("supervise.py", SUPERVISE)):
            (folder / name).write_text(text.replace("{port}", str(port)))
        self.process = subprocess.Popen(
            [sys.executable, "supervise.py"],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(settings.BASE_DIR)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def numbers(self, name, count):
        """Return the process numbers a script has written, once there are so many."""
        path = self.folder / name
        until(lambda: path.exists() and len(path.read_text().split()) >= count)
        return [int(number) for number in path.read_text().split()]


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def supervised(tmp_path, free_port):
    supervised = Supervised(tmp_path, free_port)
    yield supervised
    with suppress(ProcessLookupError):
        os.killpg(supervised.process.pid, signal.SIGKILL)
    supervised.process.communicate()


def until(condition):
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def is_alive(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_it_stops_both_and_ends_well(supervised, number):
    (server,), (worker,) = supervised.numbers("server", 1), supervised.numbers("workers", 1)
    assert is_alive(server) and is_alive(worker)
    supervised.process.send_signal(number)
    assert supervised.process.wait(DEADLINE) == 0
    assert not is_alive(server) and not is_alive(worker)


def test_ctrl_c_reaches_the_group_and_is_answered_by_the_parent_alone(supervised):
    supervised.numbers("server", 1), supervised.numbers("workers", 1)
    os.killpg(supervised.process.pid, signal.SIGINT)
    assert supervised.process.wait(DEADLINE) == 0
    assert "KeyboardInterrupt" not in supervised.process.stderr.read()


def test_all_are_in_one_process_group(supervised):
    (server,), (worker,) = supervised.numbers("server", 1), supervised.numbers("workers", 1)
    assert {os.getpgid(server), os.getpgid(worker)} == {supervised.process.pid}


def test_a_killed_worker_is_started_again(supervised):
    (first,) = supervised.numbers("workers", 1)
    os.kill(first, signal.SIGKILL)
    first_again, second = supervised.numbers("workers", 2)
    assert first_again == first != second
    assert is_alive(second) and not is_alive(first)
    assert supervised.process.poll() is None


def test_when_the_server_ends_the_worker_ends_too_and_the_start_has_failed(supervised):
    (server,), (worker,) = supervised.numbers("server", 1), supervised.numbers("workers", 1)
    os.kill(server, signal.SIGKILL)
    assert supervised.process.wait(DEADLINE) == 1
    assert not is_alive(worker)


def test_the_address_is_printed_when_somebody_answers_there(supervised, free_port):
    assert supervised.process.stdout.readline().split()[0] == f"http://127.0.0.1:{free_port}/"
    socket.create_connection(("127.0.0.1", free_port), 2).close()
