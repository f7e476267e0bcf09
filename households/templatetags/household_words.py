"""Words of household files for templates: `{% load household_words %}`."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from households.chain_words import BRANCHES, UNIONS
from households.enums import ArchiveLevel, RequestStatus, Status
from households.flow import stage_name
from households.forms.review import PINNABLE
from unionaid.privacy.masks import mask_name, mask_numbers
from unionaid.web.templatetags.unionaid import icon

register = template.Library()

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
def level_label(level):
    """An archive level; without one, every level that has no chain of its own."""
    return ArchiveLevel(level).label if level else _("未单列的级别")


@register.filter
def chain_step(step):
    """县级审核（县区级）"""
    return _("%(stage)s（%(level)s）") % {
        "stage": stage_name(Status(step["status"])),
        "level": UNIONS[step["acting"]],
    }


@register.filter
def pin_label(field):
    """The part of a file a note is pinned to, in words."""
    return dict(PINNABLE).get(field, field)
