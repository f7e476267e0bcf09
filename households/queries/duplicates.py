"""Pairs of files that may be one: their list, and two files side by side as far as one may see them."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from households.check_enums import PairStatus
from households.models import DuplicateDecision, DuplicatePair, HardshipArchive
from unionaid.organizations import codes
from unionaid.organizations.models import Region, UnionUnit
from unionaid.organizations.scope import subtree_range
from unionaid.privacy.masks import mask_account, mask_address, mask_id, mask_phone


@dataclass(frozen=True)
class Asked:
    """What the list is narrowed to; "" and None leave it wide."""

    status: str = PairStatus.OPEN
    key: str = ""
    unit: UnionUnit | None = None
    words: str = ""


def pairs_for(posting):
    """Pairs with a file of the posting's scope, not both of them closed."""
    return DuplicatePair.objects.visible_to(posting).living()


def listed(posting, asked):
    """Return the pairs of a list, the strongest first."""
    rows = pairs_for(posting).filter(status=asked.status).select_related("first__unit", "second__unit")
    if asked.key:
        rows = rows.filter(keys__contains=asked.key)
    if asked.unit:
        low, high = subtree_range(asked.unit.path)
        rows = rows.filter(
            Q(first__unit_path__gte=low, first__unit_path__lt=high)
            | Q(second__unit_path__gte=low, second__unit_path__lt=high)
        )
    if asked.words:
        low, high = subtree_range(posting.unit_path)
        inside = {"unit_path__gte": low, "unit_path__lt": high}
        named = Q(worker_name=asked.words) | Q(file_no=asked.words)
        files = HardshipArchive.objects.filter(named, **inside).values("pk")
        rows = rows.filter(Q(first__in=files) | Q(second__in=files))
    return rows.order_by("-strength", "pk")


def counts(posting):
    """Return {status: number} of the posting's scope."""
    seen = pairs_for(posting)
    return {status: seen.filter(status=status).count() for status in PairStatus.values}


def last_decision(pair):
    """The decision that stands about a pair, None without one."""
    return pair.decisions.filter(undone_at=None).select_related("by", "by_unit").first()


def undoable(posting):
    """The last batch the posting's person decided and may undo: its newest decision, None without one."""
    mine = DuplicateDecision.objects.filter(by=posting.user_id, by_unit=posting.unit, undone_at=None)
    return mine.exclude(pair__status=PairStatus.OPEN).first()


@dataclass(frozen=True)
class Side:
    """One file of a pair. Outside the posting's scope `archive` is None: office and telephone alone."""

    archive: HardshipArchive | None
    office: str
    telephone: str


@dataclass(frozen=True)
class Row:
    """One value of both files; `same` where they are equal and not empty."""

    label: str
    first: str
    second: str
    same: bool


def sides(pair, posting):
    """Return both files of a pair as a posting may see them."""
    return [
        Side(each if posting.sees(each.unit_path) else None, each.unit.name, each.unit.telephone)
        for each in (pair.first, pair.second)
    ]


def side_by_side(first, second):
    """Return the rows of two files of one scope, numbers masked; equality is that of the whole values."""
    rows = [
        _row(_("职工姓名"), first.worker_name, second.worker_name),
        _row(_("性别"), *(_code("sex", each.sex) for each in (first, second))),
        _row(_("出生日期"), *(str(each.birth_date or "") for each in (first, second))),
    ]
    people = [list(each.members.order_by("position")) for each in (first, second)]
    one, other = (each[0] for each in people)
    rows += [
        _row(
            _("证件号码"), mask_id(one.id_number), mask_id(other.id_number),
            same=bool(one.id_last4) and bytes(one.id_index) == bytes(other.id_index),
        ),
        _row(
            _("手机号码"), mask_phone(first.mobile), mask_phone(second.mobile),
            same=bool(first.mobile) and bytes(first.mobile_index) == bytes(second.mobile_index),
        ),
        _row(
            _("银行账户"), mask_account(first.bank_account), mask_account(second.bank_account),
            same=bool(first.bank_account)
            and bytes(first.bank_account_index) == bytes(second.bank_account_index),
        ),
        _row(_("居住地"), *(_place(each) for each in (first, second))),
        _row(_("工作单位"), first.employer, second.employer),
        _row(_("建档工会"), first.unit.name, second.unit.name),
        _row(_("状态"), first.get_status_display(), second.get_status_display()),
        _row(_("困难类别"), first.get_tier_display(), second.get_tier_display()),
        _row(_("申请日期"), str(first.applied_on), str(second.applied_on)),
        _row(_("家庭人口"), str(first.household_size), str(second.household_size)),
    ]
    return rows + _people(*people)


def _people(ours, theirs):
    """Rows of the members: those in both files beside each other, the rest after them."""
    left, rows = list(theirs[1:]), []
    for person in ours[1:]:
        same = next((each for each in left if _one_person(person, each)), None)
        if same is not None:
            left.remove(same)
        rows.append(_row(_("家庭成员"), _told(person), _told(same) if same else "", same=same is not None))
    return rows + [_row(_("家庭成员"), "", _told(person), same=False) for person in left]


def _one_person(one, other):
    if one.id_last4 and other.id_last4:
        return bytes(one.id_index) == bytes(other.id_index)
    return (one.name, one.birth_date) == (other.name, other.birth_date)


def _told(person):
    relation = codes.label("relationship", person.relation)
    return " ".join(filter(None, [person.name, relation, mask_id(person.id_number)]))


def _place(archive):
    region = Region.objects.in_force().filter(code=archive.residence_region).first()
    name = region.full_name if region else archive.residence_region
    return f"{name}{mask_address(archive.township, archive.address_detail)}"


def _code(list_name, value):
    return codes.label(list_name, value) if value else ""


def _row(label, first, second, same=None):
    return Row(label, first, second, bool(first) and first == second if same is None else same)
