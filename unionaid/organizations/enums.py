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

    def may_hold(self, below):
        """Tell whether a unit of this level may have one of level `below` under it.

        Each step goes down; only grass-roots unions may have unions of their own kind under them.
        """
        order = list(UnionLevel)
        if self is UnionLevel.GRASSROOTS:
            return below is UnionLevel.GRASSROOTS
        return order.index(self) < order.index(below)


class UnionKind(models.TextChoices):
    """Which branch of the union tree a unit belongs to."""

    TERRITORIAL = "TERRITORIAL", _("地方工会")
    FUNCTIONAL_AREA = "FUNCTIONAL_AREA", _("新区工会")
    DEVELOPMENT_ZONE = "DEVELOPMENT_ZONE", _("开发区工会")
    INDUSTRIAL = "INDUSTRIAL", _("省级产业（系统）工会")
    DIRECT_GRASSROOTS = "DIRECT_GRASSROOTS", _("省总直属基层工会")
    GRASSROOTS = "GRASSROOTS", _("基层工会")
