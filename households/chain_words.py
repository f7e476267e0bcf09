"""The words of approval chains: whose chain it is, and which union acts in a step."""

from django.utils.translation import gettext_lazy as _

BRANCHES = {
    "COUNTY": _("县区、开发区和基层工会"),
    "PREFECTURE_ONLY": _("没有县区的市州"),
    "UNDER_PROVINCE": _("兰州新区、省级产业工会和省总直属工会"),
}
UNIONS = {
    "OWN": _("建档工会"), "COUNTY": _("县区级"), "CITY": _("市州级"), "PROVINCE": _("省级"),
}
