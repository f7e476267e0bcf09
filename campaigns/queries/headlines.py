"""What a register is judged by, beside its sums: rates, shares and coverage, always of the same scope."""

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from campaigns.enums import CentreLevel, PurchaseUse
from campaigns.models import ConsumptionAid, HelpCentre, PlanTarget, TrainingClass
from campaigns.queries.records import lines_of
from unionaid.organizations.enums import UnionKind, UnionLevel
from unionaid.organizations.models import UnionUnit

TARGET_RATE = 90


def of(register, posting, unit, rows):
    """Return [(label, value, remark)] of a register's rows; `unit` is the one they are narrowed to."""
    look = _LOOKS.get(register.model)
    return look(rows.order_by().filter(status="HELD"), unit or posting.unit) if look else []


def of_year(register, posting, year):
    """Return (lines of this year, lines of all years) of a register in a posting's scope."""
    counts = lines_of(register, posting).order_by().values("held_on__year").annotate(n=Count("pk"))
    found = {row["held_on__year"]: row["n"] for row in counts}
    return found.get(year, 0), sum(found.values())


def rate(part, whole):
    return f"{100 * part / whole:.1f}%" if whole else "—"


def _certificates(rows, unit):
    sums = rows.aggregate(participants=Sum("participants"), certificates=Sum("certificates"))
    certificates, participants = sums["certificates"] or 0, sums["participants"] or 0
    reached = certificates * 100 >= participants * TARGET_RATE
    remark = _("目标 %(n)d%%，按参训人数计算") % {"n": TARGET_RATE}
    if participants and not reached:
        remark = _("目标 %(n)d%%，未达到") % {"n": TARGET_RATE}
    return [(_("取证率"), rate(certificates, participants), remark)]


def _coverage(rows, unit):
    """Unions of prefectures and counties that have a centre, and one that meets the standard."""
    found = []
    for level, union_level in ((CentreLevel.CITY, UnionLevel.CITY), (CentreLevel.COUNTY, UnionLevel.COUNTY)):
        due = set(
            UnionUnit.objects.within(unit.path)
            .filter(level=union_level, kind=UnionKind.TERRITORIAL)
            .values_list("path", flat=True)
        )
        centres = list(rows.filter(level=level).values_list("unit_path", "standard_on"))
        built = {path for path, _standard in centres} & due
        standard = {path for path, day in centres if day} & due
        if due:
            found += [
                (
                    _("%(level)s覆盖率") % {"level": level.label}, rate(len(built), len(due)),
                    _("应建 %(due)d 个，已建 %(built)d 个，规范化达标 %(standard)d 个") % {
                        "due": len(due), "built": len(built), "standard": len(standard),
                    },
                )
            ]
    return found


def _share(rows, unit):
    sums = rows.filter(use=PurchaseUse.GIFTS).aggregate(bought=Sum("amount"), gifts=Sum("gift_spending"))
    remark = _("采购的慰问品 ÷ 同期慰问品支出")
    return [(_("消费帮扶占慰问品支出"), rate(sums["bought"] or 0, sums["gifts"] or 0), remark)]


def _targets(rows, unit):
    sums = rows.aggregate(target=Sum("target"), reached=Sum("reached"))
    remark = _("实际解困脱困户数 ÷ 计划户数")
    return [(_("完成率"), rate(sums["reached"] or 0, sums["target"] or 0), remark)]


_LOOKS = {
    TrainingClass: _certificates,
    HelpCentre: _coverage,
    ConsumptionAid: _share,
    PlanTarget: _targets,
}
