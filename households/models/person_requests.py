from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from households.enums import PersonRequestKind, PersonRequestStatus, Requester
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import ScopedQuerySet, UnitScoped
from unionaid.privacy.fields import EncryptedTextField


class PersonRequestQuerySet(ScopedQuerySet):
    def open(self):
        return self.filter(status=PersonRequestStatus.OPEN)

    def overdue(self, day):
        return self.open().filter(due_on__lt=day)


class PersonRequest(UnitScoped):
    """What somebody asked about the data held on them, after the identity was checked, and the answer.

    The number is kept as a blind index alone, to find the person's rows again.
    """

    kind = models.CharField(_("事项"), max_length=10, choices=PersonRequestKind)
    person = models.BinaryField(max_length=16)
    person_name = models.CharField(_("姓名"), max_length=60)
    id_last4 = models.CharField(_("证件号码后四位"), max_length=4)
    requester = models.CharField(_("提出人"), max_length=10, choices=Requester)
    requester_name = models.CharField(_("提出人姓名"), max_length=60, blank=True)
    document = models.CharField(_("核对的证件"), max_length=80)
    reason = EncryptedTextField(_("事由"))
    received_on = models.DateField(_("提出日期"))
    due_on = models.DateField(_("答复期限"))
    status = models.CharField(
        _("状态"), max_length=10, choices=PersonRequestStatus, default=PersonRequestStatus.OPEN
    )
    answer = EncryptedTextField(_("答复"), blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    view_permission = Permission.REVEAL_IDENTITY
    holding_name = _("个人信息请求")
    objects = PersonRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("个人信息请求")
        ordering = ["-received_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status=PersonRequestStatus.OPEN, answered_on__isnull=True, answered_by__isnull=True
                )
                | (
                    ~Q(status=PersonRequestStatus.OPEN)
                    & Q(answered_on__isnull=False, answered_by__isnull=False)
                ),
                name="answered_person_request_says_who_when",
            ),
            models.CheckConstraint(
                condition=Q(requester=Requester.SELF) | ~Q(requester_name=""),
                name="other_requester_is_named",
            ),
        ]
        indexes = [
            models.Index(fields=["unit_path", "status", "due_on"], name="person_request_list"),
            models.Index(fields=["person"], name="person_request_person"),
        ]

    def __str__(self):
        return f"{self.person_name} {self.get_kind_display()} {self.received_on:%Y-%m-%d}"

    @property
    def is_open(self):
        return self.status == PersonRequestStatus.OPEN
