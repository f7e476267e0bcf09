"""Workbooks the clerk of Chengguan has brought in: one imported, one taken back, one to be mended."""

import io
from datetime import date, datetime, timedelta

from django.utils import timezone
from openpyxl import Workbook

from households.actions import importing
from households.models import Draft
from unionaid import clock
from unionaid.demo.identities import ELSEWHERE
from unionaid.privacy.identity_number import check_digit

UNIT = "GS620102"
REGION = "620199"  # belongs to no division, so that nobody of the demo has these numbers
TITLES = (
    "序号", "姓名", "身份证号", "联系电话", "工作单位", "困难类别", "家庭人口", "年收入(元)", "致贫原因",
    "建卡日期",
)
CAUSES = ("大病", "子女上学", "下岗失业", "残疾", "意外事故")
DAYS = ("2022.3.8", "2022-03-09", 44629, "2022年3月11日")
NAMES = ("周永红", "郭海军", "何翠萍", "高文斌", "林彩霞", "梁建平", "马秀兰", "魏国强", "祁玉梅", "尚小军")


def load(desk):
    """Bring the workbooks in by the same actions that clerks call."""
    by = desk.clerk(desk.units[UNIT])
    clock.set_business_date(date(2022, 3, 15))
    done = _import("城关区2022年一季度新增台账.xlsx", _rows(0, 6, wrong=(4,)), by)
    _dated(done, datetime(2022, 3, 15, 9, 31))
    back = _import("东关街道摸底表.xlsx", _rows(6, 2), by)
    importing.undo(run=back, by=by)
    _dated(back, datetime(2022, 3, 16, 15, 4))
    waiting = _upload("城关区3月补报.xlsx", _rows(8, 2, wrong=(8,)), by)
    importing.check(run=waiting, by=by)
    _dated(waiting, datetime(2022, 3, 30, 17, 20))


def _import(name, rows, by):
    run = importing.check(run=_upload(name, rows, by), by=by)
    return importing.carry_out(run=run, by=by, keep_good=True)


def _upload(name, rows, by):
    return importing.upload(by=by, file_name=name, content=_workbook(rows))


def _rows(first, number, wrong=()):
    """Rows as tables have them; a wrong one has a number cut short and an income in words."""
    for place in range(first, first + number):
        sex = "12"[place % 2]
        body = f"{REGION}{date(1968, 4, 3) + timedelta(days=397 * place):%Y%m%d}{ELSEWHERE[sex]}"
        number_ = body + check_digit(body)
        bad = place in wrong
        yield (
            place - first + 1, NAMES[place], number_[:17] if bad else number_, f"1540931{place:04d}",
            "兰州陇昌机械有限公司（演示）", ("深度", "相对困难", "相对")[place % 3], 2 + place % 3,
            "三万" if bad else 18_400 + 1_300 * place, CAUSES[place % len(CAUSES)], DAYS[place % len(DAYS)],
        )


def _workbook(rows):
    book, out = Workbook(), io.BytesIO()
    page = book.active
    page.title = "在档"
    page.append(["兰州市城关区困难职工台账（演示）"])
    page.merge_cells("A1:J1")
    page.append(TITLES)
    total = 0
    for row in rows:
        page.append(row)
        total += 1
    page.append(["合计", total])
    book.save(out)
    return out.getvalue()


def _dated(run, moment):
    """Give a run and its drafts the moment of its story; evidence keeps the real time."""
    at = timezone.make_aware(moment)
    run.refresh_from_db()
    for name in ("created_at", "checked_at", "done_at", "undone_at"):
        if getattr(run, name) is not None:
            setattr(run, name, at)
    run.save()
    drafts = run.rows.filter(draft__isnull=False).values("draft")
    Draft.objects.filter(pk__in=drafts).update(created_at=at, saved_at=at)
