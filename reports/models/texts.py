from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnitScoped


class ReportText(UnitScoped):
    """A hand-written paragraph of a union's report for a period, beside the sentences made from numbers.

    Every change appends a row; the newest of a key is the one that stands in the report.
    """

    first = models.DateField(_("报告期起"))
    last = models.DateField(_("报告期止"))
    key = models.CharField(_("段落"), max_length=20)
    text = models.TextField(_("内容"), blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)

    view_permission = Permission.VIEW_DASHBOARD
    is_history = True

    class Meta:
        verbose_name = _("报告段落")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")), name="report_text_ends_after_its_start"
            ),
        ]
        indexes = [models.Index(fields=["unit", "first", "last", "key"], name="report_text_of")]
