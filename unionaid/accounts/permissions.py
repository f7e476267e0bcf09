"""Who may do what: one enum, one table of roles (DOMAIN 4.3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unionaid.organizations.enums import UnionLevel


class Permission(models.TextChoices):
    VIEW_DASHBOARD = "VIEW_DASHBOARD", _("查看数据看板")
    VIEW_FILES = "VIEW_FILES", _("查看档案")
    ENTER_FILES = "ENTER_FILES", _("录入和修改档案")
    REVIEW_FILES = "REVIEW_FILES", _("审核档案")
    REVEAL_IDENTITY = "REVEAL_IDENTITY", _("查看完整证件号和电话")
    REVEAL_BANK = "REVEAL_BANK", _("查看完整银行账号")
    ORDER_CHECKS = "ORDER_CHECKS", _("下达年审、抽查和排查")
    EXPORT_REGISTER = "EXPORT_REGISTER", _("导出花名册")
    WRITE_REPORTS = "WRITE_REPORTS", _("填写报告")
    VIEW_STANDARDS = "VIEW_STANDARDS", _("查看认定标准")
    KEEP_STANDARDS = "KEEP_STANDARDS", _("维护认定标准")
    KEEP_FREEZES = "KEEP_FREEZES", _("设定冻结期")
    PROPOSE_AID = "PROPOSE_AID", _("提出帮扶")
    APPROVE_AID = "APPROVE_AID", _("审批帮扶")
    PAY_AID = "PAY_AID", _("办理发放")
    VIEW_FUNDS = "VIEW_FUNDS", _("查看帮扶资金")
    KEEP_FUNDS = "KEEP_FUNDS", _("管理帮扶资金")
    VIEW_CAMPAIGNS = "VIEW_CAMPAIGNS", _("查看四送活动")
    RECORD_CAMPAIGNS = "RECORD_CAMPAIGNS", _("登记四送活动")
    PLAN_CAMPAIGNS = "PLAN_CAMPAIGNS", _("下达活动计划")
    VIEW_AUDIT = "VIEW_AUDIT", _("查看操作记录")
    MANAGE_UNITS = "MANAGE_UNITS", _("管理机构")
    MANAGE_ACCOUNTS = "MANAGE_ACCOUNTS", _("管理用户")


class Role(models.TextChoices):
    CLERK = "CLERK", _("经办")
    REVIEWER = "REVIEWER", _("审核")
    OFFICER = "OFFICER", _("业务主管")
    FINANCE = "FINANCE", _("财务")
    AUDITOR = "AUDITOR", _("经审")
    ADMIN = "ADMIN", _("系统管理员")


_READ = {
    Permission.VIEW_DASHBOARD,
    Permission.VIEW_FILES,
    Permission.VIEW_STANDARDS,
    Permission.VIEW_FUNDS,
    Permission.VIEW_CAMPAIGNS,
}
_CAMPAIGNS = {Permission.RECORD_CAMPAIGNS, Permission.PLAN_CAMPAIGNS}
_REVEAL = {Permission.REVEAL_IDENTITY, Permission.REVEAL_BANK}

ROLE_PERMISSIONS = {
    Role.CLERK: _READ
    | _REVEAL
    | {Permission.ENTER_FILES, Permission.EXPORT_REGISTER, Permission.PROPOSE_AID}
    | {Permission.RECORD_CAMPAIGNS, Permission.WRITE_REPORTS},
    Role.REVIEWER: _READ
    | _REVEAL
    | _CAMPAIGNS
    | {Permission.WRITE_REPORTS}
    | {Permission.KEEP_FUNDS, Permission.REVIEW_FILES, Permission.EXPORT_REGISTER, Permission.VIEW_AUDIT}
    | {Permission.APPROVE_AID, Permission.KEEP_FREEZES, Permission.ORDER_CHECKS},
    Role.OFFICER: _READ
    | _REVEAL
    | _CAMPAIGNS
    | {Permission.WRITE_REPORTS}
    | {Permission.EXPORT_REGISTER, Permission.KEEP_FUNDS, Permission.KEEP_STANDARDS, Permission.VIEW_AUDIT}
    | {Permission.APPROVE_AID, Permission.KEEP_FREEZES, Permission.ORDER_CHECKS},
    Role.FINANCE: _READ | {Permission.KEEP_FUNDS, Permission.PAY_AID, Permission.REVEAL_BANK},
    Role.AUDITOR: _READ | {Permission.VIEW_AUDIT},
    Role.ADMIN: {Permission.MANAGE_UNITS, Permission.MANAGE_ACCOUNTS, Permission.VIEW_AUDIT},
}

# Rights that only a union of the named levels can use, whatever the role.
_WITH_FUNDS = {UnionLevel.PROVINCE, UnionLevel.CITY, UnionLevel.COUNTY}
LEVELS = {
    Permission.KEEP_STANDARDS: {UnionLevel.PROVINCE},
    Permission.KEEP_FREEZES: {UnionLevel.PROVINCE, UnionLevel.CITY},
    Permission.APPROVE_AID: _WITH_FUNDS,
    Permission.PAY_AID: _WITH_FUNDS,
    Permission.VIEW_FUNDS: _WITH_FUNDS,
    Permission.KEEP_FUNDS: _WITH_FUNDS,
}


def allows(role: str, level: str, permission: str) -> bool:
    """Tell whether a role at a union level carries a permission."""
    return permission in ROLE_PERMISSIONS[Role(role)] and level in LEVELS.get(
        Permission(permission), UnionLevel.values
    )
