"""Workbooks brought in: the file, what was found in each row, what came of it, what the office remembers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.enums import ImportStatus, RowVerdict
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import UnitScoped
from unionaid.privacy.fields import EncryptedBytesField, EncryptedJSONField


class ImportRun(UnitScoped):
    """One workbook on its way: uploaded, checked, imported, perhaps undone. Kept for a year, sealed.

    `plan` says how its sheets and columns are read. Rows read are always those created, changed,
    the same and refused together.
    """

    file_name = models.CharField(_("文件"), max_length=160)
    file_hash = models.CharField(max_length=64)
    file_size = models.PositiveIntegerField()
    status = models.CharField(_("状态"), max_length=12, choices=ImportStatus, default=ImportStatus.UPLOADED)
    plan = EncryptedJSONField(default=dict)
    keep_good = models.BooleanField(_("跳过有错误的行"), default=False)
    submit = models.BooleanField(_("完整的直接提交审核"), default=False)
    template_version = models.CharField(max_length=40, blank=True)
    read = models.PositiveIntegerField(_("读取"), default=0)
    created = models.PositiveIntegerField(_("新建"), default=0)
    changed = models.PositiveIntegerField(_("变更"), default=0)
    same = models.PositiveIntegerField(_("未变"), default=0)
    refused = models.PositiveIntegerField(_("未导入"), default=0)
    warned = models.PositiveIntegerField(_("有提醒"), default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    checked_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    view_permission = Permission.ENTER_FILES
    is_history = True

    class Meta:
        verbose_name = _("数据导入")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    read=models.F("created") + models.F("changed") + models.F("same") + models.F("refused")
                ),
                name="import_rows_add_up",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="import_done_with_its_person",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="import_undone_with_its_person",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["DONE", "UNDONE"]) | Q(done_at__isnull=False),
                name="import_over_has_its_time",
            ),
        ]
        indexes = [
            models.Index(fields=["unit_path", "id"], name="import_of_unit"),
            models.Index(fields=["file_hash"], name="import_file"),
        ]

    def __str__(self):
        return self.file_name

    @property
    def good(self):
        """Rows that can be imported."""
        return self.created + self.changed

    @property
    def is_open(self):
        return self.status in (ImportStatus.UPLOADED, ImportStatus.CHECKED)


class ImportPart(models.Model):
    """A part of the uploaded workbook, sealed; parts are read in the order of their places."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="parts")
    place = models.PositiveSmallIntegerField()
    content = EncryptedBytesField()

    class Meta:
        ordering = ["run", "place"]
        constraints = [models.UniqueConstraint(fields=["run", "place"], name="one_import_part_per_place")]

    def __str__(self):
        return f"{self.run_id}#{self.place}"


class ImportRow(models.Model):
    """What was found in a row and what came of it.

    `detail` holds the shown cells, the problems and the differences in words, numbers masked; for a
    draft that was changed also what it said before. The draft's version tells whether anybody
    has touched it since.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    sheet = models.PositiveSmallIntegerField(default=0)
    verdict = models.CharField(max_length=8, choices=RowVerdict)
    has_doubts = models.BooleanField(default=False)
    detail = EncryptedJSONField(null=True)
    draft = models.ForeignKey(
        "households.Draft", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    draft_number = models.PositiveBigIntegerField(null=True, blank=True)
    draft_version = models.PositiveIntegerField(null=True, blank=True)
    archive = models.ForeignKey(
        "households.HardshipArchive", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    request = models.ForeignKey(
        "households.FileRequest", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        ordering = ["run", "sheet", "number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "sheet", "number"], name="one_verdict_per_row"),
        ]
        indexes = [models.Index(fields=["run", "verdict", "number"], name="import_rows_by_verdict")]

    def __str__(self):
        return f"{self.run_id}:{self.number}"


class ImportColumnHabit(UnitScoped):
    """Which field an office means by a title; an empty key says the column is not imported."""

    title = models.CharField(max_length=80)
    key = models.CharField(max_length=60, blank=True)

    view_permission = Permission.ENTER_FILES

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "title"], name="one_habit_per_title")]

    def __str__(self):
        return self.title


class ImportValueHabit(UnitScoped):
    """Which value of a list an office means by a word."""

    key = models.CharField(max_length=60)
    word = models.CharField(max_length=60)
    code = models.CharField(max_length=24)

    view_permission = Permission.ENTER_FILES

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "key", "word"], name="one_habit_per_word")]

    def __str__(self):
        return self.word
