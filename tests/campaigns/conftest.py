"""Campaigns of a year, and what a clerk sends to write a line into a register."""

from datetime import date
from decimal import Decimal

import pytest

from campaigns.actions import records
from campaigns.forms.records import form_of
from campaigns.models import Campaign
from campaigns.registers import REGISTERS

SEASONS = {
    "SPRING_JOBS": (2022, date(2022, 1, 1), date(2022, 4, 30)),
    "SUMMER_COOLING": (2021, date(2021, 6, 1), date(2021, 8, 31)),
    "AUTUMN_EDUCATION": (2021, date(2021, 7, 1), date(2021, 9, 30)),
    "WINTER_WARMTH": (2021, date(2021, 12, 1), date(2022, 2, 28)),
}


@pytest.fixture
def editions(units, today):
    """The four campaigns of the year, by kind."""
    return {
        kind: Campaign.objects.create(
            kind=kind, year=year, name=f"{year} 年{kind}", season_from=first, season_to=last
        )
        for kind, (year, first, last) in SEASONS.items()
    }


SENT = {
    "job-fairs": {
        "held_on": "2022-03-01", "title": "春风行动招聘会", "place": "人力资源市场", "employers": "20",
        "posts": "300", "seekers": "500", "intentions": "120", "signed": "60", "status": "HELD",
    },
    "employment-services": {
        "held_on": "2022-03-02", "title": "政策咨询", "service": "POLICY", "person_times": "80",
        "on_file": "9",
    },
    "labour-export": {
        "held_on": "2022-03-03", "title": "赴江苏专班", "destination": "江苏", "persons": "45",
    },
    "cooling-visits": {
        "held_on": "2021-07-10", "target": "SITE", "employer": "地铁 3 号线工地", "workers": "120",
        "migrant_workers": "100", "cash": "2000", "goods": "绿豆", "quantity": "100",
        "unit_price": "12.50", "fund_source": "UNION", "safety_checked": "on",
    },
    "warmth-visits": {
        "held_on": "2022-01-20", "target": "FRONT_LINE", "beneficiary": "环卫一队", "occasions": "60",
        "cash": "6000", "fund_source": "UNION",
    },
    "special-visits": {
        "held_on": "2022-01-20", "system": "POLICE", "group": "MARTYR", "event_year": "2015",
        "person": "马建军", "kin": "配偶", "cash": "5000", "fund_source": "PROVINCE",
    },
    "training-classes": {
        "plan_year": "2022", "trade": "电工", "title": "电工班", "starts_on": "2022-02-01",
        "held_on": "2022-03-01", "planned": "50", "participants": "50", "completed": "48",
        "certificates": "46", "junior_or_above": "45", "employed": "30", "amount": "50000",
    },
    "legal-cases": {
        "held_on": "2022-02-01", "applicant": "赵国强", "matter": "WAGES", "service": "ARBITRATION",
        "persons": "3", "employer": "某建筑公司", "outcome": "SETTLED", "closed_on": "2022-03-01",
        "recovered": "56000",
    },
    "startup-cases": {
        "held_on": "2022-02-01", "applicant": "李秀英", "project": "牛肉面馆", "help": "LOAN",
        "amount": "8000", "jobs": "4",
    },
    "help-centres": {
        "name": "城关区困难职工帮扶中心", "level": "COUNTY", "held_on": "2018-05-01", "staff": "6",
        "windows": "4", "does_aid": "on", "does_rights": "on", "does_service": "on",
    },
    "pilots": {
        "name": "高新区园区试点", "kind": "ENTERPRISE", "batch_year": "2022", "held_on": "2022-03-01",
        "amount": "50000",
    },
    "action-plans": {
        "title": "兰州市推进城镇困难职工解困脱困三年行动计划", "issuer": "兰州市委办公室",
        "held_on": "2018-06-01", "first_year": "2018", "last_year": "2020", "leader": "市委副书记",
        "members": "财政局、民政局", "goal": "不漏一户、不落一人",
    },
    "policy-documents": {
        "title": "关于援企稳岗的若干举措", "held_on": "2022-03-01", "issuer": "甘肃省总工会",
    },
    "employer-support": {
        "held_on": "2022-03-01", "employer": "兰州机床厂", "kind": "REMINDER", "papers": "1",
        "workers": "80",
    },
    "consumption-aid": {
        "held_on": "2022-01-10", "origin": "东乡县", "use": "GIFTS", "amount": "30000",
        "gift_spending": "80000",
    },
    "universal-services": {
        "held_on": "2022-03-01", "title": "健康体检", "kind": "HEALTH", "person_times": "300",
    },
}


@pytest.fixture
def sent():
    """Return a function: register, changes → what its form sends, None leaving a field out."""

    def data(slug, **changes):
        given = SENT[slug] | changes
        return {name: value for name, value in given.items() if value is not None}

    return data


@pytest.fixture
def enter(sent, clerk_chengguan):
    """Return a function that writes a line through form and action, as screens, workbooks and the API do."""

    def write(slug, by=clerk_chengguan, confirmed=False, **changes):
        register = REGISTERS[slug]
        form = form_of(register)(sent(slug, **changes), by=by, register=register)
        assert form.is_valid(), form.errors
        return records.enter(register=register, values=form.cleaned_data, by=by, confirmed=confirmed)

    return write


@pytest.fixture
def union_fund(units):
    """Union money of Chengguan, 20,000 元."""
    from assistance.models import FundBalance

    return FundBalance.objects.create(
        unit=units["GS620102"], unit_path=units["GS620102"].path, source="UNION", union_level="COUNTY",
        scheme="OWN", year=2022, own=Decimal(20_000), available=Decimal(20_000),
    )
