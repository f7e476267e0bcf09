from django.db import models
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from unionaid.organizations import scope
from unionaid.organizations.enums import UnionKind, UnionLevel


class UnionUnitQuerySet(MP_NodeQuerySet):
    def open(self):
        return self.filter(closed_on__isnull=True)

    def within(self, path):
        """Units of the subtree at `path`, the unit itself included."""
        low, high = scope.subtree_range(path)
        return self.filter(path__gte=low, path__lt=high)

    def visible_to(self, posting):
        return self.within(posting.unit_path) if posting else self.none()


class UnionUnitManager(MP_NodeManager.from_queryset(UnionUnitQuerySet)):
    def get_queryset(self):
        return UnionUnitQuerySet(self.model, using=self._db).order_by("path")


class UnionUnit(MP_Node):
    """A trade union at any level. Authority follows this tree; regions are facts about a unit.

    `steps_used` is the highest step ever given to a child. Evidence keeps the path a unit
    had on the day, so a path that has become free is never given to another unit; units are
    therefore made and moved by `actions.tree` alone, not by treebeard's own methods.
    """

    steplen = scope.STEP
    alphabet = scope.ALPHABET

    code = models.CharField(_("机构代码"), max_length=20, unique=True)
    name = models.CharField(_("名称"), max_length=100)
    short_name = models.CharField(_("简称"), max_length=60)
    level = models.CharField(_("级别"), max_length=12, choices=UnionLevel)
    kind = models.CharField(_("类型"), max_length=20, choices=UnionKind)
    region_code = models.CharField(_("所在行政区划"), max_length=6)
    telephone = models.CharField(_("联系电话"), max_length=30, blank=True)
    opened_on = models.DateField(_("成立日期"), null=True, blank=True)
    closed_on = models.DateField(_("撤销日期"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed_units"
    )
    version = models.PositiveIntegerField(default=1)
    steps_used = models.PositiveIntegerField(default=0, editable=False)

    objects = UnionUnitManager()

    class Meta:
        verbose_name = _("机构")
        verbose_name_plural = _("机构")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | models.Q(closed_on__isnull=False),
                name="merged_unit_is_closed",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_open(self):
        return self.closed_on is None

    @property
    def public_code(self):
        """The code reports print: GB/T 2260 for territorial unions, else the unit's own code."""
        if self.kind == UnionKind.TERRITORIAL and self.level in (
            UnionLevel.PROVINCE,
            UnionLevel.CITY,
            UnionLevel.COUNTY,
        ):
            return self.region_code
        return self.code

    @property
    def second_level_path(self):
        """Path of the unit right under the province that this unit belongs to (itself if it is one)."""
        return self.path[: 2 * scope.STEP]
