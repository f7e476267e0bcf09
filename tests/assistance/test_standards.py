"""帮扶标准: what the province keeps, what everybody sees, and versions that are never edited."""

from datetime import date
from decimal import Decimal

import pytest

from assistance.actions.standards import adopt_standards
from assistance.aid_errors import AidNotAllowed, StandardsEmpty, StandardsOverlap, VersionTaken
from assistance.models import AidStandard, AidStandardVersion, ApprovalLimit
from assistance.queries.standards import before, differences, lines_of
from unionaid.audit.models import AuditEvent

CAP = {
    "aid_type": "A1", "tier": "DEEP", "stage": "", "scheme": "", "form": "LINE_MONTHS",
    "subject": "HOUSEHOLD", "factor": Decimal(10), "maximum": None, "basis": "",
}
VALUES = {
    "version": "2022-帮扶-02", "valid_from": date(2022, 7, 1), "document_no": "甘工发〔2022〕18号",
    "region_code": "620000", "national_only_schemes": [], "aid_in_grace": True, "note": "",
}
COUNTY = {"aid_type": "", "level": "COUNTY", "up_to": Decimal(3000)}


def adopt(by, **changes):
    return adopt_standards(
        **{"values": VALUES, "standards": [CAP], "approval_limits": [COUNTY], "by": by} | changes
    )


def test_packaged_standards_are_those_of_the_issue(aid_standards):
    rows = AidStandard.objects.order_by("id").values_list("aid_type", "tier", "stage", "factor", "maximum")
    assert list(rows) == [
        ("A1", "DEEP", "", 12, None),
        ("A1", "RELATIVE", "", 8, None),
        ("A1", "ACCIDENTAL", "", None, 10000),
        ("A2", "DEEP", "", 100, 20000),
        ("A2", "RELATIVE", "", 80, 20000),
        ("A2", "ACCIDENTAL", "", 80, 20000),
        ("A3", "", "compulsory_before", None, 3000),
        ("A3", "", "compulsory", None, 3000),
        ("A3", "", "senior", None, 10000),
        ("A3", "", "higher", None, 10000),
        ("A3", "", "special", None, 10000),
        ("A5", "", "", None, 3000),
        ("C1", "", "", None, 3000),
    ]
    limits = ApprovalLimit.objects.values_list("level", "up_to")
    assert list(limits) == [("COUNTY", 5000), ("CITY", 20000)]


def test_new_version_ends_the_one_before_and_leaves_it_alone(aid_standards, officer_gansu):
    version = adopt(officer_gansu)
    aid_standards.refresh_from_db()
    assert (aid_standards.valid_to, version.valid_to) == (date(2022, 6, 30), None)
    assert aid_standards.standards.count() == 13
    assert before(version) == aid_standards
    event = AuditEvent.objects.get(event="AID_STANDARDS_ADOPTED")
    assert (event.before, event.after, event.purpose) == (
        {"version": "2021-帮扶-01"},
        {"version": "2022-帮扶-02", "from": "2022-07-01", "caps": 1},
        "甘工发〔2022〕18号",
    )


def test_what_cannot_be_adopted(aid_standards, officer_gansu, clerk_chengguan):
    with pytest.raises(AidNotAllowed):
        adopt(clerk_chengguan)
    with pytest.raises(StandardsEmpty):
        adopt(officer_gansu, standards=[])
    with pytest.raises(StandardsOverlap):
        adopt(officer_gansu, values=VALUES | {"valid_from": date(2021, 1, 1)})
    with pytest.raises(VersionTaken):
        adopt(officer_gansu, values=VALUES | {"version": "2021-帮扶-01"})
    assert AidStandardVersion.objects.count() == 1


def test_differences_name_what_changed(aid_standards, officer_gansu):
    version = adopt(officer_gansu, standards=[CAP, CAP | {"aid_type": "C4", "tier": ""}])
    rows = differences(lines_of(aid_standards), lines_of(version))
    found = {row.what: (row.before, row.after) for row in rows}
    assert found["生活救助 · 深度困难"] == (
        "每户每年不超过 12 个月当地低保标准", "每户每年不超过 10 个月当地低保标准",
    )
    assert found["创业扶持"] == ("", "每户每年不超过 10 个月当地低保标准")
    assert found["县区级审批"] == ("不超过 5000 元", "不超过 3000 元")
    assert found["市州级审批"] == ("不超过 20,000 元", "")
    assert found["只用于全国级档案的资金"] == ("中央财政专项帮扶资金、职工困难帮扶资金", "无")
    assert "渐退期可以帮扶" not in found


