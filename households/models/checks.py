from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnitScoped


class RecheckRound(UnitScoped):
    """年审: a union orders that every file on record of its subtree be looked at again by a day.

    The files are its tasks of kind RECHECK; their key names year and file, so that a file is
    re-checked once a year whoever orders it.
    """

    year = models.PositiveSmallIntegerField(_("年度"))
    due_on = models.DateField(_("完成期限"))
    opened_on = models.DateField(_("下达日期"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    files = models.PositiveIntegerField(_("下达户数"), default=0)
    note = models.CharField(_("要求"), max_length=300, blank=True)

    view_permission = Permission.VIEW_FILES
    is_history = True

    class Meta:
        verbose_name = _("年审")
        ordering = ["-year", "-opened_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="one_recheck_round_per_unit_and_year"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opened_on")), name="recheck_round_is_due_after_it_opens"
            ),
        ]

    def __str__(self):
        return f"{self.unit} {self.year}"


class SpotCheck(UnitScoped):
    """抽查: a union draws files of the unions below at random; anybody can draw the same list again.

    `population` are the lines "union code file number" of every file on record at the end of the
    day before; with `seed` and `percent` they give the list (`drawing.draw`).
    """

    target = models.ForeignKey(
        "organizations.UnionUnit", verbose_name=_("抽查范围"), on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    percent = models.PositiveSmallIntegerField(_("抽查比例（%）"))
    due_on = models.DateField(_("完成期限"))
    drawn_on = models.DateField(_("抽取日期"))
    drawn_at = models.DateTimeField(default=timezone.now)
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    seed = models.CharField(_("随机种子"), max_length=32)
    population = models.TextField()
    population_hash = models.CharField(max_length=64)
    list_hash = models.CharField(_("名单摘要"), max_length=64)
    files = models.PositiveIntegerField(_("在档户数"))
    drawn = models.PositiveIntegerField(_("抽中户数"))

    view_permission = Permission.VIEW_FILES
    is_history = True

    class Meta:
        verbose_name = _("抽查")
        ordering = ["-drawn_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "target", "year"], name="one_spot_check_a_year"),
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=100), name="spot_check_draws_a_share"
            ),
            models.CheckConstraint(
                condition=GreaterThanOrEqual(F("drawn") * 100, F("files") * F("percent")),
                name="spot_check_never_below_its_share",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("drawn_on")), name="spot_check_is_due_after_it_is_drawn"
            ),
        ]

    def __str__(self):
        return f"{self.target} {self.year}"


class SpotCheckFile(models.Model):
    """A file a spot check has drawn, and the task to look at it. Never removed."""

    check_of = models.ForeignKey(SpotCheck, on_delete=models.CASCADE, related_name="picks")
    task = models.OneToOneField("households.FileTask", on_delete=models.PROTECT, related_name="pick")
    place = models.PositiveIntegerField()

    class Meta:
        ordering = ["check_of", "place"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "place"], name="one_pick_per_place"),
        ]
