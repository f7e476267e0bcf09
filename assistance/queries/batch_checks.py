"""What stands against the rows of a batch: one check for adding, submitting, approving and paying.

Ten queries however many rows are given; long batches are checked in chunks by their actions.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from assistance.aid_errors import OverCap
from assistance.batch_errors import AccountUnreadable, AmountMissing
from assistance.limits import ZERO, CapResult
from assistance.models import PaymentRow
from assistance.queries.aid import stage_group
from assistance.queries.eligibility import refusals
from assistance.queries.limits import Asked, Checked, check_all
from households.enums import ConsentPurpose
from households.models import Consent
from unionaid.privacy import contact_numbers

NEAR = 95  # percent of the cap
NEAR_CAP, CARD_CHECK, OTHER_HOLDER, ONE_ACCOUNT = "near_cap", "card_check", "other_holder", "one_account"
NO_CONSENT = "no_consent"
WARNING_WORDS = {
    NEAR_CAP: _("接近上限"),
    CARD_CHECK: _("卡号校验未通过，请核对"),
    OTHER_HOLDER: _("户名不是职工本人"),
    ONE_ACCOUNT: _("同一账户收几户"),
    NO_CONSENT: _("没有有效的帮扶授权书"),
}
# Codes of refusals by what the list before submission asks.
GROUPS = {
    "on_file": ("not_on_file",),
    "twice": ("same_aid_in_period", "same_student_twice"),
    "cap": ("over_cap", "no_cap_for_tier", "line_missing", "standards_missing"),
    "account": ("account_missing", "account_unreadable", "account_changed"),
    "other": ("amount_missing", "central_for_national_only"),
}


@dataclass(frozen=True)
class RowCheck:
    """The answer for one row. `errors` keep it from being paid, `warnings` are codes to look at."""

    row: PaymentRow
    checked: Checked
    errors: list = field(default_factory=list)
    warnings: list = field(default_factory=list)

    @property
    def result(self) -> CapResult | None:
        return self.checked.result

    @property
    def block(self):
        """The code of the first error, "" for none."""
        return getattr(self.errors[0], "code", "refused") if self.errors else ""

    @property
    def warning(self):
        return self.warnings[0] if self.warnings else ""

    @property
    def over(self):
        return self.block == "over_cap"

    @property
    def account_fault(self):
        return any(getattr(error, "code", "") in GROUPS["account"] for error in self.errors)

    @property
    def total(self):
        """What the household has of the aid in the year, this payment included."""
        return self.result.used + self.result.amount


def with_files(rows):
    """Return rows with what a check reads, in one query."""
    return rows.select_related(
        "aid__archive__unit", "aid__member", "aid__unit", "aid__standard", "batch"
    ).order_by("serial")


def check_rows(rows, *, day) -> list[RowCheck]:
    """Hold rows against their files, caps, duplicates and accounts."""
    rows = list(rows)
    answers = check_all([_asked(row) for row in rows], day=day)
    versions = [answer.version for answer in answers]
    known = [place for place, version in enumerate(versions) if version is not None]
    found = refusals([rows[place].aid for place in known], [versions[place] for place in known])
    against = dict(zip(known, found, strict=True))
    shared = Counter(bytes(row.aid.archive.bank_account_index) for row in rows)
    signed = _signed([row.aid.archive_id for row in rows], day)
    return [
        RowCheck(
            row, answer,
            [*_errors(row, answer), *against.get(place, ()), *_account_errors(row)],
            list(_warnings(row, answer, shared, signed)),
        )
        for place, (row, answer) in enumerate(zip(rows, answers, strict=True))
    ]


def groups(counts):
    """Return {group: rows} of {code: rows}, for the list of checks before submission."""
    return {
        name: sum(counts.get(code, 0) for code in codes) for name, codes in GROUPS.items()
    }


def _asked(row):
    aid = row.aid
    return Asked(
        archive=aid.archive, aid_type=aid.aid_type, amount=aid.amount, scheme=aid.scheme,
        member=aid.member, own_cost=aid.own_cost, besides=aid.pk, stage=stage_group(aid.stage),
    )


def _errors(row, answer):
    if row.aid.amount <= ZERO:
        yield AmountMissing()
    if answer.error:
        yield answer.error
    elif answer.result.is_over and not row.aid.is_over_cap:
        yield OverCap(result=answer.result)


def _account_errors(row):
    archive = row.aid.archive
    if archive.bank_last4 and contact_numbers.account(archive.bank_account) is None:
        yield AccountUnreadable()


def _signed(archives, day):
    """The files with a valid authorisation to use personal information for aid."""
    consents = Consent.objects.valid(day).filter(archive__in=archives, purpose=ConsentPurpose.AID)
    return set(consents.values_list("archive", flat=True))


def _warnings(row, answer, shared, signed):
    archive, result = row.aid.archive, answer.result
    near = result and result.limit and (result.used + result.amount) * 100 >= result.limit * NEAR
    if near and not result.is_over:
        yield NEAR_CAP
    if archive.bank_last4 and not contact_numbers.passes_luhn(_digits(archive.bank_account)):
        yield CARD_CHECK
    if archive.account_holder and archive.account_holder != archive.worker_name:
        yield OTHER_HOLDER
    if archive.bank_last4 and shared[bytes(archive.bank_account_index)] > 1:
        yield ONE_ACCOUNT
    if archive.pk not in signed:
        yield NO_CONSENT


def _digits(number):
    return contact_numbers.account(number) or "0"
