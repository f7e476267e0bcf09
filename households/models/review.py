from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.enums import Status, Step
from unionaid.privacy.fields import EncryptedJSONField

DECIDING = (Step.SUBMIT, Step.CHECK, Step.APPROVE)


class ReviewStep(models.Model):
    """One step of a file's life: who did what, from which state to which, and why.

    Rows are appended only. Within one round a person appears once among submission,
    check and approval: the four eyes are a promise of the database. Only the end of a
    grace period is nobody's step: `by` is empty there, `by_unit` is the file's union.
    """

    archive = models.ForeignKey(
        "households.HardshipArchive", on_delete=models.CASCADE, related_name="steps"
    )
    step = models.CharField(_("步骤"), max_length=12, choices=Step)
    from_status = models.CharField(max_length=16, choices=Status)
    to_status = models.CharField(max_length=16, choices=Status)
    review_round = models.PositiveSmallIntegerField(default=1)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by_unit = models.ForeignKey(
        "organizations.UnionUnit", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    on = models.DateField(_("日期"))
    note = models.TextField(_("意见"), blank=True)
    ticks = models.JSONField(default=list, blank=True)
    minutes = models.ForeignKey(
        "households.MeetingMinutes",
        verbose_name=_("会议纪要"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="steps",
    )

    class Meta:
        ordering = ["archive", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["archive", "review_round", "by"],
                condition=Q(step__in=[s.value for s in DECIDING]),
                name="one_person_one_step_per_round",
            ),
            models.CheckConstraint(
                condition=~Q(step__in=[Step.RETURN, Step.REJECT]) | ~Q(note=""),
                name="return_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(step=Step.END_GRACE), name="step_has_a_person"
            ),
        ]


class Submission(models.Model):
    """What was submitted in a round, frozen. Two rounds laid side by side show what changed.

    `editors` are the ids of everybody who typed in it: none of them may decide on it.
    """

    archive = models.ForeignKey(
        "households.HardshipArchive", on_delete=models.CASCADE, related_name="submissions"
    )
    review_round = models.PositiveSmallIntegerField()
    content = EncryptedJSONField()
    content_hash = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(default=timezone.now)
    draft_number = models.BigIntegerField(null=True, unique=True)
    request_key = models.CharField(max_length=80, null=True, unique=True)
    editors = models.JSONField(default=list)

    class Meta:
        ordering = ["archive", "review_round"]
        constraints = [
            models.UniqueConstraint(
                fields=["archive", "review_round"], name="one_submission_per_round"
            ),
        ]


class FieldNote(models.Model):
    """A reviewer's note pinned to a field of the returned file."""

    step = models.ForeignKey(ReviewStep, on_delete=models.CASCADE, related_name="field_notes")
    field = models.CharField(max_length=80)
    text = models.CharField(max_length=200)
