import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from households.actions import finding
from households.models import HardshipArchive, SavedView
from households.queries import files
from tests import factories
from unionaid import clock


@pytest.fixture
def listed(client_of, clerk_chengguan):
    """Return a function: query → the page of the list as text."""

    def get(query="", by=clerk_chengguan, **headers):
        answer = client_of(by).get(f"/households/?{query}", headers=headers)
        assert answer.status_code == 200, answer
        return answer.content.decode()

    return get


def names(page):
    return re.findall(r'class="b6">([^<]+)</a> <span class="mut fs12">', page)


def many(active_file, count, **changes):
    """Copy one real file so that a list has `count` of them, without their evidence."""
    first = active_file(**changes)
    rows = []
    for number in range(1, count):
        row = HardshipArchive.objects.get(pk=first.pk)
        row.pk, row.file_no = None, f"{first.file_no[:-5]}{number + 90000:05d}"
        rows.append(row)
    HardshipArchive.objects.bulk_create(rows)
    return first


def test_the_list_shows_the_files_on_record_with_households_and_people(listed, active_file, submitted_file):
    active_file(worker=factories.worker(name="王桂英"))
    submitted_file(worker=factories.worker(name="待审人"))

    page = listed()

    assert names(page) == ["王桂英"]
    assert '筛选出 <b class="b6">1</b> 户，人口 2 人' in page
    assert "城关区 · 在档 1 户，另有渐退期 0 户" in page


def test_the_reviewer_above_sees_it_and_the_neighbour_does_not(
    listed, active_file, clerk_yongdeng, reviewer_lanzhou
):
    archive = active_file(worker=factories.worker(name="王桂英"))

    assert names(listed(by=reviewer_lanzhou)) == ["王桂英"]
    page = listed("status=ALL", by=clerk_yongdeng)
    assert names(page) == []
    assert archive.file_no not in page


def test_no_whole_number_stands_in_the_list(listed, active_file):
    content = factories.content()
    account = "6299991234567890128"
    archive = active_file(
        worker=content.worker, home=content.home, bank=content.bank | {"bank_account": account}
    )

    page = listed("cols=identity,mobile,bank_account")

    assert archive.file_no in page
    assert f"**************{content.worker['id_number'][-4:]}" in page
    assert f"{content.home['mobile'][:3]}****{content.home['mobile'][-4:]}" in page
    assert "**** 0128" in page
    for number in (content.worker["id_number"], content.home["mobile"], account):
        assert number not in page


def test_the_tabs_count_what_they_open(listed, active_file, submitted_file):
    active_file()
    submitted_file()
    submitted_file()

    page = listed()

    tabs = re.findall(r'<a href="/households/(?:\?([^"]*))?"[^>]*>([^<]+)<span class="n">(\d+)</span>', page)
    assert [(label, int(count)) for _query, label, count in tabs] == [
        ("全部在档", 1),
        ("深度困难", 1),
        ("审核中", 2),
        ("已退回", 0),
        ("渐退期", 0),
        ("梯度未记录", 0),
        ("已退档、注销", 0),
    ]
    for query, _label, count in tabs:
        opened = listed(query.replace("&amp;", "&"))
        assert f'筛选出 <b class="b6">{count}</b> 户' in opened


def test_a_page_costs_the_same_for_one_file_and_for_fifty(active_file, client_of, officer_gansu):
    client = client_of(officer_gansu)
    active_file()
    client.get("/households/")
    with CaptureQueriesContext(connection) as one:
        assert len(names(client.get("/households/").content.decode())) == 1
    many(active_file, 60)
    with CaptureQueriesContext(connection) as fifty:
        assert len(names(client.get("/households/").content.decode())) == 50

    assert len(fifty) == len(one), [query["sql"][:120] for query in fifty.captured_queries]
    assert len(one) <= 20


