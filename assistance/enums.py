"""Words of aid funds (DOMAIN 5 and table 6 of 7)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unionaid.organizations.enums import UnionLevel


class FundSource(models.TextChoices):
    """资金来源, in the order of the rows of 帮扶资金收支情况表."""

    CENTRAL = "CENTRAL", _("中央财政")
    PROVINCE = "PROVINCE", _("省级财政")
    CITY_COUNTY = "CITY_COUNTY", _("市县财政")
    UNION = "UNION", _("工会经费")
    DONATION = "DONATION", _("社会捐助")
    INTEREST = "INTEREST", _("利息及其他")


class FundScheme(models.TextChoices):
    """资金办法: the ACFTU's rules of 2015, the Ministry of Finance's of 2022, or neither."""

    CENTRAL_2015 = "CENTRAL_2015", _("中央财政专项帮扶资金")
    CENTRAL_2022 = "CENTRAL_2022", _("职工困难帮扶资金")
    OWN = "OWN", _("自有帮扶资金")


class Account(models.TextChoices):
    """The accounts of one fund. Debits are positive; the amounts of a voucher sum to zero."""

    AVAILABLE = "AVAILABLE", _("可用结余")
    HELD = "HELD", _("已批未付")
    CARRIED_OVER = "CARRIED_OVER", _("上年结转")
    RECEIVED = "RECEIVED", _("上级下达")
    OWN = "OWN", _("本级安排")
    PASSED_DOWN = "PASSED_DOWN", _("下拨")
    USED = "USED", _("支出")
    CARRIED_FORWARD = "CARRIED_FORWARD", _("结转下年")


class EntryKind(models.TextChoices):
    """What a voucher tells."""

    CARRIED_OVER = "CARRIED_OVER", _("上年结转")
    RECEIVED = "RECEIVED", _("上级下达")
    OWN_BUDGET = "OWN_BUDGET", _("本级安排")
    INTEREST = "INTEREST", _("利息收入")
    PASSED_DOWN = "PASSED_DOWN", _("下拨")
    RESERVED = "RESERVED", _("批准占用")
    RELEASED = "RELEASED", _("解除占用")
    USED = "USED", _("支出")
    REFUNDED = "REFUNDED", _("支出退回")
    REFUNDED_LATE = "REFUNDED_LATE", _("以前年度支出退回")
    CARRIED_FORWARD = "CARRIED_FORWARD", _("结转下年")
    REVERSAL = "REVERSAL", _("冲销")


class AllocationKind(models.TextChoices):
    """What an allocation document does at the union that makes it."""

    FROM_ABOVE = "FROM_ABOVE", _("上级下达")
    OWN_BUDGET = "OWN_BUDGET", _("本级安排")
    INTEREST = "INTEREST", _("利息收入")
    OPENING = "OPENING", _("期初结转")
    PASS_DOWN = "PASS_DOWN", _("下拨")


# 工会经费 is told by the level of the union that gives it.
UNION_MONEY_LEVELS = [
    (level.value, level.label)
    for level in (
        UnionLevel.NATIONAL,
        UnionLevel.PROVINCE,
        UnionLevel.CITY,
        UnionLevel.COUNTY,
        UnionLevel.GRASSROOTS,
    )
]
# Vouchers that leave the balance as it is; the ledger does not print them.
SILENT = (EntryKind.RESERVED, EntryKind.RELEASED)
