"""四送活动: the page of a campaign shows what was planned, reached and recorded, in scope."""

from datetime import date

import pytest

from campaigns.enums import CampaignKind, Measure
from campaigns.models import Campaign, JobFair, Quota, SummaryRecord


@pytest.fixture
def spring(units, today):
    return Campaign.objects.create(
        kind=CampaignKind.SPRING_JOBS, year=2022, name="2022 年春送岗位",
        season_from=date(2022, 1, 1), season_to=date(2022, 4, 30),
    )


@pytest.fixture
def fairs(spring, units):
    """Return a function that holds a number of fairs of a union."""

    def hold(code, count=1):
        for place in range(count):
            JobFair.objects.create(
                unit=units[code], unit_path=units[code].path, campaign=spring, posts=40,
                title=f"{units[code].short_name}招聘会 {place}", held_on=date(2022, 3, 1),
            )

    return hold


def test_menu_entry_leads_to_the_latest_campaign(spring, client_of, clerk_chengguan):
    answer = client_of(clerk_chengguan).get("/campaigns/")
    assert (answer.status_code, answer["Location"]) == (302, "/campaigns/spring/2022/")


def test_without_any_campaign_the_page_says_who_opens_one(client_of, clerk_chengguan):
    assert "省总工会发布当年的活动后" in client_of(clerk_chengguan).get("/campaigns/").content.decode()


def test_cards_show_reached_and_planned(spring, fairs, units, client_of, reviewer_lanzhou):
    fairs("GS620102", 2)
    fairs("GS620121")
    Quota.objects.create(
        campaign=spring, unit=units["GS620100"], unit_path=units["GS620100"].path,
        measure=Measure.JOB_FAIRS, amount=6,
    )
    answer = client_of(reviewer_lanzhou).get("/campaigns/spring/2022/")
    assert [(c.measure, c.value, c.quota) for c in answer.context["cards"]] == [
        (Measure.JOB_FAIRS, 3, 6),
        (Measure.JOB_POSTS, 120, None),
        (Measure.EMPLOYMENT_SERVICE, 0, None),
        (Measure.LABOUR_EXPORT, 0, None),
    ]
    assert [(row.unit.short_name, row.values[0]) for row in answer.context["rows"]] == [
        ("城关区", 2), ("永登县", 1),
    ]


def test_summary_is_marked_and_listed_by_month(spring, units, client_of, clerk_chengguan):
    SummaryRecord.objects.create(
        unit=units["GS620102"], unit_path=units["GS620102"].path, month=date(2022, 2, 28),
        measure=Measure.JOB_FAIRS, value=7,
    )
    answer = client_of(clerk_chengguan).get("/campaigns/spring/2022/")
    assert answer.context["summaries"] == [(date(2022, 2, 28), Measure.JOB_FAIRS, 7)]
    assert "含历史汇总" in answer.content.decode()


def test_neighbours_records_are_not_there(spring, fairs, client_of, clerk_chengguan, clerk_yongdeng):
    fairs("GS620102")
    own = client_of(clerk_chengguan).get("/campaigns/spring/2022/")
    assert "城关区招聘会 0" in own.content.decode()
    neighbour = client_of(clerk_yongdeng)
    assert "城关区招聘会 0" not in neighbour.get("/campaigns/spring/2022/").content.decode()
    assert neighbour.get("/campaigns/spring/2022/?unit=GS620102").status_code == 404


def test_unknown_campaign_is_not_found(spring, client_of, clerk_chengguan):
    client = client_of(clerk_chengguan)
    assert client.get("/campaigns/summer/2022/").status_code == 404
    assert client.get("/campaigns/monsoon/2022/").status_code == 404


def test_query_count_does_not_grow(
    spring, fairs, client_of, reviewer_lanzhou, django_assert_max_num_queries
):
    client = client_of(reviewer_lanzhou)
    fairs("GS620102")
    client.get("/campaigns/spring/2022/")
    with django_assert_max_num_queries(45) as few:
        client.get("/campaigns/spring/2022/")
    fairs("GS620102", 20)
    fairs("GS620121", 5)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get("/campaigns/spring/2022/")