@pytest.mark.parametrize(
    "sort",
    ["changed", "-changed", "income", "-income", "file_no", "-file_no", "name", "tier", "birth", "-birth"],
)
def test_turning_pages_forth_and_back_shows_every_file_once_in_order(sort, active_file, officer_gansu):
    first = many(active_file, 23)
    rows = list(HardshipArchive.objects.order_by("pk"))
    for place, row in enumerate(rows):
        row.net_per_capita_income = None if place % 5 == 0 else place % 7
        row.birth_date = None if place % 4 == 0 else first.birth_date.replace(year=1970 + place % 3)
        row.tier = ["DEEP", "RELATIVE", "ACCIDENTAL"][place % 3]
        row.name_pinyin = "abc"[place % 3]
    HardshipArchive.objects.bulk_update(rows, ["net_per_capita_income", "birth_date", "tier", "name_pinyin"])
    mine = files.files_for(officer_gansu)

    pages, after = [], ""
    while True:
        page = files.page(mine, officer_gansu, sort=sort, size=5, after=after)
        pages.append([row.file_no for row in page.rows])
        assert bool(page.previous) == (len(pages) > 1)
        if not page.next:
            break
        after = page.next
    seen = [number for numbers in pages for number in numbers]
    assert [len(numbers) for numbers in pages] == [5, 5, 5, 5, 3]
    assert sorted(seen) == sorted(row.file_no for row in rows)
    by_number = {row.file_no: row for row in rows}
    field = files.SORTS[sort.removeprefix("-")][0]
    values = [
        getattr(by_number[n], field)
        if field != "tier_rank"
        else ["DEEP", "RELATIVE", "ACCIDENTAL"].index(by_number[n].tier)
        for n in seen
    ]
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=sort.startswith("-"))
    assert values == known + [None] * (len(values) - len(known))

    for place in range(len(pages) - 1, 0, -1):
        back = files.page(mine, officer_gansu, sort=sort, size=5, before=pages[place][0])
        assert [row.file_no for row in back.rows] == pages[place - 1]
        assert bool(back.previous) == (place > 1)
        assert back.next == pages[place - 1][-1]
    last = files.page(mine, officer_gansu, sort=sort, size=5, last=True)
    assert [row.file_no for row in last.rows] == seen[-5:]
    assert last.next == ""


def test_a_place_out_of_scope_turns_nothing(active_file, clerk_yongdeng, officer_gansu):
    archive = many(active_file, 3)

    page = files.page(files.files_for(clerk_yongdeng), clerk_yongdeng, after=archive.file_no)

    assert page == files.Page([], "", "")


def test_the_address_carries_every_state_and_no_empty_field(client_of, officer_gansu, active_file):
    active_file()

    answer = client_of(officer_gansu).get("/households/?q=&tier=DEEP&unit=&sort=&age_from=")

    assert (answer.status_code, answer["Location"]) == (302, "/households/?tier=DEEP")


def test_a_whole_identity_number_leads_to_its_file_and_leaves_the_address(
    client_of, clerk_chengguan, clerk_yongdeng, active_file
):
    worker = factories.worker()
    archive = active_file(worker=worker)

    answer = client_of(clerk_chengguan).get("/households/", {"q": worker["id_number"]})
    stranger = client_of(clerk_yongdeng).get("/households/", {"q": worker["id_number"]})

    assert (answer.status_code, answer["Location"]) == (302, f"/households/{archive.file_no}/")
    assert stranger.status_code == 302
    assert worker["id_number"] not in stranger["Location"]
    page = client_of(clerk_yongdeng).get(stranger["Location"]).content.decode()
    assert "没有符合条件的档案" in page and "快速查找：（完整号码）" in page


def test_a_number_held_by_two_files_opens_the_list_of_both_without_the_number(
    client_of, clerk_chengguan, active_file
):
    home = factories.content().home
    active_file(worker=factories.worker(name="甲"), home=home)
    active_file(worker=factories.worker(name="乙"), home=home)
    client = client_of(clerk_chengguan)

    answer = client.get("/households/", {"q": home["mobile"]})

    assert home["mobile"] not in answer["Location"]
    assert sorted(names(client.get(answer["Location"]).content.decode())) == ["乙", "甲"]


def test_the_search_box_gets_only_the_result(listed, active_file):
    active_file(worker=factories.worker(name="王桂英"))

    fragment = listed("q=wgy", HX_Request="true")

    assert names(fragment) == ["王桂英"]
    assert "<html" not in fragment


def test_an_empty_list_says_why_and_offers_the_way_on(listed, active_file):
    assert "还没有在档的困难职工" in listed()
    active_file(worker=factories.worker(name="王桂英"))

    page = listed("q=没有这个人&tier=DEEP")

    assert "没有符合条件的档案" in page
    assert "在全部状态中查找" in page and "清除条件" in page


def test_a_wrong_filter_is_named_and_shows_no_rows(listed, active_file):
    active_file(worker=factories.worker(name="王桂英"))

    page = listed("age_from=60&age_to=50")

    assert "年龄，至：“至”不能早于或小于“从”" in page
    assert names(page) == []


