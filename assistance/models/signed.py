from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class TwoSigned(models.Model):
    """A paper of one person that counts from the moment another one signs it."""

    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("经办"), on_delete=models.PROTECT, related_name="+"
    )
    prepared_on = models.DateField(_("拟稿日期"))
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("复核"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    signed_on = models.DateField(_("签发日期"), null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True, signed_on__isnull=True)
                | Q(signed_by__isnull=False, signed_on__isnull=False),
                name="%(class)s_signed_by_and_on_together",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("prepared_by")),
                name="%(class)s_signed_by_another_person",
            ),
        ]

    @property
    def is_signed(self):
        return self.signed_on is not None
