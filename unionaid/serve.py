"""`make run`: prepare the database, then keep server and worker going until they are stopped.

All run in one process group. A worker that dies is started again; Ctrl-C or TERM stops both.
"""

import signal
import socket
import subprocess
import sys
import time

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
    """Start a child that leaves Ctrl-C, which reaches the whole group, to its parent."""
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return subprocess.Popen(call)
    finally:
        signal.signal(signal.SIGINT, handler)


class Supervisor:
    """The parent of server and worker."""

    def __init__(self, server, worker, port):
        self.server_call, self.worker_call, self.port = server, worker, port
        self.stopping = False

    def run(self):
        """Serve until asked to stop (0) or until the server ends by itself (1)."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop)
        self.server = start(self.server_call)
        self.worker = start(self.worker_call)
        self.greet()
        while not self.stopping and self.server.poll() is None:
            if self.worker.poll() is not None:
                self.restart_worker()
            time.sleep(0.2)
        self.end()
        return 0 if self.stopping else 1

    def stop(self, *_):
        self.stopping = True

    def greet(self):
        """Print the address once somebody answers there."""
        while not self.stopping and self.server.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.1)
            else:
                print(f"http://127.0.0.1:{self.port}/    (Ctrl-C 停止 stops)", flush=True)
                return

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
