"""Step 3, 收入与支出: incomes, rigid expenses, the event, exclusions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.enums import ExpenseKind
from households.forms.fields import TickField, YesNoField
from households.forms.sections import SectionForm
from households.models import ExclusionFlag, HardshipEvent, IncomeItem, RigidExpense
from households.payloads import WORKER_KEY

MEDICAL = ExpenseKind.MEDICAL.value


class PersonalItemForm(SectionForm):
    """A row that belongs to one person of the household, named by the key of their row."""

    def __init__(self, data, **context):
        super().__init__(data, **context)
        self.fields["member"].choices = self.people

    @classmethod
    def make(cls, name, today):
        if name != "member":
            return super().make(name, today)
        return forms.ChoiceField(
            label=_("家庭成员"),
            error_messages={
                "required": _("请选择家庭成员"),
                "invalid_choice": _("这位成员已不在第 2 步中，请重新选择"),
            },
        )


class IncomeForm(PersonalItemForm):
    """An income of the twelve months before application."""

    model = IncomeItem
    layout = (
        ("member", 3), ("kind", 4), ("source", 5),
        ("monthly_amount", 3), ("months", 3), ("since", 3), ("is_counted", 3),
        ("evidence", 6), ("is_imputed", 6),
    )
    optional = frozenset({"since", "evidence", "is_imputed"})
    labels = {"since": _("起始日期"), "is_imputed": _("按最低工资推定的收入")}
    hints = {"source": _("例如 工资、养老金、房租"), "kind": _("按收入性质"), "member": _("谁的收入")}
    chips_up_to = 0
    defaults = {"member": [WORKER_KEY], "months": ["12"], "is_counted": ["yes"]}

    def title(self, place):
        return _("收入第 %(place)d 项") % {"place": place}


class ExpenseForm(PersonalItemForm):
    """A rigid expense of the twelve months: what was spent, what came back."""

    model = RigidExpense
    layout = (
        ("member", 3), ("kind", 3), ("item", 6),
        ("gross_amount", 4), ("reimbursed_amount", 5), ("papers", 3),
        ("outside_insurance", 12),
    )
    optional = frozenset({"outside_insurance", "papers"})
    labels = {"outside_insurance": _("医保目录外的自费药，单列一项")}
    hints = {
        "gross_amount": _("十二个月合计"),
        "reimbursed_amount": _("医保、救助、保险和捐助合计，没有填 0"),
        "papers": _("发票、结算单"),
    }
    chips_up_to = 0
    defaults = {"member": [WORKER_KEY]}

    def title(self, place):
        return _("支出第 %(place)d 项") % {"place": place}

    def clean(self):
        cleaned = super().clean()
        gross, back, kind, outside = self.given(
            "gross_amount", "reimbursed_amount", "kind", "outside_insurance"
        )
        if gross is not None and back is not None and back > gross:
            self.add_error(
                "reimbursed_amount",
                _("已报销、补偿不能多于支出金额 %(gross)s 元，请核对") % {"gross": gross},
            )
        if outside and kind and kind != MEDICAL:
            self.add_error("outside_insurance", _("医保外自费药只能记在“医疗”类支出下"))
        return cleaned

    def value(self, name):
        value = super().value(name)
        return 0 if name == "papers" and value is None else value


class NoIncomeForm(SectionForm):
    """A household without any income says so, instead of leaving the table empty."""

    layout = (("no_income", 12),)

    @classmethod
    def make(cls, name, today):
        return TickField(label=_("家庭十二个月内没有任何收入"), required=False)


class EventForm(SectionForm):
    """The accident, disaster or severe illness; nothing is asked where there was none."""

    title = _("致困事件")
    model = HardshipEvent
    layout = (
        ("has_event", 12),
        ("kind", 8), ("occurred_on", 4),
        ("gross_cost", 3), ("insurance", 3), ("compensation", 3), ("social_assistance", 3),
        ("description", 12),
    )
    lists = frozenset({"kind"})
    amounts = ("gross_cost", "insurance", "compensation", "social_assistance")
    optional = frozenset({"kind", "occurred_on", "description", *amounts})
    asked = dict.fromkeys(("kind", "occurred_on", *amounts), _("必填"))
    hints = {
        "has_event": _("申请前十二个月内的意外事故、自然灾害或重大疾病"),
        "gross_cost": _("已经花的"),
        "insurance": _("没有填 0"),
        "compensation": _("没有填 0"),
        "social_assistance": _("没有填 0"),
    }
    labels = {"social_assistance": _("救助和帮扶")}

    def __init__(self, data, **kwargs):
        super().__init__(data, **kwargs)
        for name, field in self.fields.items():
            if name != "has_event":
                field.columns += " if-yes"

    def add_prefix(self, name):
        return name if name == "has_event" else super().add_prefix(name)

    @classmethod
    def make(cls, name, today):
        if name != "has_event":
            return super().make(name, today)
        return YesNoField(
            label=_("有没有致困事件"),
            widget=forms.RadioSelect,
            error_messages={"required": _("请选择有没有致困事件")},
        )

    def clean(self):
        cleaned = super().clean()
        if self.cleaned_data.get("has_event"):
            for name in ("kind", "occurred_on", *self.amounts):
                self.need(name)
        else:
            for name in list(self.errors):
                if name != "has_event":
                    del self._errors[name]
        return cleaned

    def event(self):
        """Return the event of the content, None where there was none."""
        if not self.cleaned_data.get("has_event"):
            return None
        return {name: value for name, value in self.values().items() if name != "has_event"}


class ExclusionForm(SectionForm):
    """An exclusion that was found, with its evidence; waived only with a reason."""

    model = ExclusionFlag
    layout = (("code", 6), ("source", 3), ("waived", 3), ("evidence", 6), ("waiver_reason", 6))
    optional = frozenset({"waived", "waiver_reason"})
    asked = {"waiver_reason": _("豁免时填写")}
    hints = {"evidence": _("从哪里知道，例如 车辆登记、入户所见")}
    chips_up_to = 0

    def title(self, place):
        return _("排除情形第 %(place)d 项") % {"place": place}

    def clean(self):
        cleaned = super().clean()
        if self.cleaned_data.get("waived"):
            self.need("waiver_reason", _("可以豁免的，请写明理由"))
        return cleaned