def test_an_unknown_column_order_or_size_is_as_if_it_were_not_there(listed, active_file):
    active_file(worker=factories.worker(name="王桂英"))

    assert names(listed("cols=password,file_no&sort=entered_by&size=7&after=x&at=-3&page=2")) == ["王桂英"]


def test_columns_are_kept_for_the_person_in_their_order(listed, client_of, clerk_chengguan, active_file):
    active_file()
    client = client_of(clerk_chengguan)

    client.post("/households/columns/", {"columns": ["tier", "size", "employer"], "next": "tier=DEEP"})
    answer = client.post(
        "/households/columns/", {"columns": ["tier", "size", "employer"], "up": "size", "next": "tier=DEEP"}
    )

    assert answer["Location"] == "/households/?tier=DEEP&columns=1"
    heads = re.findall(r"<th[^>]*>(?:<a[^>]*>)?([^<]+)", listed())
    assert heads == ["职工姓名", "家庭人口", "困难类别", "工作单位"]
    client.post("/households/columns/", {"reset": "1"})
    assert "档案号" in re.findall(r"<th[^>]*>(?:<a[^>]*>)?([^<]+)", listed())


def test_a_view_is_saved_shared_within_the_unit_and_removed_by_its_owner(
    client_of, listed, clerk_chengguan, reviewer_chengguan, clerk_yongdeng, active_file
):
    active_file(worker=factories.worker(name="王桂英"))
    client = client_of(clerk_chengguan)

    answer = client.post(
        "/households/views/",
        {"name": "深度大病", "is_shared": "on", "query": "tier=DEEP&cause=06&sort=income&after=x"},
    )

    assert answer["Location"] == "/households/?tier=DEEP&cause=06&sort=income"
    view = SavedView.objects.get()
    assert "深度大病" in listed(by=reviewer_chengguan)
    assert "深度大病" not in listed(by=clerk_yongdeng)
    assert client_of(reviewer_chengguan).get(f"/households/views/{view.pk}/").status_code == 302
    assert client_of(clerk_yongdeng).get(f"/households/views/{view.pk}/").status_code == 404
    assert client_of(reviewer_chengguan).post(f"/households/views/{view.pk}/delete/").status_code == 404
    assert client.post(f"/households/views/{view.pk}/delete/").status_code == 302
    assert not SavedView.objects.exists()


def test_two_views_of_a_person_have_different_names(client_of, clerk_chengguan):
    finding.save_view(name="大病", query="cause=06", is_shared=False, by=clerk_chengguan)

    answer = client_of(clerk_chengguan).post("/households/views/", {"name": "大病", "query": "cause=09"})

    assert answer.status_code == 422
    assert "您已有名为“大病”的视图，请换一个名称" in answer.content.decode()


def test_a_saved_view_keeps_no_personal_number(client_of, clerk_chengguan):
    client_of(clerk_chengguan).post(
        "/households/views/", {"name": "某人", "query": "q=620102199001019961&tier=DEEP"}
    )

    assert SavedView.objects.get().query == "tier=DEEP"


def test_the_administrator_sees_no_household(client_of, admin, active_file):
    active_file()

    assert client_of(admin).get("/households/").status_code == 403


def test_the_auditor_reads_and_neither_enters_nor_exports(listed, auditor_gansu, active_file):
    active_file(worker=factories.worker(name="王桂英"))

    page = listed(by=auditor_gansu)

    assert names(page) == ["王桂英"]
    assert "draft" not in page and "/households/export/" not in page


def test_a_past_day_counts_a_file_that_has_moved_away_and_does_not_show_it(
    active_file, transfer, client_of, clerk_chengguan, clerk_yongdeng
):
    clock.set_business_date(date(2022, 3, 1))
    archive = active_file()
    clock.set_business_date(date(2022, 3, 31))
    transfer(archive)

    page = client_of(clerk_chengguan).get("/households/?as_of=2022-03-15")
    total = page.context["total"]
    assert (total.files, total.listed, total.elsewhere) == (1, 0, 1)
    text = page.content.decode()
    assert "其中 1 户后来转到其他工会，名单中不列出" in text
    assert archive.file_no not in text
    assert archive.worker_name not in text
    neighbour = client_of(clerk_yongdeng).get("/households/?as_of=2022-03-15").context["total"]
    assert (neighbour.files, neighbour.elsewhere) == (0, 0)
