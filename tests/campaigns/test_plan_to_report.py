"""From the plan to the closing report: quotas down the tree, families visited, photos, the frozen figures."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from campaigns.actions import closing, plans
from campaigns.enums import Measure
from campaigns.errors import CampaignThere, NotAllowed, QuotaWrong, ReportThere
from campaigns.models import Campaign, ClosingReport, JobFair, Paper, Quota, WarmthVisit
from tests.attachments.pictures import jpeg
from unionaid.attachments.models import StoredFile

pytestmark = pytest.mark.django_db
PLAN = "/campaigns/spring/2022/plan/"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ATTACHMENTS = tmp_path / "attachments"


@pytest.fixture
def asked(units, reviewer_lanzhou, editions):
    """Return a function: Lanzhou sets quotas of its counties by code."""

    def ask(measure=Measure.JOB_FAIRS, campaign="SPRING_JOBS", by=reviewer_lanzhou, **numbers):
        return plans.set_quotas(
            campaign=editions[campaign], by=by,
            asked={(units[code], measure): number for code, number in numbers.items()},
        )

    return ask


class TestPlan:
    def test_province_opens_a_campaign_once(self, editions, officer_gansu, reviewer_lanzhou):
        given = {"kind": "WINTER_WARMTH", "season_from": date(2022, 12, 1), "season_to": date(2023, 2, 28)}
        made = plans.open_campaign(by=officer_gansu, **given)
        assert (made.name, made.year) == ("2022–2023 年冬送温暖", 2022)
        with pytest.raises(CampaignThere):
            plans.open_campaign(by=officer_gansu, **given)
        with pytest.raises(NotAllowed):
            plans.open_campaign(by=reviewer_lanzhou, **given | {"season_from": date(2023, 12, 1)})
        assert Campaign.objects.count() == 5

    def test_quotas_go_down_the_tree(self, asked, units, officer_gansu, editions):
        assert asked(by=officer_gansu, GS=20, GS620100=12) == 2
        assert asked(GS620102=7, GS620121=5) == 2
        assert asked(GS620102=7, GS620121=None) == 1
        found = dict(Quota.objects.values_list("unit__code", "amount"))
        assert found == {"GS": 20, "GS620100": 12, "GS620102": 7}

    def test_money_is_kept_exactly(self, asked):
        asked(measure=Measure.COOLING_AMOUNT, campaign="SUMMER_COOLING", GS620102=Decimal("1234.56"))
        assert Quota.objects.get().amount == 123456

    def test_plan_below_what_is_reached_is_refused(self, asked, enter):
        enter("job-fairs")
        enter("job-fairs", held_on="2022-03-05")
        with pytest.raises(QuotaWrong, match="城关区的“专场招聘会”已完成 2，计划不能低于已完成"):
            asked(GS620102=1)
        assert asked(GS620102=2) == 1

    def test_plan_below_what_is_spent_is_refused(self, asked, enter):
        enter("cooling-visits")
        with pytest.raises(QuotaWrong, match=r"已完成 3,250\.00"):
            asked(
                measure=Measure.COOLING_AMOUNT, campaign="SUMMER_COOLING", GS620102=Decimal("3249.99")
            )

    def test_more_than_was_given_is_not_handed_on(self, asked, officer_gansu):
        asked(by=officer_gansu, GS620100=10)
        with pytest.raises(QuotaWrong, match="下达合计 11，超过本单位计划 10"):
            asked(GS620102=6, GS620121=5)
        asked(GS620102=6, GS620121=4)
        with pytest.raises(QuotaWrong, match="已向下分解 10"):
            asked(by=officer_gansu, GS620100=9)

    def test_nobody_sets_what_is_not_right_below(self, asked, officer_gansu, reviewer_lanzhou):
        for by, code in ((officer_gansu, "GS620102"), (reviewer_lanzhou, "GS620100")):
            with pytest.raises(NotAllowed):
                asked(by=by, **{code: 5})

    def test_page_shows_and_keeps_the_refusal(self, editions, enter, units, client_of, reviewer_lanzhou):
        enter("job-fairs")
        client, name = client_of(reviewer_lanzhou), f"q{units['GS620102'].pk}_job_fairs"
        answer = client.post(PLAN, {name: "0"})
        assert answer.status_code == 422
        assert "已完成 1，计划不能低于已完成" in answer.content.decode()
        assert client.post(PLAN, {name: "3"}).status_code == 302
        assert 'value="3"' in client.get(PLAN).content.decode()


class TestFamilies:
    @pytest.fixture
    def families(self, active_file):
        return [active_file() for _place in range(2)]

    def given(self, *families):
        return {
            "file_no": [family.file_no for family in families], "held_on": "2022-01-26", "cash": "500",
            "goods": "米面油", "quantity": "1", "unit_price": "180", "fund_source": "UNION",
        }

    def test_ticked_families_are_visited_and_leave_the_list(
        self, editions, families, client_of, clerk_chengguan, clerk_yongdeng
    ):
        client, page = client_of(clerk_chengguan), "/campaigns/winter/2021/families/"
        assert client.get(page).context["page"].paginator.count == 2
        client.post(page, self.given(families[0]))
        visit = WarmthVisit.objects.get()
        assert (visit.archive, visit.cash, visit.goods_value, visit.campaign.kind) == (
            families[0], 500, 180, "WINTER_WARMTH",
        )
        assert [row.pk for row in client.get(page).context["page"]] == [families[1].pk]
        reached = client.get("/campaigns/winter/2021/").context["families"]
        assert [(row.tier, row.visited, row.on_file) for row in reached] == [
            ("DEEP", 1, 2), ("RELATIVE", 0, 0), ("ACCIDENTAL", 0, 0), ("UNRATED", 0, 0),
        ]
        sheet = client.get("/campaigns/records/warmth-visits/print/?sheet=sign").content.decode()
        assert all(words in sheet for words in (families[0].worker_name, "米面油 × 1", "500.00"))
        neighbour = client_of(clerk_yongdeng)
        assert neighbour.get(page).context["page"].paginator.count == 0
        neighbour.post(page, self.given(families[1]))
        assert WarmthVisit.objects.count() == 1

    def test_one_wrong_family_keeps_all_out(self, editions, families, client_of, clerk_chengguan):
        client, page = client_of(clerk_chengguan), "/campaigns/winter/2021/families/"
        answer = client.post(page, self.given(*families) | {"unit_price": ""})
        assert answer.status_code == 422
        assert "物资没有单价" in answer.content.decode()
        assert client.post(page, {"held_on": "2022-01-26"}).status_code == 422
        assert WarmthVisit.objects.count() == 0

    def test_finance_sees_and_does_not_write(self, editions, families, client_of, finance_chengguan):
        client, page = client_of(finance_chengguan), "/campaigns/winter/2021/families/"
        assert client.get(page).status_code == 200
        assert client.post(page, self.given(families[0])).status_code == 403


class TestClosing:
    def test_figures_stay_as_they_were(self, editions, enter, asked, client_of, reviewer_chengguan):
        enter("job-fairs")
        asked(GS620102=2)
        client, page = client_of(reviewer_chengguan), "/campaigns/spring/2022/closing/"
        client.post(page, {"text": "共举办一场，效果好。"})
        report = ClosingReport.objects.get()
        assert report.figures[0] == ["JOB_FAIRS", "2", "1"]
        with pytest.raises(ReportThere):
            closing.close(campaign=editions["SPRING_JOBS"], by=reviewer_chengguan, text="再来")
        JobFair.objects.update(posts=900)
        printed = client.get(f"{page}print/").content.decode()
        assert "共举办一场" in printed
        assert "300" in printed
        assert "900" not in printed
        assert "已于 2022-03-31 总结" in client.get("/campaigns/spring/2022/").content.decode()

    def test_report_is_taken_back_with_a_reason(self, editions, enter, client_of, reviewer_chengguan):
        client, page = client_of(reviewer_chengguan), "/campaigns/spring/2022/closing/"
        client.post(page, {"text": "完"})
        client.post(page, {"reason": " "})
        assert ClosingReport.objects.count() == 1
        client.post(page, {"reason": "补记一场"})
        assert ClosingReport.objects.count() == 0
        enter("job-fairs")

    def test_clerk_reads_and_does_not_write(self, editions, client_of, clerk_chengguan):
        client, page = client_of(clerk_chengguan), "/campaigns/spring/2022/closing/"
        assert client.get(page).status_code == 200
        client.post(page, {"text": "完"})
        assert ClosingReport.objects.count() == 0


class TestPapers:
    def photo(self, name="现场.jpg"):
        return SimpleUploadedFile(name, jpeg(), "image/jpeg")

    def test_photo_comes_with_the_record(self, editions, client_of, clerk_chengguan, clerk_yongdeng, sent):
        client = client_of(clerk_chengguan)
        data = sent("cooling-visits") | {"photos": self.photo()}
        client.post("/campaigns/records/cooling-visits/new/", data)
        paper = Paper.objects.get()
        path = f"/campaigns/records/cooling-visits/{paper.line}/papers/{paper.pk}/"
        answer = client.get(path)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
        assert client_of(clerk_yongdeng).get(path).status_code == 404

    def test_refused_record_keeps_no_photo(self, editions, client_of, clerk_chengguan, sent):
        data = sent("cooling-visits", workers="1000000") | {"photos": self.photo()}
        client_of(clerk_chengguan).post("/campaigns/records/cooling-visits/new/", data)
        assert StoredFile.objects.count() == 0

    def test_receipt_is_added_and_removed_with_a_reason(self, editions, enter, client_of, clerk_chengguan):
        visit, client = enter("cooling-visits"), client_of(clerk_chengguan)
        path = f"/campaigns/records/cooling-visits/{visit.pk}/"
        for _click in range(2):
            client.post(f"{path}papers/", {"receipts": self.photo("票据.jpg")})
        paper = Paper.objects.get()
        assert paper.shows == "RECEIPT"
        client.post(f"{path}papers/{paper.pk}/remove/", {"reason": "传错了"})
        assert "传错了" in client.get(path).content.decode()
        assert client.get(f"{path}papers/{paper.pk}/").status_code == 410

    def test_not_a_picture_is_refused(self, editions, enter, client_of, clerk_chengguan):
        visit = enter("cooling-visits")
        wrong = SimpleUploadedFile("x.jpg", b"MZ not a picture", "image/jpeg")
        answer = client_of(clerk_chengguan).post(
            f"/campaigns/records/cooling-visits/{visit.pk}/papers/", {"photos": wrong}, follow=True
        )
        assert "只能上传 JPEG、PNG 照片或 PDF 文件" in answer.content.decode()
        assert Paper.objects.count() == 0


def test_who_has_not_started_and_days(editions, enter, client_of, reviewer_lanzhou):
    enter("job-fairs")
    context = client_of(reviewer_lanzhou).get("/campaigns/spring/2022/").context
    assert [unit.code for unit in context["waiting"]] == ["GS620121"]
    assert context["days"] == [(date(2022, 3, 1), 1)]


def test_aid_paid_by_name_stands_apart(
    editions, active_file, client_of, clerk_chengguan, reviewer_chengguan
):
    from assistance.models import AidRecord

    archive = active_file()
    AidRecord.objects.create(
        unit=archive.unit, unit_path=archive.unit_path, archive=archive, tier="DEEP", aid_type="D1",
        amount=Decimal(800), period="2022", source="UNION", union_level="COUNTY", scheme="OWN", year=2022,
        campaign="B4", status="PAID", paid_on=date(2022, 1, 26), approved_on=date(2022, 1, 20),
        approved_by=reviewer_chengguan.user, approval_level="COUNTY", acting_unit=archive.unit,
        proposed_by=clerk_chengguan.user, proposed_on=date(2022, 1, 18),
    )
    context = client_of(clerk_chengguan).get("/campaigns/winter/2021/").context
    assert (context["by_name"].household_times, context["by_name"].amount) == (1, 800)
    assert context["cards"][0].value == 0
