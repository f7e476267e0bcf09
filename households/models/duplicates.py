from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.check_enums import PairStatus, Verdict
from households.enums import LIVING
from unionaid.accounts.permissions import Permission
from unionaid.organizations.scope import subtree_range
from unionaid.privacy.fields import EncryptedTextField


class DuplicatePairQuerySet(models.QuerySet):
    def visible_to(self, posting):
        """Pairs with a file of the posting's scope; the other file may lie outside it."""
        if posting is None or not posting.may(Permission.VIEW_FILES):
            return self.none()
        low, high = subtree_range(posting.unit_path)
        return self.filter(
            Q(first__unit_path__gte=low, first__unit_path__lt=high)
            | Q(second__unit_path__gte=low, second__unit_path__lt=high)
        )

    def living(self):
        """Pairs of which at least one file is not closed."""
        return self.filter(Q(first__status__in=LIVING) | Q(second__status__in=LIVING))


class DuplicatePair(models.Model):
    """Two files that may be one household, found by keys they share; kept fresh with every change.

    `keys` are the shared keys, `fingerprint` the values compared: a decision stands for these and is
    opened again when they change.
    """

    first = models.ForeignKey("households.HardshipArchive", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("households.HardshipArchive", on_delete=models.CASCADE, related_name="+")
    keys = models.CharField(max_length=60)
    strength = models.PositiveSmallIntegerField()
    fingerprint = models.CharField(max_length=64)
    status = models.CharField(_("状态"), max_length=10, choices=PairStatus, default=PairStatus.OPEN)
    found_on = models.DateField(_("发现日期"))
    was_reopened = models.BooleanField(_("重新打开"), default=False)

    objects = DuplicatePairQuerySet.as_manager()

    class Meta:
        verbose_name = _("疑似重复")
        ordering = ["-strength", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_of_two_files_in_order"),
            models.UniqueConstraint(fields=["first", "second"], name="one_pair_of_two_files"),
        ]
        indexes = [models.Index(fields=["status", "-strength", "id"], name="pair_list")]


class DuplicateDecision(models.Model):
    """What somebody decided about a pair. Appended only; one that was undone says by whom.

    `batch` names what was decided in one go, so that it can be undone in one go.
    """

    pair = models.ForeignKey(DuplicatePair, on_delete=models.CASCADE, related_name="decisions")
    batch = models.CharField(max_length=32)
    verdict = models.CharField(_("结论"), max_length=10, choices=Verdict)
    note = EncryptedTextField(_("依据"), blank=True)
    fingerprint = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_unit = models.ForeignKey("organizations.UnionUnit", on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("日期"))
    at = models.DateTimeField(default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="undone_decision_has_who_and_when",
            ),
        ]
        indexes = [models.Index(fields=["batch"], name="decision_batch")]
