"""Aid as its pages show it: one household's history and caps, and what waits for approval."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, Sum
from django.utils.translation import gettext as _

from assistance import limits
from assistance.kinds import COUNTED, LIVE_ROWS, UNDER_WAY, AidType
from assistance.limits import ZERO, CapResult
from assistance.models import AidRecord, PaymentRow
from assistance.queries.limits import Asked, check_all
from households.enums import RequestKind, Step
from households.held_data import Table
from households.queries.lineage import counted_with
from households.recognition import months_before
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.money import plain
from unionaid.organizations import codes

# Stands for the own cost nobody has declared yet: the cap then shows its maximum.
ANY_COST = Decimal(10**9)
FAMILY_WIDE = (AidType.LIVING, AidType.MEDICAL)
RECENT = 5
# Steps after which the household is no longer with the union that decides on its aid, or no longer the same.
LEAVING = (
    RequestKind.EXIT, RequestKind.CANCEL, RequestKind.TRANSFER, RequestKind.HEAD, RequestKind.SPLIT,
    RequestKind.MERGE, Step.END_GRACE,
)


@dataclass(frozen=True)
class Meter:
    """A cap and how much of it is used: the aid, the person it is for, the result."""

    label: str
    person: str
    result: CapResult


@dataclass(frozen=True)
class Year:
    """The aid of one year: its rows, and the sum of those that count."""

    year: int
    rows: list
    total: Decimal


def history(archive):
    """Return all aid of a file the posting may see, the newest first, with its steps.

    Aid follows people: what somebody of the household had under another file is part of it, and
    what the households had that were merged into it, or that it was split off, until that day.
    `is_carried`: a batch decides on it and pays it.
    """
    carrying = PaymentRow.objects.filter(aid=OuterRef("pk"), status__in=LIVE_ROWS)
    whose = Q(archive=archive) | Q(member__archive=archive)
    for earlier, until in counted_with([archive.pk])[archive.pk].items():
        before = Q(proposed_on__lte=until) if until else Q()
        whose |= Q(archive=earlier, member__isnull=True) & before
    return list(
        AidRecord.objects.told()
        .filter(whose)
        .annotate(is_carried=Exists(carrying))
        .select_related("archive", "unit", "member", "acting_unit", "proposed_by", "approved_by", "standard")
        .prefetch_related("decisions__by", "decisions__by_unit")
        .order_by("-year", "-proposed_on", "-id")
    )


def printed(archive):
    """Return what the sheet of a file tells of the aid of the last twelve months."""
    since = months_before(clock.today(), 12)
    told = AidRecord.objects.told().filter(archive=archive, proposed_on__gt=since)
    rows = list(told.order_by("-proposed_on", "-id"))
    return {"rows": rows, "total": sum((row.amount for row in rows if row.status in COUNTED), ZERO)}


def held_on_person(member):
    """Return the aid held on a person: all of the household for the worker, else what was for that person."""
    rows = AidRecord.objects.told().filter(archive=member.archive_id).order_by("proposed_on", "id")
    if not member.is_worker:
        rows = rows.filter(member=member)
    return Table(
        _("帮扶"), (_("日期"), _("项目"), _("金额（元）"), _("资金来源"), _("状态")),
        [
            (
                row.proposed_on, codes.label("aid_type", row.aid_type), plain(row.amount),
                row.source_label, row.get_status_display(),
            )
            for row in rows
        ],
    )


def by_year(records):
    """Return records as Years, the newest first."""
    years = defaultdict(list)
    for record in records:
        years[record.year].append(record)
    return [
        Year(year, rows, sum((row.amount for row in rows if row.status in COUNTED), ZERO))
        for year, rows in years.items()
    ]


def meters(archive, records, day):
    """Return the caps of a household in a day's year: those of the family, and those its people used."""
    own_costs = _own_costs(records, day.year)
    asked = [_asked(archive, kind, own_cost=own_costs.get(kind, ANY_COST)) for kind in FAMILY_WIDE]
    people = {
        (record.aid_type, record.member_id): record
        for record in records
        if record.year == day.year and record.member_id and record.status in COUNTED
    }
    asked += [
        _asked(archive, record.aid_type, member=record.member, stage=stage_group(record.stage))
        for record in people.values()
    ]
    return [
        Meter(AidType(row.aid_type).label, row.member.name if row.member else "", checked.result)
        for row, checked in zip(asked, check_all(asked, day=day), strict=True)
        if checked.result and checked.result.limit is not None and checked.result.limit < ANY_COST / 100
    ]


def stage_group(stage):
    """Return the group of school stages that caps tell apart, for a code of `education_stage`."""
    return limits.stage_of(codes.group("education_stage", stage)) if stage else ""


def held_by_aid(archive, step):
    """Return why a household may not leave its union yet: the aid under way; "" when there is none."""
    if step not in LEAVING:
        return ""
    aid = AidRecord.objects.filter(archive=archive, status__in=UNDER_WAY).order_by("id").first()
    if aid is None:
        return ""
    return _("这户的%(aid)s（%(status)s，%(amount)s 元）还没有办结，请先办结或撤回") % {
        "aid": aid.get_aid_type_display(),
        "status": aid.get_status_display(),
        "amount": plain(aid.amount),
    }


def waiting_for(posting):
    """Return the aid that waits for the approval of the posting's union, the oldest first."""
    return (
        AidRecord.objects.visible_to(posting)
        .waiting_at(posting.unit)
        .select_related("archive", "unit", "member", "proposed_by")
        .order_by("proposed_on", "id")
    )


def waiting_count(posting):
    """Return how much aid waits for the posting's approval; None for those who approve nothing."""
    if not posting.may(Permission.APPROVE_AID):
        return None
    return AidRecord.objects.visible_to(posting).waiting_at(posting.unit).count()


def count(archive):
    return AidRecord.objects.told().filter(archive=archive).count()


def recent(archive):
    """Return the newest aid of a file, for its page."""
    return AidRecord.objects.told().filter(archive=archive).select_related("member")[:RECENT]


def card(archive, posting):
    """Return what the card on a file's page shows: the newest aid and the sum of the year."""
    year = AidRecord.objects.counted().filter(archive=archive, year=clock.today().year)
    return {
        "rows": recent(archive),
        "total": year.aggregate(sum=Sum("amount"))["sum"] or ZERO,
        "may_propose": posting.may(Permission.PROPOSE_AID),
    }


def _own_costs(records, year):
    """The newest declared own cost of the year by aid type."""
    return {
        record.aid_type: record.own_cost
        for record in reversed(records)
        if record.year == year and record.own_cost is not None and record.status in COUNTED
    }


def _asked(archive, aid_type, **more):
    return Asked(archive=archive, aid_type=aid_type, amount=ZERO, **more)
