from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.enums import (
    NoticeKind,
    NoticePlace,
    NoticeStatus,
    ObjectionChannel,
    ObjectionStatus,
    Tier,
)
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import ScopedQuerySet, UnitScoped
from unionaid.privacy.fields import EncryptedTextField


class Holiday(models.Model):
    """A public holiday, or a weekend day that is worked to make up for one (国务院办公厅放假通知)."""

    day = models.DateField(_("日期"), unique=True)
    name = models.CharField(_("名称"), max_length=40)
    is_working = models.BooleanField(_("调休上班"), default=False)
    source = models.CharField(_("文号"), max_length=80, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("节假日")
        ordering = ["day"]

    def __str__(self):
        return f"{self.day:%Y-%m-%d} {self.name}"


class PublicNoticeQuerySet(ScopedQuerySet):
    def running(self, day):
        """Notices whose last day has not passed."""
        return self.filter(status=NoticeStatus.OPEN, ends_on__gte=day)

    def expired(self, day):
        """Notices past their last day that nobody has ended yet."""
        return self.filter(status=NoticeStatus.OPEN, ends_on__lt=day)


class PublicNotice(UnitScoped):
    """A list of households put up for objection (公示). Its last day may move later, never earlier.

    `working_days` is what the rule set asked for when it began. `web_token` opens the page on the
    internet while `is_on_web`; without it there is none.
    """

    kind = models.CharField(_("公示类型"), max_length=6, choices=NoticeKind)
    title = models.CharField(_("标题"), max_length=80)
    place_kind = models.CharField(_("公示范围"), max_length=8, choices=NoticePlace)
    place = models.CharField(_("公示地点"), max_length=120)
    telephone = models.CharField(_("监督电话"), max_length=40)
    starts_on = models.DateField(_("开始日期"))
    working_days = models.PositiveSmallIntegerField(_("公示工作日"))
    ends_on = models.DateField(_("截止日期"))
    status = models.CharField(
        _("状态"), max_length=10, choices=NoticeStatus, default=NoticeStatus.OPEN
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField(default=timezone.now)
    closed_on = models.DateField(_("结束日期"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closing_reason = models.CharField(_("撤下理由"), max_length=200, blank=True)
    is_on_web = models.BooleanField(_("对外网页"), default=False)
    web_token = models.CharField(max_length=43, null=True, blank=True, unique=True)

    view_permission = Permission.VIEW_FILES
    holding_name = _("公示")
    objects = PublicNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("公示")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="notice_ends_after_start"),
            models.CheckConstraint(
                condition=Q(status=NoticeStatus.OPEN, closed_on__isnull=True, closed_by__isnull=True)
                | (
                    ~Q(status=NoticeStatus.OPEN)
                    & Q(closed_on__isnull=False, closed_by__isnull=False)
                ),
                name="closed_notice_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(status=NoticeStatus.ENDED) | Q(closed_on__gt=F("ends_on")),
                name="notice_ends_not_before_its_last_day",
            ),
            models.CheckConstraint(
                condition=~Q(status=NoticeStatus.TAKEN_DOWN) | ~Q(closing_reason=""),
                name="taken_down_notice_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(is_on_web=False) | Q(status=NoticeStatus.OPEN, web_token__isnull=False),
                name="only_open_notice_is_on_web",
            ),
        ]
        indexes = [models.Index(fields=["unit_path", "status", "ends_on"], name="notice_list")]

    def __str__(self):
        return f"{self.title} {self.starts_on:%Y-%m-%d}"


class NoticePhoto(UnitScoped):
    """A photo of the posted notice (公示照片), taken between its first and its last day."""

    notice = models.ForeignKey(PublicNotice, on_delete=models.PROTECT, related_name="photos")
    file = models.OneToOneField("attachments.StoredFile", on_delete=models.PROTECT, related_name="+")
    taken_on = models.DateField(_("拍摄日期"))

    view_permission = Permission.VIEW_FILES

    class Meta:
        verbose_name = _("公示照片")
        ordering = ["taken_on", "id"]


class NoticeEntry(models.Model):
    """A household as it was published, frozen. Nothing else about it was ever on the notice.

    `shown_name` is the name in the form of its place: whole on the board of the own enterprise,
    masked elsewhere; the internet shows `masked_name` alone. `is_running` holds the file while its
    notice is open and no objection to it was upheld.
    """

    notice = models.ForeignKey(PublicNotice, on_delete=models.PROTECT, related_name="entries")
    archive = models.ForeignKey(
        "households.HardshipArchive", on_delete=models.PROTECT, related_name="notice_entries"
    )
    request = models.ForeignKey(
        "households.FileRequest",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="notice_entries",
    )
    position = models.PositiveSmallIntegerField()
    shown_name = models.CharField(_("姓名"), max_length=60)
    masked_name = models.CharField(max_length=60)
    employer = models.CharField(_("工作单位"), max_length=120, blank=True)
    tier = models.CharField(_("困难类别"), max_length=12, choices=Tier, blank=True)
    cause = models.CharField(_("致困原因"), max_length=120, blank=True)
    planned_aid = models.CharField(_("拟帮扶项目"), max_length=200, blank=True)
    is_running = models.BooleanField(default=True)
    removed_on = models.DateField(_("撤出日期"), null=True, blank=True)

    class Meta:
        ordering = ["notice", "position"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "position"], name="one_line_per_place_of_notice"),
            models.UniqueConstraint(
                fields=["archive"], condition=Q(is_running=True), name="file_on_one_running_notice"
            ),
            models.CheckConstraint(
                condition=Q(removed_on__isnull=True) | Q(is_running=False),
                name="removed_entry_is_not_running",
            ),
        ]


class ObjectionQuerySet(ScopedQuerySet):
    def open(self):
        return self.filter(status=ObjectionStatus.OPEN)


class Objection(UnitScoped):
    """What somebody says against a household on a notice, and what came of it. Never deleted."""

    notice = models.ForeignKey(PublicNotice, on_delete=models.PROTECT, related_name="objections")
    entry = models.ForeignKey(NoticeEntry, on_delete=models.PROTECT, related_name="objections")
    received_on = models.DateField(_("收到日期"))
    channel = models.CharField(_("提出途径"), max_length=10, choices=ObjectionChannel)
    is_anonymous = models.BooleanField(_("匿名"), default=False)
    objector = EncryptedTextField(_("提出人"), blank=True)
    contact = EncryptedTextField(_("联系方式"), blank=True)
    content = EncryptedTextField(_("异议内容"))
    status = models.CharField(
        _("状态"), max_length=10, choices=ObjectionStatus, default=ObjectionStatus.OPEN
    )
    answer = EncryptedTextField(_("核查情况和答复"), blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    view_permission = Permission.VIEW_FILES
    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("公示异议")
        ordering = ["-received_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status=ObjectionStatus.OPEN, answered_on__isnull=True, answered_by__isnull=True
                )
                | (
                    ~Q(status=ObjectionStatus.OPEN)
                    & Q(answered_on__isnull=False, answered_by__isnull=False)
                ),
                name="answered_objection_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("recorded_by")),
                name="objection_answered_by_another",
            ),
        ]
        indexes = [models.Index(fields=["unit_path", "status", "received_on"], name="objection_list")]
