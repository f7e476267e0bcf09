"""What is filled in about looking at files again. Checks shape; the actions check the rules."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.check_enums import AskedResult, CheckResult, EdgeResult, RelapseResult
from households.enums import TaskKind
from unionaid import clock
from unionaid.organizations.models import UnionUnit
from unionaid.web.fields import DayField
from unionaid.web.widgets import SearchSelect

RESULTS = {
    TaskKind.RECHECK: CheckResult,
    TaskKind.SPOT_CHECK: CheckResult,
    TaskKind.REASSESS: AskedResult,
    TaskKind.EDGE: EdgeResult,
    TaskKind.RELAPSE: RelapseResult,
}
MOST_SHOWN = 3  # levels of the tree whose units can be chosen


class UnitField(forms.ChoiceField):
    """One open unit of those a form offers, by its code; typed and narrowed down."""

    widget = SearchSelect
    default_error_messages = {
        "required": _("请选择单位"), "invalid_choice": _("没有这个单位，请从列表中选择"),
    }

    def offer(self, units):
        self.units = {unit.code: unit for unit in units}
        self.choices = [("", ""), *((unit.code, unit.name) for unit in self.units.values())]

    def clean(self, value):
        return self.units.get(super().clean(value))


class RoundForm(forms.Form):
    """Ordering the re-checks of this year."""

    use_required_attribute = False
    unit = UnitField(label=_("年审范围"), help_text=_("包括下属单位的全部在档档案"))
    due_on = DayField(label=_("完成期限"), help_text=_("满周年的档案按周年日，其余按这一天"))
    note = forms.CharField(
        label=_("要求"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "in"}),
    )

    def __init__(self, *args, posting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(UnionUnit.objects.visible_to(posting).open().filter(depth__lte=MOST_SHOWN))


class SpotCheckForm(forms.Form):
    """Drawing this year's spot check."""

    use_required_attribute = False
    target = UnitField(label=_("抽查范围"), help_text=_("只抽下属单位持有的档案，本级档案由上级抽查"))
    percent = forms.IntegerField(
        label=_("抽查比例（%）"), min_value=1, max_value=100,
        error_messages={
            "required": _("请填写比例"), "invalid": _("比例只写整数，例如 30"),
            "max_value": _("比例在 1 到 100 之间"), "min_value": _("比例在 1 到 100 之间"),
        },
    )
    due_on = DayField(label=_("完成期限"))

    def __init__(self, *args, posting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].offer(UnionUnit.objects.visible_to(posting).open().filter(depth__lte=MOST_SHOWN))


class ResultForm(forms.Form):
    """The result of one task; what can be chosen depends on its kind."""

    use_required_attribute = False
    result = forms.ChoiceField(
        label=_("结果"), widget=forms.RadioSelect,
        error_messages={"required": _("请选择办理结果"), "invalid_choice": _("请选择办理结果")},
    )
    note = forms.CharField(
        label=_("发现的情况和理由"), max_length=1000, required=False,
        help_text=_("除“仍符合”外都要写明"), widget=forms.Textarea(attrs={"rows": 3, "class": "in"}),
    )

    def __init__(self, *args, task, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = RESULTS[task.kind].choices
        if task.kind not in (TaskKind.RECHECK, TaskKind.SPOT_CHECK):
            self.fields["note"].help_text = ""


def last_day():
    """The usual last day of a year's checks."""
    return clock.today().replace(month=11, day=30)
