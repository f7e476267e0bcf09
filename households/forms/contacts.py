"""The forms of contacts, visits and demands; the visit's is filled in on a phone at the door."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from households.actions.visits import OPEN_FOR
from households.contact_enums import DemandOutcome, DemandSource, DemandStep
from households.enums import VisitPurpose
from households.forms.attachments import MOST
from households.forms.hardship import aid_types
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.attachments.forms import UploadField
from unionaid.organizations import codes
from unionaid.web.fields import DayField
from unionaid.web.widgets import SearchSelect

PICKED = {"class": "in"}


def demand_kinds():
    allowed = aid_types(clock.today())
    return [("", _("请选择")), *(pair for pair in codes.choices("aid_type") if pair[0] in allowed)]


class ContactForm(forms.Form):
    """Who answers for the household: somebody with an office here or above, or a person from outside."""

    office = forms.TypedChoiceField(
        label=_("工会人员"), required=False, widget=SearchSelect, coerce=int, empty_value=None,
        help_text=_("选择本单位或上级工会的在岗人员；单位外的责任人在下面填写"),
    )
    name = forms.CharField(label=_("联系人姓名"), max_length=60, required=False)
    post = forms.CharField(label=_("单位职务"), max_length=120, required=False)
    phone = forms.CharField(label=_("联系电话"), max_length=30, required=False)
    note = forms.CharField(label=_("移交说明"), max_length=200, required=False)

    def __init__(self, data=None, *, offices, handed_over=True, **kwargs):
        super().__init__(data, **kwargs)
        self.offices = {posting.pk: posting for posting in offices}
        self.fields["office"].choices = [("", _("（不选）"))] + [
            (pk, f"{posting.user.display_name} · {posting.unit.short_name} · {posting.role_label}")
            for pk, posting in self.offices.items()
        ]
        if not handed_over:
            del self.fields["note"]

    def person(self):
        """Return what the actions take."""
        given = self.cleaned_data
        office = self.offices.get(given["office"])
        if office is not None:
            return {"user": office.user}
        return {name: given[name] for name in ("name", "post", "phone")}


class HomeVisitForm(forms.Form):
    """A visit in a minute: why, when, who, whom they met, what they found, when next."""

    purpose = forms.ChoiceField(label=_("走访事由"), widget=forms.RadioSelect)
    visited_on = DayField(label=_("走访日期"))
    visitors = forms.CharField(
        label=_("走访人"), max_length=110, help_text=_("多人用顿号分开"),
        error_messages={"required": _("请填写走访人的姓名")},
    )
    met = forms.CharField(label=_("受访人"), max_length=60, required=False)
    findings = forms.CharField(
        label=_("了解到的情况"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4, "class": "in"}),
        error_messages={"required": _("请写明走访了解到的情况")},
    )
    next_on = DayField(
        label=_("下次走访"), required=False, help_text=_("不填时按认定标准的走访间隔推算")
    )
    demand_kind = forms.ChoiceField(label=_("新的诉求"), choices=demand_kinds, required=False)
    demand = forms.CharField(label=_("诉求内容"), max_length=300, required=False)
    photos = UploadField(
        label=_("走访照片"), most=MOST, required=False,
        help_text=_("可用手机拍照，一次最多 5 张；照片中的拍摄地点等信息会自动去掉"),
    )
    request_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)

    def __init__(self, data=None, files=None, *, archive, posting, **kwargs):
        start = {
            "visited_on": clock.today(), "visitors": posting.user.display_name, "met": _("本人"),
            "request_key": str(uuid4()),
        }
        super().__init__(data, files, initial=start | kwargs.pop("initial", {}), **kwargs)
        if not (posting.may(Permission.ENTER_FILES) or posting.may(Permission.REVIEW_FILES)):
            del self.fields["photos"]
        allowed = [purpose for purpose, statuses in OPEN_FOR.items() if archive.status in statuses]
        self.fields["purpose"].choices = [(value.value, value.label) for value in allowed]
        if self.initial.get("purpose") not in allowed:
            self.initial["purpose"] = allowed[-1] if archive.status == "GRACE" else VisitPurpose.PAIRING

    def clean(self):
        given = super().clean()
        if bool(given.get("demand")) != bool(given.get("demand_kind")):
            self.add_error(
                "demand" if given.get("demand_kind") else "demand_kind", _("新的诉求须有类别和内容")
            )
        return given

    def values(self):
        """Return what `visits.record_visit` takes."""
        given = self.cleaned_data
        kept = {name: given[name] for name in ("purpose", "visited_on", "met", "findings", "next_on")}
        names = given["visitors"].replace("，", "、").replace(",", "、").split("、")
        return kept | {"visitors": names, "request_key": given["request_key"] or None}


class DemandForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("诉求类别"), choices=demand_kinds, error_messages={"required": _("请选择诉求类别")}
    )
    source = forms.ChoiceField(
        label=_("来源"), choices=[pair for pair in DemandSource.choices if pair[0] != DemandSource.ENTRY]
    )
    content = forms.CharField(
        label=_("诉求内容"), max_length=500, widget=forms.Textarea(attrs={"rows": 3, "class": "in"}),
        error_messages={"required": _("请写明诉求内容")},
    )
    due_on = DayField(label=_("办理期限"), required=False, help_text=_("不填时按认定标准推算"))


class DemandStepForm(forms.Form):
    """Answer, refer or close: one form, one step chosen."""

    step = forms.ChoiceField(
        label=_("办理"), widget=forms.RadioSelect,
        choices=[(s.value, s.label) for s in (DemandStep.ANSWER, DemandStep.REFER, DemandStep.CLOSE)],
        error_messages={"required": _("请选择答复、转交或办结")},
    )
    referred_to = forms.CharField(
        label=_("转交单位"), max_length=80, required=False, help_text=_("转交时填写")
    )
    outcome = forms.ChoiceField(
        label=_("办理结果"), required=False, help_text=_("办结时选择"),
        choices=[("", _("请选择")), *(p for p in DemandOutcome.choices if p[0] != DemandOutcome.LAPSED)],
    )
    note = forms.CharField(
        label=_("情况说明"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3, "class": "in"}),
        error_messages={"required": _("请写明办理情况")},
    )


class PlainPrintForm(forms.Form):
    """Why a visit sheet is printed with telephones and addresses in full."""

    purpose = forms.CharField(
        label=_("打印完整地址和电话的事由"), max_length=200,
        error_messages={"required": _("请写明打印完整地址和电话的事由")},
    )
