"""What people are told of, each with its sentence. Sentences name a household at most, never a number."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    FILE_RETURNED = "FILE_RETURNED", _("档案退回")
    FILE_APPROVED = "FILE_APPROVED", _("批准建档")
    FILE_REJECTED = "FILE_REJECTED", _("不予建档")
    REQUEST_DONE = "REQUEST_DONE", _("申请办结")
    REQUEST_REFUSED = "REQUEST_REFUSED", _("申请未通过")
    TRANSFER_ASKED = "TRANSFER_ASKED", _("档案转入")
    PAIRED = "PAIRED", _("结对")
    DEMAND_RAISED = "DEMAND_RAISED", _("新的诉求")
    TASK_ASSIGNED = "TASK_ASSIGNED", _("任务指派")
    TASKS_OVERDUE = "TASKS_OVERDUE", _("任务逾期")
    VISITS_DUE = "VISITS_DUE", _("走访到期")
    NOTICES_ENDED = "NOTICES_ENDED", _("公示期满")


SENTENCES = {
    Kind.FILE_RETURNED: _("%(name)s家庭的档案被退回，请修改后重新提交"),
    Kind.FILE_APPROVED: _("%(name)s家庭已批准建档"),
    Kind.FILE_REJECTED: _("%(name)s家庭不予建档，请告知职工"),
    Kind.REQUEST_DONE: _("您为%(name)s家庭提出的申请已办结"),
    Kind.REQUEST_REFUSED: _("您为%(name)s家庭提出的申请未通过"),
    Kind.TRANSFER_ASKED: _("%(unit)s申请把一户档案转入，请接收或不同意"),
    Kind.PAIRED: _("您成为%(name)s家庭的责任联系人"),
    Kind.DEMAND_RAISED: _("您结对的%(name)s家庭提出了新的诉求"),
    Kind.TASK_ASSIGNED: _("有一项任务指派给您：%(name)s家庭"),
    Kind.TASKS_OVERDUE: _("%(n)s 项任务昨天到期，还没有办结"),
    Kind.VISITS_DUE: _("您结对的 %(n)s 户家庭今天应走访"),
    Kind.NOTICES_ENDED: _("%(n)s 份公示已期满，可以进入下一步"),
}
ICONS = {
    Kind.FILE_RETURNED: "arrow-back-up", Kind.REQUEST_REFUSED: "circle-x", Kind.FILE_REJECTED: "circle-x",
    Kind.TRANSFER_ASKED: "send", Kind.PAIRED: "user-check", Kind.DEMAND_RAISED: "message-2",
    Kind.TASK_ASSIGNED: "calendar-due", Kind.TASKS_OVERDUE: "calendar-due", Kind.VISITS_DUE: "map-pin",
    Kind.NOTICES_ENDED: "file-text",
}
