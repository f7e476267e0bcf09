"""`make run`: prepare the database once, then keep server and worker going until they are stopped.

Both run in one process group. A worker that dies is started again; Ctrl-C or TERM stops both.
"""

import os
import signal
import subprocess
import sys
import time

RESTART_PAUSE = 1.0
GRACE_SECONDS = 15
GRANIAN = (
    "--interface", "wsgi", "--no-ws", "--workers", "2", "--blocking-threads", "4",
    "--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-kill-timeout", "30",
)


def main(port):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unionaid.settings")
    prepare()
    Supervisor(port).run()


def prepare():
    """Migrate, load reference facts, load the demo province; what is there already is kept."""
    manage("migrate", "--verbosity", "0", say="正在准备数据库 Preparing the database …")
    manage("load_reference", say="正在载入区划和代码表 Loading divisions and code lists …")
    manage("demo", say="正在载入演示数据 Loading the demo province …")


def manage(*arguments, say):
    print(say, flush=True)
    if subprocess.run([sys.executable, "manage.py", *arguments]).returncode:
        raise SystemExit(f"manage.py {arguments[0]} failed; the lines above say why.")


class Supervisor:
    """The parent of server and worker."""

    def __init__(self, port):
        self.port = port
        self.stopping = False
        self.commands = {
            "server": [
                sys.executable, "-m", "granian", *GRANIAN,
                "--host", "127.0.0.1", "--port", str(port), "--log-level", "warning",
                "unionaid.wsgi:application",
            ],
            "worker": [sys.executable, "manage.py", "run_worker"],
        }
        self.running = {}

    def run(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop)
        for name in self.commands:
            self.start(name)
        self.greet()
        while not self.stopping:
            self.watch()
            time.sleep(0.5)
        self.end()

    def start(self, name):
        self.running[name] = subprocess.Popen(self.commands[name])

    def watch(self):
        """Start a dead worker again; without a server there is nothing left to keep."""
        if self.running["server"].poll() is not None:
            self.stopping = True
        elif self.running["worker"].poll() is not None:
            time.sleep(RESTART_PAUSE)
            if not self.stopping:
                self.start("worker")

    def stop(self, *_):
        self.stopping = True

    def end(self):
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for process in self.running.values():
            try:
                process.wait(max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                process.kill()

    def greet(self):
        subprocess.run([sys.executable, "manage.py", "demo_accounts"])
        print(f"http://127.0.0.1:{self.port}/", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
