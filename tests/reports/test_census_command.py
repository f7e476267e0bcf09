"""The `census` command: JSON alone on standard output, one line and status 2 for a wrong call."""

import json

import pytest
from django.core.management import CommandError, call_command


def answer(capsys, *arguments):
    call_command("census", "--as-of", "2022-03-31", "--format", "json", *arguments)
    return json.loads(capsys.readouterr().out)


def test_shape_and_both_kinds_of_code(active_file, today, capsys):
    active_file()
    whole = answer(capsys)
    assert list(whole) == ["as_of", "unit", "total", "by_tier", "rows"]
    assert (whole["as_of"], whole["unit"], whole["total"]) == ("2022-03-31", "620000", 1)
    assert whole["rows"][0] == {
        "code": "620100", "name": "兰州市", "total": 1,
        "by_tier": {"DEEP": 1, "RELATIVE": 0, "ACCIDENTAL": 0, "UNRATED": 0},
    }
    assert answer(capsys, "--unit", "620102") == answer(capsys, "--unit", "GS620102")


@pytest.mark.parametrize("by", ["county", "tier", "cause", "age", "education", "skill"])
def test_every_way_has_rows_that_add_up(active_file, today, capsys, by):
    active_file()
    found = answer(capsys, "--by", by)
    assert sum(row["total"] for row in found["rows"]) == found["total"] == 1
    if by not in ("county", "tier"):
        assert found["rows"][-1]["code"] == "UNKNOWN"


@pytest.mark.parametrize(
    "arguments", [["--as-of", "2022-02-30"], ["--as-of", "2022-03-31", "--unit", "999999"]]
)
def test_wrong_call_ends_with_one_line(units, today, capsys, arguments):
    with pytest.raises(CommandError) as refusal:
        call_command("census", *arguments)
    assert refusal.value.returncode == 2
    assert "\n" not in str(refusal.value)
    assert capsys.readouterr().out == ""


def test_table_for_people(active_file, today, capsys):
    active_file()
    call_command("census", "--as-of", "2022-03-31")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("兰州市") and lines[-1].endswith("合计")