def test_everybody_of_the_union_reads_the_standards(aid_standards, clerk_chengguan, officer_gansu, client_of):
    for posting, keeps in ((clerk_chengguan, False), (officer_gansu, True)):
        page = client_of(posting).get("/aid-standards/").content.decode()
        assert "每户每年不超过 12 个月当地低保标准" in page
        assert "每户每年不超过全年自付费用的 80%，最高 20,000 元" in page
        assert ("发布新版帮扶标准" in page) == keeps
    assert client_of(clerk_chengguan).get("/aid-standards/new/").status_code == 403


def posted(page):
    """What the form of the page would send untouched."""
    form = page.context["form"]
    values = {}
    for part in (form.caps, form.approvals):
        for field in (*part.management_form, *(f for row in part.forms for f in row)):
            value = field.value()
            values[field.html_name] = "" if value in (None, False) else value
    return values


def test_province_previews_and_publishes(aid_standards, officer_gansu, client_of):
    client = client_of(officer_gansu)
    values = posted(client.get("/aid-standards/new/")) | {
        "caps-0-factor": "10", "version": "2022-帮扶-02", "valid_from": "2022-07-01",
        "document_no": "甘工发〔2022〕18号", "aid_in_grace": "on",
        "national_only_schemes": ["CENTRAL_2015", "CENTRAL_2022"],
    }
    preview = client.post("/aid-standards/new/", values | {"preview": "yes"})
    assert [(d.what, d.before, d.after) for d in preview.context["differences"]] == [
        (
            "生活救助 · 深度困难",
            "每户每年不超过 12 个月当地低保标准",
            "每户每年不超过 10 个月当地低保标准",
        )
    ]
    assert AidStandardVersion.objects.count() == 1
    answer = client.post("/aid-standards/new/", values | {"publish": "yes"})
    assert answer.status_code == 302
    version = AidStandardVersion.objects.get(version="2022-帮扶-02")
    assert (version.standards.count(), version.region_code) == (13, "620000")
    assert version.standards.get(aid_type="A1", tier="DEEP").factor == 10
    page = client.get(f"/aid-standards/{version.pk}/").content.decode()
    assert "<del>每户每年不超过 12 个月当地低保标准</del>" in page


def test_wrong_rows_come_back_with_their_reasons(aid_standards, officer_gansu, client_of):
    client = client_of(officer_gansu)
    values = posted(client.get("/aid-standards/new/")) | {
        "caps-0-factor": "", "caps-2-stage": "senior", "caps-3-factor": "120", "caps-6-maximum": "",
        "version": "2022-帮扶-02", "valid_from": "2020-01-01", "document_no": "",
    }
    answer = client.post("/aid-standards/new/", values | {"preview": "yes"})
    assert answer.status_code == 422
    assert [message for _id, message in answer.context["errors"]] == [
        "文号：该字段是必填项。", "月数或比例：请填写月数或比例，例如 12 或 80", "学段：只有助学救助分学段",
        "月数或比例：比例不能超过 100", "最高金额（元）：固定金额须填写最高金额",
    ]
    values |= {
        "caps-0-factor": "12", "caps-2-stage": "", "caps-3-factor": "100", "caps-6-maximum": "3000",
        "caps-1-tier": "DEEP", "document_no": "甘工发〔2022〕18号",
    }
    answer = client.post("/aid-standards/new/", values | {"preview": "yes"})
    assert [message for _id, message in answer.context["errors"]] == ["第 2 行与前面一行重复"]
    answer = client.post("/aid-standards/new/", values | {"caps-1-tier": "RELATIVE", "publish": "yes"})
    assert answer.status_code == 422
    assert "生效日期须晚于现行标准的生效日期 2021-01-01" in answer.content.decode()
