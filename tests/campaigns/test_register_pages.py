"""The pages of the registers: written on a form, listed in scope, printed, sent and taken as a workbook."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from campaigns.models import CoolingVisit, JobFair, UniversalService
from campaigns.registers import REGISTERS
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
LIST = "/campaigns/records/job-fairs/"


def body_of(answer):
    """Return the workbook of a download."""
    return BytesIO(b"".join(answer.streaming_content))


def read(answer):
    return list(load_workbook(body_of(answer)).worksheets[0].iter_rows(values_only=True))


def test_clerk_writes_a_fair_down(editions, client_of, clerk_chengguan, sent):
    client = client_of(clerk_chengguan)
    answer = client.post(f"{LIST}new/", sent("job-fairs") | {"key": "one"})
    fair = JobFair.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}{fair.pk}/")
    assert "2022-03-01 春风行动招聘会" in client.get(answer["Location"]).content.decode()


def test_wrong_form_keeps_what_was_typed(editions, client_of, clerk_chengguan, sent):
    answer = client_of(clerk_chengguan).post(f"{LIST}new/", sent("job-fairs", signed="900"))
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "“签约（人）”不能多于“进场求职（人次）”" in body
    assert 'value="900"' in body
    assert body.count("<title>错误：") == 1


def test_doubtful_visit_is_asked_about_once(editions, client_of, clerk_chengguan, sent):
    client, data = client_of(clerk_chengguan), sent("cooling-visits", held_on="2021-10-08")
    asked = client.post("/campaigns/records/cooling-visits/new/", data)
    assert (asked.status_code, CoolingVisit.objects.count()) == (422, 0)
    assert "已核对，照此登记" in asked.content.decode()
    client.post("/campaigns/records/cooling-visits/new/", data | {"confirmed": "1"})
    assert CoolingVisit.objects.count() == 1


def test_record_is_changed_and_made_void(editions, enter, client_of, clerk_chengguan, sent):
    fair, client = enter("job-fairs"), client_of(clerk_chengguan)
    client.post(f"{LIST}{fair.pk}/edit/", sent("job-fairs", posts="301") | {"version": "1"})
    fair.refresh_from_db()
    assert (fair.posts, fair.version) == (301, 2)
    client.post(f"{LIST}{fair.pk}/step/", {"step": "VOID", "note": "重复登记"})
    assert "春风行动招聘会" not in client.get(LIST).content.decode()
    assert "春风行动招聘会" in client.get(f"{LIST}?status=VOID").content.decode()
    assert "重复登记" in client.get(f"{LIST}{fair.pk}/").content.decode()


def test_neighbour_and_finance(editions, enter, client_of, clerk_yongdeng, finance_chengguan, sent):
    fair = enter("job-fairs")
    neighbour, finance = client_of(clerk_yongdeng), client_of(finance_chengguan)
    assert "春风行动招聘会" not in neighbour.get(LIST).content.decode()
    for path in ("", "edit/"):
        assert neighbour.get(f"{LIST}{fair.pk}/{path}").status_code == 404
    assert neighbour.post(f"{LIST}{fair.pk}/step/", {"step": "VOID", "note": "x"}).status_code == 404
    assert "春风行动招聘会" in finance.get(LIST).content.decode()
    assert finance.post(f"{LIST}new/", sent("job-fairs")).status_code == 403


def test_list_is_narrowed_and_added_up(editions, enter, client_of, clerk_chengguan):
    enter("job-fairs")
    enter("job-fairs", title="线上招聘会", held_on="2022-03-20", posts="50", place="线上")
    client = client_of(clerk_chengguan)
    found = client.get(LIST, {"q": "线上"})
    assert [line.title for line, _cells in found.context["lines"]] == ["线上招聘会"]
    assert found.context["sums"][5] == "50"
    assert client.get(LIST, {"from": "2022-03-10"}).context["page"].paginator.count == 1
    assert client.get(LIST).context["sums"][5] == "350"


@pytest.mark.parametrize("slug", REGISTERS)
def test_every_register_has_its_pages(editions, client_of, clerk_chengguan, slug):
    client = client_of(clerk_chengguan)
    for path in ("", "new/", "print/", "print/?sheet=sign", "import/"):
        assert client.get(f"/campaigns/records/{slug}/{path}").status_code == 200, path


def test_hub_lists_every_register(editions, enter, client_of, clerk_chengguan):
    enter("job-fairs")
    body = client_of(clerk_chengguan).get("/campaigns/programmes/").content.decode()
    assert all(str(register.title) in body for register in REGISTERS.values())


def test_list_asks_the_same_number_of_queries(
    editions, enter, client_of, clerk_chengguan, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_of(clerk_chengguan)
    enter("job-fairs")
    client.get(LIST)
    with django_assert_max_num_queries(40) as few:
        client.get(LIST)
    for place in range(12):
        enter("job-fairs", title=f"第 {place} 场")
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(LIST)


class TestWorkbook:
    def sheet(self, *rows):
        book, out = Workbook(), BytesIO()
        for row in rows:
            book.active.append(row)
        book.save(out)
        out.seek(0)
        out.name = "活动.xlsx"
        return out

    HEAD = ("日期", "服务名称", "类别", "地点", "服务（人次）", "投入资金（元）", "说明")

    def post(self, client, *rows):
        data = {"workbook": self.sheet(*rows)}
        return client.post("/campaigns/records/universal-services/import/", data)

    def test_rows_are_entered(self, client_of, clerk_chengguan):
        answer = self.post(
            client_of(clerk_chengguan), self.HEAD,
            ("2022-03-01", "体检", "健康体检", "", 300, 1200.5, ""),
            ("2022.3.2", "观影", "文化体育", "影院", "80", None, None),
        )
        assert answer.status_code == 302
        found = UniversalService.objects.order_by("held_on").values_list("title", "kind", "person_times")
        assert list(found) == [("体检", "HEALTH", 300), ("观影", "CULTURE", 80)]

    def test_one_wrong_row_keeps_all_out_and_says_where(self, client_of, clerk_chengguan):
        answer = self.post(
            client_of(clerk_chengguan), self.HEAD,
            ("2022-03-01", "体检", "健康体检", "", 300, "", ""),
            ("2022-03-02", "观影", "看电影", "", 1000000, "", ""),
            ("2022-13-02", "观影", "文化体育", "", 10, "", ""),
        )
        assert answer.status_code == 422
        assert [(row, column) for row, column, _said in answer.context["faults"]] == [
            (3, "类别"), (4, "日期"),
        ]
        assert UniversalService.objects.count() == 0

    def test_another_workbook_is_told_apart(self, client_of, clerk_chengguan):
        answer = self.post(client_of(clerk_chengguan), ("姓名", "年龄"), ("王", 3))
        assert "缺少列：日期、服务名称" in answer.content.decode()
        client = client_of(clerk_chengguan)
        broken = BytesIO(b"not a workbook")
        broken.name = "x.xlsx"
        answer = client.post("/campaigns/records/universal-services/import/", {"workbook": broken})
        assert "这不是 Excel 工作簿" in answer.content.decode()

    def test_template_has_the_columns_and_no_rows(self, client_of, clerk_chengguan):
        rows = read(client_of(clerk_chengguan).get("/campaigns/records/universal-services/template/"))
        assert [row for row in rows if any(row)] == [self.HEAD]

    def test_what_goes_out_comes_back(self, editions, enter, client_of, clerk_chengguan, clerk_yongdeng):
        enter("cooling-visits")
        answer = client_of(clerk_chengguan).post("/campaigns/records/cooling-visits/workbook/")
        out = body_of(answer)
        rows = list(load_workbook(out).worksheets[0].iter_rows(values_only=True))
        assert rows[0][:4] == ("单位", "日期", "对象", "企业（工地）名称")
        assert AuditEvent.objects.get(event="ACTIVITIES_EXPORTED").detail["rows"] == 1
        out.name = "x.xlsx"
        out.seek(0)
        back = client_of(clerk_yongdeng).post("/campaigns/records/cooling-visits/import/", {"workbook": out})
        assert back.status_code == 302
        first, second = CoolingVisit.objects.order_by("pk").values(
            "employer", "workers", "cash", "goods", "goods_value", "safety_checked", "fund_source", "held_on"
        )
        assert first == second


def test_second_person_pays_a_visit_by_the_ledger(
    editions, enter, client_of, union_fund, clerk_chengguan, finance_chengguan
):
    visit = enter("warmth-visits")
    path = f"/campaigns/records/warmth-visits/{visit.pk}/"
    finance = client_of(finance_chengguan)
    assert [words for _pk, words in finance.get(path).context["funds"]] != []
    finance.post(f"{path}pay/", {"fund": union_fund.pk})
    visit.refresh_from_db()
    union_fund.refresh_from_db()
    assert (visit.voucher.made_by, visit.voucher.checked_by) == (finance_chengguan.user, clerk_chengguan.user)
    assert (union_fund.used, union_fund.available) == (6000, 14_000)
    finance.post(f"{path}pay/", {"fund": union_fund.pk})
    union_fund.refresh_from_db()
    assert union_fund.used == 6000
    answer = client_of(clerk_chengguan).post(
        f"{path}step/", {"step": "VOID", "note": "错"}, follow=True
    )
    assert "请先在资金台账冲销这张凭证" in answer.content.decode()


def test_wrong_source_and_empty_fund_are_refused(
    editions, enter, client_of, union_fund, finance_chengguan
):
    visit = enter("warmth-visits", fund_source="CENTRAL")
    large = enter("warmth-visits", cash="30000")
    finance = client_of(finance_chengguan)
    for line, said in ((visit, "资金来源是“中央财政”"), (large, "还差 10,000.00 元")):
        answer = finance.post(
            f"/campaigns/records/warmth-visits/{line.pk}/pay/", {"fund": union_fund.pk}, follow=True
        )
        assert said in answer.content.decode()
        line.refresh_from_db()
        assert line.voucher is None
