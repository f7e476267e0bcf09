"""Spot checks: drawn above over what lies below, never under the share, the same list for everybody."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from households import drawing
from households.actions import requests, spot_checks
from households.actions.checking import record_result
from households.check_errors import (
    CheckByUpperUnion,
    NothingToCheck,
    NotInsideOwnUnion,
    NotThisYear,
    ShareTooSmall,
    SpotCheckAlreadyDrawn,
)
from households.enums import RequestKind, RequestStep, TaskKind, TaskStatus
from households.errors import NotAllowed
from households.models import SpotCheck
from households.queries.dynamics import dynamics
from households.queries.spot_checks import checks_for, own_part, redraw
from tests.households.leaving import GAVE_UP
from unionaid import clock
from unionaid.audit import Event
from unionaid.audit.models import AuditEvent

TODAY, LAST = date(2022, 3, 31), date(2022, 11, 30)
pytestmark = pytest.mark.django_db


@pytest.fixture
def held(active_file, today):
    """Seven files of Chengguan on record since yesterday."""
    clock.set_business_date(TODAY - timedelta(days=1))
    files = [active_file() for _file in range(7)]
    clock.set_business_date(TODAY)
    return files


@pytest.fixture
def draw(held, reviewer_lanzhou, units):
    def give(by=reviewer_lanzhou, **changes):
        given = {"target": units["GS620100"], "percent": 30, "due_on": LAST, "by": by} | changes
        return spot_checks.draw_check(**given)

    return give


def numbers(check):
    return list(check.picks.values_list("task__archive__file_no", flat=True))


def test_drawn_list_can_be_drawn_again_by_anybody(draw, held, clerk_chengguan):
    check = draw()
    assert (check.files, check.drawn) == (7, 3)
    again = redraw(SpotCheck.objects.get(pk=check.pk))
    assert again.same and [number for _code, number in again.pairs] == numbers(check)
    # With nothing but the seed and the text, as another program would.
    pairs = drawing.from_text(check.population)
    assert [number for _code, number in drawing.draw(check.seed, pairs, 30)] == numbers(check)
    (event,) = AuditEvent.objects.filter(event=Event.SPOT_CHECK_DRAWN)
    assert (event.after["seed"], event.after["list"]) == (check.seed, check.list_hash)


def test_list_that_was_tampered_with_is_told(draw):
    check = draw()
    SpotCheck.objects.filter(pk=check.pk).update(seed="0" * 32)
    assert not redraw(SpotCheck.objects.get(pk=check.pk)).same
    SpotCheck.objects.filter(pk=check.pk).update(seed=check.seed)
    assert redraw(SpotCheck.objects.get(pk=check.pk)).same
    check.picks.last().delete()
    assert not redraw(SpotCheck.objects.get(pk=check.pk)).same


def test_drawing_is_refused_below_the_share_twice_from_the_side_and_too_late(
    draw, units, reviewer_yongdeng, clerk_chengguan, reviewer_chengguan
):
    with pytest.raises(ShareTooSmall, match="30%"):
        draw(percent=29)
    with pytest.raises(NotAllowed):
        draw(by=clerk_chengguan)
    with pytest.raises(NotInsideOwnUnion):
        draw(by=reviewer_yongdeng)
    with pytest.raises(NotThisYear):
        draw(due_on=TODAY - timedelta(days=1))
    with pytest.raises(NothingToCheck):  # nobody draws files of their own
        draw(by=reviewer_chengguan, target=units["GS620102"])
    draw()
    with pytest.raises(SpotCheckAlreadyDrawn, match="不能重抽"):
        draw()


def test_database_keeps_the_share(draw):
    check = draw()
    with pytest.raises(IntegrityError, match="never_below"), transaction.atomic():
        SpotCheck.objects.filter(pk=check.pk).update(drawn=2)


def test_result_is_the_drawing_union_s(draw, reviewer_lanzhou, reviewer_chengguan, clerk_chengguan):
    task = draw().picks.first().task
    with pytest.raises(CheckByUpperUnion, match="兰州市总工会"):
        record_result(task=task, result="QUALIFIES", by=reviewer_chengguan)
    with pytest.raises(NotAllowed):
        record_result(task=task, result="QUALIFIES", by=clerk_chengguan)
    record_result(task=task, result="RERATE", by=reviewer_lanzhou, note="配偶已就业")
    task.refresh_from_db()
    assert (task.status, task.outcome) == (TaskStatus.DONE, "RERATE")
    asked = task.archive.tasks.get(kind=TaskKind.REASSESS)
    assert (asked.unit.code, asked.reason) == ("GS620102", "2022 年度抽查：需要调整类别")


def test_file_that_leaves_stays_in_the_list(
    draw, clerk_chengguan, reviewer_chengguan, reviewer_lanzhou, units
):
    check = draw()
    task = check.picks.first().task
    asked = requests.open_request(
        kind=RequestKind.CANCEL, archive=task.archive, by=clerk_chengguan, reason="放弃", detail=GAVE_UP
    )
    requests.decide(request=asked, step=RequestStep.PASS, by=reviewer_chengguan)
    requests.decide(request=asked, step=RequestStep.PASS, by=reviewer_lanzhou)
    task.refresh_from_db()
    assert (task.archive.status, task.status) == ("CANCELLED", TaskStatus.OPEN)
    record_result(task=task, result="QUALIFIES", by=reviewer_lanzhou)
    assert dynamics(units["GS620100"], TODAY, TODAY).total["spot_checked"] == 1


def test_who_sees_a_spot_check(draw, reviewer_lanzhou, clerk_chengguan, clerk_yongdeng, clerk_jiayuguan):
    check = draw()
    people = (reviewer_lanzhou, clerk_chengguan, clerk_yongdeng, clerk_jiayuguan)
    seen = [list(checks_for(by)) for by in people]
    assert seen == [[check], [check], [check], []]
    parts = [len(own_part(check, by)) for by in people[:3]]
    assert parts == [7, 7, 0]


def test_pages(held, client_of, reviewer_lanzhou, clerk_yongdeng, clerk_jiayuguan):
    client = client_of(reviewer_lanzhou)
    assert "还没有抽查" in client.get(reverse("spot_checks")).content.decode()
    given = {"target": "GS620100", "percent": "20", "due_on": "2022-11-30"}
    bad = client.post(reverse("spot_check_draw"), given)
    assert bad.status_code == 422 and "抽查比例不能低于认定标准规定的 30%" in bad.content.decode()
    answer = client.post(reverse("spot_check_draw"), given | {"percent": "30"})
    check = SpotCheck.objects.get()
    address = reverse("spot_check", args=[check.pk])
    assert answer["Location"] == address
    text = client.get(address, {"again": "1"}).content.decode()
    assert "与原名单完全一致" in text and check.seed in text and numbers(check)[0] in text
    plain = client.post(reverse("spot_check_population", args=[check.pk]))
    assert plain.content.decode() == check.population
    neighbour = client_of(clerk_yongdeng)
    text = neighbour.get(address).content.decode()
    assert numbers(check)[0] not in text and "本单位没有被抽中的档案" in text
    assert neighbour.post(reverse("spot_check_population", args=[check.pk])).content == b""
    assert client_of(clerk_jiayuguan).get(address).status_code == 404
    sheet = client.post(reverse("spot_check_export", args=[check.pk]))
    rows = list(load_workbook(BytesIO(b"".join(sheet.streaming_content))).worksheets[0].values)
    assert [row[3] for row in rows[1:]] == numbers(check)
