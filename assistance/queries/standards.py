"""What the pages of the aid standards show."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assistance.limits import rule_words
from assistance.models import AidStandard, AidStandardVersion
from unionaid.money import plain


@dataclass(frozen=True)
class Difference:
    """One line that two versions do not share: "" where one of them has none."""

    what: str
    before: str
    after: str


def versions():
    """All versions, the newest first."""
    return AidStandardVersion.objects.select_related("adopted_by")


def current(day):
    """The province's version in force on a day with its rows, None before the first."""
    return (
        AidStandardVersion.objects.in_force(day)
        .prefetch_related("standards", "approval_limits")
        .order_by("-valid_from")
        .first()
    )


def latest():
    """The newest version with its rows, whether it is in force yet or not."""
    return AidStandardVersion.objects.prefetch_related("standards", "approval_limits").first()


def with_rows(pk):
    """A version with its rows. Raises AidStandardVersion.DoesNotExist."""
    return AidStandardVersion.objects.prefetch_related("standards", "approval_limits").get(pk=pk)


def before(version):
    """The version that a version followed, None for the first."""
    return (
        AidStandardVersion.objects.filter(
            region_code=version.region_code, valid_from__lt=version.valid_from
        )
        .prefetch_related("standards", "approval_limits")
        .order_by("-valid_from")
        .first()
    )


def what_of(standard: AidStandard):
    """Return what a cap is for, as people say it: 生活救助 · 深度困难."""
    parts = (
        standard.get_aid_type_display(), standard.tier and standard.get_tier_display(),
        standard.stage and standard.get_stage_display(),
        standard.scheme and standard.get_scheme_display(),
    )
    return " · ".join(str(part) for part in parts if part)


def differences(old_rows, new_rows):
    """Return the Differences of two versions' (what, words) pairs, in the order of the newer one."""
    old, new = dict(old_rows), dict(new_rows)
    return [
        Difference(what, old.get(what, ""), new.get(what, ""))
        for what in dict.fromkeys((*new, *old))
        if old.get(what) != new.get(what)
    ]


def lines_of(version):
    """Return a version as (what, words) pairs: caps, approval limits, parameters."""
    return lines(version, version.standards.all(), version.approval_limits.all())


def lines(version, standards, approval_limits):
    """Return (what, words) pairs of a version and its rows, stored or not."""
    yield from ((what_of(row), rule_words(row.as_cap())) for row in standards)
    for row in approval_limits:
        name = row.get_level_display()
        what = f"{name} · {row.get_aid_type_display()}" if row.aid_type else name
        yield _("%(level)s审批") % {"level": what}, _("不超过 %(most)s 元") % {"most": plain(row.up_to)}
    yield _("渐退期可以帮扶"), _("是") if version.aid_in_grace else _("否")
    schemes = _("、").join(str(name) for name in version.national_only_names)
    yield _("只用于全国级档案的资金"), schemes or _("无")


def caps_of(version):
    """Return the caps of a version as (AidStandard, rule in words, legal basis) rows."""
    rows = [(row, row.as_cap()) for row in version.standards.all()]
    return [(row, rule_words(cap), cap.basis) for row, cap in rows]
