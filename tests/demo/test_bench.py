"""The benchmark command: what it refuses, and the shape of its answer."""

import pytest
from django.core.management import CommandError, call_command

from unionaid.demo.benches import BENCHES


def test_it_knows_its_benchmarks_by_name():
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("bench", "nothing")
    assert set(BENCHES) >= {"faults"}


def test_a_number_below_one_is_refused():
    with pytest.raises(CommandError, match="from 1 on"):
        call_command("bench", "faults", households=0)
