from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.kinds import BankFormat
from assistance.models.batches import PaymentBatch
from unionaid.accounts.permissions import Permission
from unionaid.money import MoneyField
from unionaid.organizations.models import UnitScoped
from unionaid.privacy.fields import EncryptedBytesField


class BankTemplate(UnitScoped):
    """代发模板: how a bank wants its payment file and how it answers; for a union and all below it.

    `layout` is the rest of a `bank_layouts.Layout` as data.
    """

    name = models.CharField(_("名称"), max_length=60)
    format = models.CharField(_("文件格式"), max_length=8, choices=BankFormat)
    layout = models.JSONField(_("列"))
    changed_on = models.DateField(_("更新日期"))

    view_permission = Permission.PAY_AID
    is_history = True

    class Meta:
        verbose_name = _("代发模板")
        ordering = ["unit_path", "name"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="one_bank_template_per_unit_and_name")
        ]

    def __str__(self):
        return self.name


class BankFile(models.Model):
    """The one file a batch is paid by, kept as it was made, so that every download is the same.

    `layout` is the template of that moment: the bank's answer is read by it.
    """

    batch = models.OneToOneField(PaymentBatch, on_delete=models.PROTECT, related_name="bank_file")
    name = models.CharField(max_length=120)
    layout = models.JSONField()
    content = EncryptedBytesField()
    checksum = models.CharField(_("校验值"), max_length=64)
    row_count = models.PositiveIntegerField(_("笔数"))
    total = MoneyField(_("金额"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField(_("生成日期"))
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(row_count__gt=0, total__gt=0), name="bank_file_pays_something")
        ]

    def __str__(self):
        return self.name


class ReturnFile(models.Model):
    """回盘文件: one answer of the bank, taken in once. `pending_count` rows wait for a later answer."""

    batch = models.ForeignKey(PaymentBatch, on_delete=models.PROTECT, related_name="return_files")
    name = models.CharField(max_length=120)
    checksum = models.CharField(_("校验值"), max_length=64)
    content = EncryptedBytesField()
    paid_count = models.PositiveIntegerField(_("到账笔数"))
    paid_amount = MoneyField(_("到账金额"))
    bounced_count = models.PositiveIntegerField(_("退票笔数"))
    bounced_amount = MoneyField(_("退票金额"))
    pending_count = models.PositiveIntegerField(_("处理中笔数"))
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_on = models.DateField(_("导入日期"))
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["checksum"], name="one_return_file_per_content"),
        ]

    def __str__(self):
        return self.name
