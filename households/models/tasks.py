from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.enums import TaskKind, TaskStatus
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import ScopedQuerySet, UnitScoped
from unionaid.privacy.fields import EncryptedTextField


class FileTaskQuerySet(ScopedQuerySet):
    def open(self):
        return self.filter(status=TaskStatus.OPEN)


class FileTask(UnitScoped):
    """Something to be done about a file by its unit until a day. Whatever is noticed becomes a task;
    nothing about a file changes by itself.

    `key` names the occasion, so that noticing it again adds nothing.
    """

    archive = models.ForeignKey(
        "households.HardshipArchive", on_delete=models.PROTECT, related_name="tasks"
    )
    kind = models.CharField(_("事项"), max_length=12, choices=TaskKind)
    key = models.CharField(max_length=80, unique=True)
    reason = models.CharField(_("缘由"), max_length=300)
    raised_on = models.DateField(_("产生日期"))
    due_on = models.DateField(_("期限"))
    status = models.CharField(_("状态"), max_length=10, choices=TaskStatus, default=TaskStatus.OPEN)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(_("结果"), max_length=20, blank=True)
    note = EncryptedTextField(_("办理说明"), blank=True)
    ended_on = models.DateField(_("办结日期"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    view_permission = Permission.VIEW_FILES
    holding_name = _("未办任务")
    objects = FileTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("任务")
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=TaskStatus.OPEN, ended_on__isnull=True)
                | (~Q(status=TaskStatus.OPEN) & Q(ended_on__isnull=False)),
                name="ended_task_has_its_date",
            ),
        ]
        indexes = [
            models.Index(fields=["unit_path", "status", "due_on"], name="task_list"),
            models.Index(fields=["archive", "kind"], name="task_of_file"),
        ]
