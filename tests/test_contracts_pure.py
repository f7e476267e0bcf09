"""`check_id` and `assess` as other programs call them: exit status, standard output, no database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PARAMETERS = {
    "relative_multiplier": "2.0",
    "deep_inclusive": False,
    "relative_inclusive": False,
    "event_cost_ratio": "0.80",
    "event_lookback_months": 12,
    "edge_margin": "0.10",
    "severe_illness_as_rigid": True,
}
KINDS = ("medical", "disability", "education", "housing", "employment", "care", "other")
ACCIDENT = {
    "occurred_on": "2021-11-02",
    "kind": "accident",
    "gross_cost": "210000.00",
    "insurance": "90000.00",
    "compensation": "40000.00",
    "social_assistance": "0.00",
}


def run(*words, stdin=b"", **environment):
    """Call manage.py with a database that nobody answers and return the finished process."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        env=os.environ | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"} | environment,
        check=False,
    )


def case(name="E6", **changes):
    return {
        "id": name,
        "applied_on": "2022-03-31",
        "dibao_line": "846.00",
        "counted_members": 3,
        "annual_income": "96000.00",
        "rigid_expenses": dict.fromkeys(KINDS, "0.00"),
        "event": ACCIDENT,
        "exclusions": [],
    } | changes


def document(*cases, **parameters):
    return json.dumps({"parameters": PARAMETERS | parameters, "cases": cases}).encode()


def test_check_id_answers_every_number_in_order():
    done = run(
        "check_id", "--format", "json", "--",
        "'620502 19870923 9994", "-6201021968031299", "629901197001019987", "620104630701999", "",
    )  # fmt: skip
    nothing = {"warnings": [], "birth_date": None, "sex": None, "region_code": None}
    refused = {"valid": False, "reason": "length"} | nothing
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == [
        {
            "number": "'620502 19870923 9994",
            "normalised": "620502198709239994",
            "valid": True,
            "reason": None,
            "warnings": [],
            "birth_date": "1987-09-23",
            "sex": "1",
            "region_code": "620502",
        },
        {"number": "-6201021968031299", "normalised": "-6201021968031299"} | refused,
        {
            "number": "629901197001019987",
            "normalised": "629901197001019987",
            "valid": True,
            "reason": None,
            "warnings": ["region_unknown"],
            "birth_date": "1970-01-01",
            "sex": "2",
            "region_code": "629901",
        },
        {"number": "620104630701999", "normalised": "620104630701999"} | refused,
        {"number": "", "normalised": ""} | refused,
    ]


def test_check_id_writes_utf8_in_every_locale():
    done = run("check_id", "--format", "json", "６２０102", b"\xff".decode(errors="surrogateescape"),
               PYTHONIOENCODING="ascii")  # fmt: skip
    assert done.returncode == 0
    assert [verdict["number"] for verdict in json.loads(done.stdout.decode())] == ["６２０102", "\udcff"]


def test_check_id_without_a_number_is_a_wrong_call():
    done = run("check_id", "--format", "json")
    assert (done.returncode, done.stdout) == (2, b"")


def test_assess_answers_every_case_in_order(tmp_path):
    path = tmp_path / "cases.json"
    path.write_bytes(
        document(case(exclusions=[{"code": "X4", "waived": True}]), case("E8", exclusions=[
            {"code": "X4", "waived": False}]))
    )  # fmt: skip
    done = run("assess", str(path), "--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == [
        {
            "id": "E6",
            "outcome": "ACCIDENTAL",
            "exclusion": None,
            "chronic_per_capita": "2666.67",
            "with_event_per_capita": "444.44",
            "event_ratio": "0.8333",
            "steps": [
                "排除情形 X4（拥有或经常使用机动车）已豁免，继续核算",
                "意外事故（2021-11-02）支出 210000.00 − 保险 90000.00 − 赔偿 40000.00 − 社会救助 0.00，"
                "自付 80000.00 元",
                "① 家庭年收入合计 96000.00 元",
                "② 刚性支出合计 0.00 元",
                "③（96000.00 − 0.00）÷ 12 个月 ÷ 3 人 = 2666.67 元",
                "当地低保标准每人每月 846.00 元",
                "再扣除事件自付 80000.00 元后，人均每月 444.44 元（只作参考）",
                "2666.67 元不低于低保标准的 2 倍 1692.00 元，不是深度困难或相对困难",
                "事件自付 80000.00 元，占家庭年收入 96000.00 元的 83.33%，超过 80%（76800.00 元），"
                "符合意外致困。低于 1692.00 元为相对困难",
            ],
        },
        {
            "id": "E8",
            "outcome": "NOT_ELIGIBLE",
            "exclusion": "X4",
            "chronic_per_capita": None,
            "with_event_per_capita": None,
            "event_ratio": None,
            "steps": ["有排除情形 X4（拥有或经常使用机动车），未豁免，不符合建档条件"],
        },
    ]


def test_assess_reads_standard_input_with_a_byte_order_mark():
    done = run("assess", "-", "--format", "json", stdin=b"\xef\xbb\xbf" + document(case(event=None)))
    assert [(each["outcome"], each["event_ratio"]) for each in json.loads(done.stdout)] == [
        ("NOT_ELIGIBLE", None)
    ]


def test_assess_of_no_cases_is_an_empty_list():
    assert json.loads(run("assess", "-", stdin=document()).stdout) == []


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (document(case(), case("B7", annual_income="-1.00")), "case B7: annual_income must not be negative"),
        (b"{", "is not JSON in UTF-8"),
        (b"[]", "document: this must be an object"),
    ],
)
def test_malformed_input_ends_with_two_and_writes_nothing(content, named):
    done = run("assess", "-", "--format", "json", stdin=content)
    assert (done.returncode, done.stdout) == (2, b"")
    [line] = done.stderr.decode().splitlines()
    assert named in line


def test_missing_file_ends_with_two():
    done = run("assess", "nothing.json", "--format", "json")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "CommandError: nothing.json cannot be read: No such file or directory\n"
