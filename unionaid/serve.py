"""`make run`: prepare the database, then keep server and worker going until they are stopped.

All run in one process group. A worker that dies is started again; Ctrl-C or TERM stops both.
"""

import math
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException

from unionaid.bootstrap import port_or_stop

RESTART_PAUSE = 1.0
KILL_TIMEOUT = 30
GRACE = KILL_TIMEOUT + 5  # the server needs the first part to end its own workers
GRANIAN = (
    "--interface", "wsgi", "--no-ws", "--workers", "2", "--blocking-threads", "4",
    "--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-kill-timeout", str(KILL_TIMEOUT),
    "--log-level", "warning",
)  # fmt: skip


def main(port):
    """Return the exit status: 0 when somebody asked for the end, else 1."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)
    if subprocess.run([sys.executable, "-m", "unionaid.prepare"]).returncode:
        return 1
    port_or_stop()  # preparing may have taken a minute
    server = [sys.executable, "-m", "granian", *GRANIAN, "--host", "127.0.0.1", "--port", str(port)]
    worker = [sys.executable, "manage.py", "run_worker"]
    return Supervisor([*server, "unionaid.wsgi:application"], worker, port).run()


def leave(*_):
    raise SystemExit(0)


def start(call):
    """Start a child that Ctrl-C, which reaches the whole group, passes by: its parent asks it to end.

    Granian's workers would wait for ever after hearing both.
    """
    if not hasattr(signal, "pthread_sigmask"):
        return subprocess.Popen(call)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return subprocess.Popen(call)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Supervisor:
    """The parent of server and worker."""

    def __init__(self, server, worker, port):
        self.server_call, self.worker_call, self.port = server, worker, port
        self.stopping = False
        self.patience_ends = math.inf

    def run(self):
        """Serve until asked to stop (0) or until the server ends by itself (1)."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop)
        self.server = start(self.server_call)
        self.greet()  # before the worker takes its share of a small machine
        self.worker = start(self.worker_call)
        while not self.stopping and self.server.poll() is None:
            if self.worker.poll() is not None:
                self.restart_worker()
            time.sleep(0.2)
        self.end()
        return 0 if self.stopping else 1

    def stop(self, *_):
        self.stopping = True
        self.patience_ends = min(self.patience_ends, time.monotonic() + KILL_TIMEOUT)

    def greet(self):
        """Print the address once an answer comes from there.

        Asked to stop meanwhile, wait all the same: Granian forgets a TERM that comes while
        its workers load the application.
        """
        while self.server.poll() is None and time.monotonic() < self.patience_ends:
            if self.answers():
                if not self.stopping:
                    print(f"http://127.0.0.1:{self.port}/    (Ctrl-C 停止 stops)", flush=True)
                return
            time.sleep(0.1)

    def answers(self):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/login/")
            connection.getresponse()
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()
        return True

    def restart_worker(self):
        print(f"The worker ended ({self.worker.returncode}); starting it again.", file=sys.stderr)
        time.sleep(RESTART_PAUSE)
        if not self.stopping:
            self.worker = start(self.worker_call)

    def end(self):
        """Ask both to end, and insist after the time of grace."""
        for process in (self.server, self.worker):
            process.terminate()
        deadline = time.monotonic() + GRACE
        for process in (self.server, self.worker):
            try:
                process.wait(max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                process.kill()


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1])))
