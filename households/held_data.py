"""Everything held on one person in one file, in words and unmasked: for the print handed to that person.

Of others in the household nothing is told. Upper apps add what they hold with `register`.
"""

from dataclasses import dataclass, field

from django.db.models import Count, Max
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from households import wording
from households.models import (
    Attachment,
    Consent,
    FamilyMember,
    HardshipArchive,
    HomeVisit,
    IncomeItem,
    IntakeRecord,
    ReviewStep,
    RigidExpense,
)
from households.rows import BANK_FIELDS, CAUSE_FIELDS, HOME_FIELDS, PERSON_FIELDS, SUPPORT_FIELDS, WORK_FIELDS
from unionaid.audit import Event
from unionaid.audit.queries import views_of

FILE_FIELDS = (
    *WORK_FIELDS, *HOME_FIELDS, *CAUSE_FIELDS, *SUPPORT_FIELDS, *BANK_FIELDS, "household_size",
    "annual_income", "net_per_capita_income", "shelf_no",
)  # fmt: skip
_further = []


@dataclass(frozen=True)
class Table:
    """A titled table of plain texts; without rows it says that nothing is held."""

    title: str
    columns: tuple
    rows: list = field(default_factory=list)


@dataclass(frozen=True)
class Held:
    """What one file holds on a person: labelled values, then tables."""

    member: FamilyMember
    archive: HardshipArchive
    values: list
    tables: list


def register(function):
    """Have `function(member)` give a Table of what an upper app holds on a person of a file."""
    if function not in _further:
        _further.append(function)
    return function


def held_on(member):
    """Return the Held of a person's row in a file."""
    archive = member.archive
    values = _values(member, PERSON_FIELDS)
    if member.is_worker:
        values += _values(archive, FILE_FIELDS)
    tables = [_incomes(member), _expenses(member), _consents(member), _scans(member)]
    if member.is_worker:
        tables += [_steps(archive), _visits(archive), _intakes(member)]
    tables += [function(member) for function in _further]
    return Held(member, archive, values, [*tables, _recipients(archive)])


def _values(row, names):
    """Return (label, words) of the fields that say something; numbers whole, since they are one's own."""
    found = []
    for name in names:
        value = getattr(row, name)
        plain = name in wording.MASKS
        words = str(value or "") if plain else wording.words(type(row), name, value)
        if words:
            found.append((wording.label(type(row), name), words))
    return found


def _incomes(member):
    rows = IncomeItem.objects.filter(member=member).order_by("position")
    return Table(
        _("收入"), (_("来源"), _("月金额（元）"), _("月数"), _("依据")),
        [(row.source, wording.amount(row.monthly_amount), row.months, row.evidence) for row in rows],
    )


def _expenses(member):
    rows = RigidExpense.objects.filter(member=member).order_by("position")
    return Table(
        _("刚性支出"), (_("项目"), _("总额（元）"), _("已报销（元）")),
        [(row.item, wording.amount(row.gross_amount), wording.amount(row.reimbursed_amount)) for row in rows],
    )


def _consents(member):
    rows = Consent.objects.filter(archive=member.archive_id, person_name=member.name)
    if member.id_index:
        rows = rows.filter(person=member.id_index)
    return Table(
        _("授权"), (_("授权"), _("签字日期"), _("有效期至"), _("撤回日期")),
        [
            (f"{row.text.title} {row.text.version}", row.signed_on, row.expires_on, row.withdrawn_on or "")
            for row in rows.select_related("text")
        ],
    )


def _scans(member):
    rows = Attachment.objects.present().filter(archive=member.archive_id).select_related("file")
    if not member.is_worker:
        rows = rows.filter(person=member.id_index).exclude(person=b"")
    return Table(
        _("材料扫描件"), (_("材料"), _("文件"), _("收到日期")),
        [(row.get_kind_display(), row.file.name, row.received_on) for row in rows],
    )


def _steps(archive):
    rows = ReviewStep.objects.filter(archive=archive).select_related("by_unit").order_by("id")
    return Table(
        _("办理经过"), (_("日期"), _("事项"), _("办理工会"), _("意见")),
        [(row.on, row.get_step_display(), row.by_unit.name if row.by_unit else "", row.note) for row in rows],
    )


def _visits(archive):
    rows = HomeVisit.objects.filter(archive=archive).order_by("visited_on")
    return Table(
        _("走访"), (_("日期"), _("走访人"), _("情况")),
        [(row.visited_on, row.visitors, row.findings) for row in rows],
    )


def _intakes(member):
    rows = IntakeRecord.objects.filter(archive=member.archive_id).order_by("received_on")
    return Table(
        _("受理登记"), (_("登记日期"), _("申请途径"), _("办理结果")),
        [(row.received_on, row.get_channel_display(), row.get_result_display()) for row in rows],
    )


def _recipients(archive):
    rows = views_of(archive).order_by().values("actor_label", "event")
    rows = rows.annotate(times=Count("pk"), latest=Max("at")).order_by("-latest")
    label = dict(Event.choices)
    return Table(
        _("谁查看过"), (_("人员"), _("操作"), _("次数"), _("最近一次")),
        [
            (row["actor_label"], label[row["event"]], row["times"], f"{localtime(row['latest']):%Y-%m-%d}")
            for row in rows
        ],
    )
