from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.contact_enums import PairingEnd
from households.enums import Status
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import ScopedQuerySet, UnitScoped
from unionaid.privacy.fields import EncryptedTextField


class PairingQuerySet(ScopedQuerySet):
    def current(self):
        return self.filter(ended_on__isnull=True)

    def on_record(self):
        """Current pairings of files that are on record."""
        return self.current().filter(archive__status=Status.ACTIVE)

    def visit_due(self, day):
        """Current pairings of files on record whose next visit falls on a day or before it."""
        return self.on_record().filter(next_visit_on__lte=day)


class Pairing(UnitScoped):
    """结对帮扶: who answers for a household (一对一责任联系人), from one day to another.

    A file has at most one current pairing; ended ones are its history. The contact is somebody
    with an account, or a person from outside of whom name, post and telephone are known.
    `next_visit_on` is kept by the visits: planned by a person, else by the interval of the rule set.
    """

    archive = models.ForeignKey(
        "households.HardshipArchive", on_delete=models.PROTECT, related_name="pairings"
    )
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    contact_name = models.CharField(_("责任联系人"), max_length=60)
    contact_post = models.CharField(_("单位职务"), max_length=120)
    contact_phone = EncryptedTextField(_("联系电话"), blank=True)
    paired_on = models.DateField(_("结对日期"))
    paired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    last_visit_on = models.DateField(_("最近走访"), null=True, blank=True)
    next_visit_on = models.DateField(_("下次走访"))
    ended_on = models.DateField(_("结束日期"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    end_reason = models.CharField(_("结束原因"), max_length=12, choices=PairingEnd, blank=True)
    note = models.CharField(_("移交说明"), max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    view_permission = Permission.VIEW_FILES
    objects = PairingQuerySet.as_manager()

    class Meta:
        verbose_name = _("结对帮扶")
        ordering = ["-paired_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["archive"], condition=Q(ended_on__isnull=True), name="one_current_contact_per_file"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_reason="")
                | (Q(ended_on__gte=F("paired_on")) & ~Q(end_reason="")),
                name="ended_pairing_has_day_and_reason",
            ),
            models.CheckConstraint(
                condition=~Q(contact_name="") & ~Q(contact_post=""), name="contact_has_name_and_post"
            ),
        ]
        indexes = [
            models.Index(fields=["unit_path", "ended_on", "next_visit_on"], name="pairing_visits_due"),
            models.Index(fields=["contact", "ended_on", "next_visit_on"], name="pairing_of_contact"),
        ]

    def __str__(self):
        return f"{self.contact_name} {self.contact_post}"
