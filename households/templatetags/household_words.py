"""Words of household files for templates: `{% load household_words %}`."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from households.enums import RequestStatus, Status
from households.flow import stage_name
from households.forms.review import PINNABLE
from unionaid.organizations.enums import UnionLevel
from unionaid.privacy.masks import mask_name, mask_numbers
from unionaid.web.templatetags.unionaid import icon

register = template.Library()

BRANCHES = {
    "COUNTY": _("县区、开发区和基层工会"),
    "PREFECTURE_ONLY": _("没有县区的市州"),
    "UNDER_PROVINCE": _("兰州新区、省级产业工会和省总直属工会"),
}
# Status of a request → colour and icon of its mark.
REQUEST_MARKS = {
    RequestStatus.DONE: ("ok", "circle-check"),
    RequestStatus.REFUSED: ("bad", "circle-x"),
    RequestStatus.WITHDRAWN: ("mut", "arrow-back-up"),
}


@register.simple_tag
def request_status(value, label):
    """The status of a request: icon and word."""
    css, name = REQUEST_MARKS.get(value, ("info", "clock"))
    return format_html('<span class="st {}">{}{}</span>', css, icon(name), label)


@register.filter
def masked_name(name):
    """王*英: the name of somebody outside the posting's scope."""
    return mask_name(name)


@register.filter
def masked_numbers(text):
    """A free text in which every identity number, mobile and account is masked."""
    return mask_numbers(text)


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
