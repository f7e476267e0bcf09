"""Words of household files for templates: `{% load household_words %}`."""

from django import template
from django.utils.translation import gettext_lazy as _

from households.enums import Status
from households.flow import stage_name
from households.forms.review import PINNABLE
from unionaid.organizations.enums import UnionLevel

register = template.Library()

BRANCHES = {
    "COUNTY": _("县区、开发区和基层工会"),
    "PREFECTURE_ONLY": _("没有县区的市州"),
    "UNDER_PROVINCE": _("兰州新区、省级产业工会和省总直属工会"),
}


@register.filter
def branch_label(branch):
    return BRANCHES.get(branch, branch)


@register.filter
def chain_step(step):
    """县级审核（县区级）"""
    return _("%(stage)s（%(level)s）") % {
        "stage": stage_name(Status(step["status"])),
        "level": UnionLevel(step["acting"]).label,
    }


@register.filter
def pin_label(field):
    """The part of a file a note is pinned to, in words."""
    return dict(PINNABLE).get(field, field)
