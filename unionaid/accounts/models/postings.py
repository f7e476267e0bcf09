from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unionaid import clock
from unionaid.accounts.permissions import Role, allows
from unionaid.organizations.scope import subtree_range


class PostingQuerySet(models.QuerySet):
    def current(self, on=None):
        """Postings in force on a day (the business date by default) of enabled accounts at open units.

        One that was ended before its last day is out of force from that moment on.
        """
        day = on or clock.today()
        return self.filter(
            models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=day),
            valid_from__lte=day,
            ended_at__isnull=True,
            user__is_active=True,
            unit__closed_on__isnull=True,
        )

    def open(self, on=None):
        """Postings neither ended nor past: in force now, or to begin later."""
        day = on or clock.today()
        return self.filter(
            models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=day), ended_at__isnull=True
        )

    def within(self, path):
        """Postings at the units of the subtree at `path`."""
        low, high = subtree_range(path)
        return self.filter(unit__path__gte=low, unit__path__lt=high)


class Posting(models.Model):
    """A person's office: what one user may do at one unit, from one day to another.

    People act through postings; four-eyes rules compare users, not postings.
    """

    class Kind(models.TextChoices):
        REGULAR = "REGULAR", _("任职")
        DEPUTY = "DEPUTY", _("临时代理")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="postings")
    unit = models.ForeignKey("organizations.UnionUnit", on_delete=models.PROTECT, related_name="postings")
    role = models.CharField(_("角色"), max_length=12, choices=Role)
    kind = models.CharField(_("性质"), max_length=10, choices=Kind, default=Kind.REGULAR)
    deputy_for = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="deputies"
    )
    valid_from = models.DateField(_("开始日期"))
    valid_to = models.DateField(_("结束日期"), null=True, blank=True)
    ended_at = models.DateTimeField(_("提前结束时间"), null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        ordering = ["user", "valid_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="posting_ends_on_or_after_its_start",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="REGULAR", deputy_for__isnull=True)
                | models.Q(kind="DEPUTY", deputy_for__isnull=False, valid_to__isnull=False),
                name="deputy_names_whom_and_until_when",
            ),
        ]

    def __str__(self):
        return f"{self.user.display_name} · {self.unit.name} · {self.role_label}"

    @property
    def unit_path(self):
        return self.unit.path

    @property
    def role_label(self):
        return self.get_role_display()

    def may(self, permission):
        """Tell whether this posting carries a permission."""
        return allows(self.role, self.unit.level, permission)

    def sees(self, path):
        """Tell whether a unit path lies in this posting's subtree."""
        return path.startswith(self.unit_path)
