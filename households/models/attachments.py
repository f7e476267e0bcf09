from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from households.enums import DocumentKind
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import ScopedQuerySet, UnitScoped


class AttachmentQuerySet(ScopedQuerySet):
    def visible_to(self, posting):
        """What hangs on a draft is seen by those who see drafts."""
        rows = super().visible_to(posting)
        if posting is None or posting.may(Permission.ENTER_FILES):
            return rows
        return rows.filter(archive__isnull=False)

    def present(self):
        return self.filter(file__removed_at__isnull=True)


class Attachment(UnitScoped):
    """A scan or photo of a draft or file.

    It hangs on a draft until the draft becomes a file. `visit` names the visit a photo was taken on,
    `person` the blind index of the identity number of whom it is about, empty for the household.
    """

    archive = models.ForeignKey(
        "households.HardshipArchive",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="attachments",
    )
    draft = models.ForeignKey(
        "households.Draft", null=True, blank=True, on_delete=models.CASCADE, related_name="attachments"
    )
    visit = models.ForeignKey(
        "households.HomeVisit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="attachments",
    )
    file = models.OneToOneField("attachments.StoredFile", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("材料"), max_length=16, choices=DocumentKind)
    person = models.BinaryField(max_length=16, blank=True, default=bytes)
    received_on = models.DateField(_("收到日期"))

    view_permission = Permission.VIEW_FILES
    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("材料")
        ordering = ["kind", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(archive__isnull=False) | Q(draft__isnull=False),
                name="attachment_hangs_somewhere",
            ),
        ]
        indexes = [
            models.Index(fields=["archive", "kind"], name="attachment_of_file"),
            models.Index(fields=["draft", "kind"], name="attachment_of_draft"),
        ]

    @property
    def place(self):
        """The file or draft it hangs on, which its evidence is about."""
        return self.archive or self.draft
