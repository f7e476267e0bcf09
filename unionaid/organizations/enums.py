from django.db import models
from django.utils.translation import gettext_lazy as _


class UnionLevel(models.TextChoices):
    """工会级别 as the national system names them."""

    NATIONAL = "NATIONAL", _("全国")
    PROVINCE = "PROVINCE", _("省级")
    CITY = "CITY", _("市州级")
    COUNTY = "COUNTY", _("县区级")
    TOWNSHIP = "TOWNSHIP", _("乡镇街道")
    GRASSROOTS = "GRASSROOTS", _("基层")


class UnionKind(models.TextChoices):
    """Which branch of the union tree a unit belongs to."""

    TERRITORIAL = "TERRITORIAL", _("地方工会")
    FUNCTIONAL_AREA = "FUNCTIONAL_AREA", _("新区工会")
    DEVELOPMENT_ZONE = "DEVELOPMENT_ZONE", _("开发区工会")
    INDUSTRIAL = "INDUSTRIAL", _("省级产业（系统）工会")
    DIRECT_GRASSROOTS = "DIRECT_GRASSROOTS", _("省总直属基层工会")
    GRASSROOTS = "GRASSROOTS", _("基层工会")
