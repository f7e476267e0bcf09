"""Words and numbers of the programmes: `{% load campaign_words %}`."""

from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils.translation import gettext as _

from campaigns.enums import ActivityStatus, Measure
from campaigns.registers import BY_KIND

register = template.Library()
TEN_THOUSAND = Decimal(10_000)


@register.filter
def counted(value, measure):
    """A number of a measure: money in 万元 with two decimals, rounded once, else whole with separators."""
    if Measure(measure).is_money:
        return f"{(Decimal(value) / TEN_THOUSAND).quantize(Decimal('0.01'), ROUND_HALF_UP):,}"
    return f"{int(value):,}"


@register.filter
def counted_in(measure):
    """The unit `counted` shows a measure in."""
    measure = Measure(measure)
    return _("万元") if measure.is_money else measure.unit.label


@register.filter
def beside(values, cards):
    """Pair each value with the card of its column."""
    return zip(values, cards, strict=True)


@register.filter
def record_kind(name):
    return BY_KIND[name].title


@register.filter
def record_register(name):
    """The register a kind of record stands in, as addresses name it."""
    return BY_KIND[name].slug


@register.filter
def record_unit(name):
    """What the number of a record counts."""
    return {
        "jobfair": _("个岗位"),
        "employmentservice": _("人次"),
        "labourexport": _("人"),
        "coolingvisit": _("人次"),
        "studentgrant": _("人次"),
        "warmthvisit": _("户次（人次、家次）"),
    }[name]


@register.filter
def activity_status(value):
    return ActivityStatus(value).label
