"""What `make run` needs before it serves: tables, reference facts and the demo province.

Each step keeps what is there, so every start goes through all of them.
"""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

STEPS = (
    ("正在准备数据库 Preparing the database …", "migrate", {"verbosity": 0}),
    ("正在载入区划和代码表 Loading divisions and code lists …", "load_reference", {"verbosity": 0}),
    ("正在载入演示数据 Loading the demo province …", "demo", {}),
    ("", "demo_accounts", {}),
)


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unionaid.settings")
    django.setup()
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    for sentence, command, options in STEPS:
        print(sentence, flush=True)
        call_command(command, **options)


if __name__ == "__main__":
    main()
