"""Printing a whole list: by its filters, some files at a time, each sheet numbered and recorded."""

import re

import pytest
from django.urls import reverse

from households.views import printing
from tests import factories
from unionaid.audit import Event
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
PRINT = "/households/print/"


def sheets(page):
    return re.findall(r'<section class="pg" tabindex="0" aria-label="([^"]+)"', page)


def hidden(page):
    return dict(re.findall(r'<input type="hidden" name="(whole|after|at)" value="([^"]*)"', page))


def test_a_whole_list_is_printed_batch_by_batch(client_of, active_file, clerk_chengguan, monkeypatch):
    monkeypatch.setattr(printing, "MOST", 2)
    numbers = [active_file().file_no for _ in range(3)]
    clerk = client_of(clerk_chengguan)

    first = clerk.post(f"{PRINT}?tier=DEEP", {"whole": "1"}).content.decode()

    assert sheets(first) == numbers[:2]
    assert "第 1–2 户，共 3 户" in first
    assert hidden(first) == {"whole": "1", "after": numbers[1], "at": "3"}
    assert f'action="{reverse("household_print_selected")}?tier=DEEP"' in first

    second = clerk.post(f"{PRINT}?tier=DEEP", hidden(first)).content.decode()

    assert sheets(second) == numbers[2:]
    assert "第 3–3 户，共 3 户" in second and "下一批" not in second
    assert AuditEvent.objects.filter(event=Event.FILE_PRINTED).count() == 3


def test_the_filters_of_the_address_choose_what_is_printed(client_of, active_file, clerk_chengguan):
    wanted = active_file(worker=factories.worker(name="甲"))
    active_file(worker=factories.worker(name="乙"))

    page = client_of(clerk_chengguan).post(f"{PRINT}?q=甲", {"whole": "1"}).content.decode()

    assert sheets(page) == [wanted.file_no]


def test_nothing_or_a_wrong_filter_prints_nothing_and_says_so(client_of, active_file, clerk_chengguan):
    active_file()
    clerk = client_of(clerk_chengguan)

    wrong = clerk.post(f"{PRINT}?tier=RICH", {"whole": "1"}, follow=True).content.decode()
    nothing = clerk.post(f"{PRINT}?q=没有这个人", {"whole": "1"}, follow=True).content.decode()

    assert "筛选条件有误，没有打印" in wrong and "没有符合条件的档案，没有打印" in nothing
    assert not AuditEvent.objects.filter(event=Event.FILE_PRINTED).exists()


def test_the_neighbour_prints_none_of_it(client_of, active_file, clerk_yongdeng, clerk_chengguan):
    active_file()
    assert sheets(client_of(clerk_chengguan).post(PRINT, {"whole": "1"}).content.decode())

    answer = client_of(clerk_yongdeng).post(PRINT, {"whole": "1"})

    assert (answer.status_code, answer["Location"]) == (302, "/households/?")
