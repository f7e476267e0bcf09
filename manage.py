#!/usr/bin/env python3
"""Run a command of unionaid: `python manage.py help` lists them."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unionaid.settings")
    for stream in (sys.stdout, sys.stderr):
        # JSON is UTF-8 whatever the locale; a lone surrogate leaves as its JSON escape.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    execute_from_command_line(sys.argv)
