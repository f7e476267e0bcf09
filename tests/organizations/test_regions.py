from collections import Counter
from datetime import date

import pytest

from unionaid.organizations import reference
from unionaid.organizations.models import Region
from unionaid.organizations.region_rows import region_rows


@pytest.fixture(scope="module")
def rows():
    return region_rows(reference.gansu_and_country(), reference.retired_regions())


def rows_of(rows, code):
    return [
        (row["full_name"], row["valid_from"], row["valid_to"], row["successor_code"])
        for row in rows
        if row["code"] == code
    ]


def test_every_division_of_the_package_becomes_one_row(rows):
    assert len(rows) == 3227 + 4616
    keys = Counter((row["code"], row["name"], row["valid_from"]) for row in rows)
    assert max(keys.values()) == 1


def test_every_retired_row_ends_after_it_begins(rows):
    assert [row for row in rows if row["valid_to"] and row["valid_to"] <= row["valid_from"]] == []


def test_a_county_that_became_a_city_has_two_dated_rows(rows):
    assert rows_of(rows, "620824") == [("甘肃省平凉市华亭县", date(2002, 1, 1), date(2018, 1, 1), "620881")]
    assert rows_of(rows, "620881") == [("甘肃省平凉市华亭市", date(2018, 1, 1), None, "")]


def test_an_abolished_prefecture_names_its_counties_as_they_were(rows):
    assert rows_of(rows, "622301") == [("甘肃省武威地区武威市", date(1985, 1, 1), date(2001, 1, 1), "620602")]
    assert rows_of(rows, "622526")[0][0] == "甘肃省天水地区礼县"


def test_every_retired_code_of_gansu_names_a_successor_that_is_in_force(rows):
    in_force = {row["code"] for row in rows if row["valid_to"] is None}
    retired = [row for row in rows if row["code"].startswith("62") and row["successor_code"]]
    assert len(retired) == 96
    assert {row["successor_code"] for row in retired} <= in_force


@pytest.mark.django_db
def test_in_force_asks_for_a_day():
    def names(day):
        return list(
            Region.objects.in_force(day).filter(code__in=["620824", "620881"]).values_list("name", flat=True)
        )

    assert names(date(2017, 12, 31)) == ["华亭县"]
    assert names(date(2018, 1, 1)) == ["华亭市"]


@pytest.mark.django_db
def test_gansu_has_fourteen_prefectures_and_eighty_six_counties():
    gansu = Region.objects.in_force(date(2022, 3, 31)).filter(code__startswith="62", in_gb2260=True)
    levels = Counter(gansu.exclude(kind="placeholder").values_list("level", flat=True))
    assert levels == {1: 1, 2: 14, 3: 86}
