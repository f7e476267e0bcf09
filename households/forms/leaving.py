"""The forms of leaving: exit, cancellation, transfer to another union."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from households import standards, wording
from households.enums import CancelReason, ExitReason, RequestKind, SafetyNet
from households.forms.requests import RequestForm, form_of
from households.leaving import EXIT_CODES, MONTHS_ABOVE
from households.models.members import SELF
from households.recognition import months_before
from unionaid import clock
from unionaid.organizations import codes
from unionaid.organizations.models import UnionUnit
from unionaid.web.fields import AmountField, DayField
from unionaid.web.widgets import SearchSelect

PROPOSERS = (("WORKER", _("职工本人签字申请")), ("CONTACT", _("结对责任人提议")))
MONTH_NAMES = tuple(f"income_{place}" for place in range(1, MONTHS_ABOVE + 1))


@form_of(RequestKind.EXIT)
class ExitForm(RequestForm):
    icon = "file-check"
    intro = _(
        "脱困：凭自身能力，连续六个月收入高于低保标准。解困：由国家保障和工会常态帮扶兜底。"
        "经公示和县级审核后进入渐退期，期内返困可以恢复在档。"
    )

    exit_reason = forms.ChoiceField(
        label=_("退档原因"), error_messages={"required": _("请选择退档原因")}
    )
    proposed_by = forms.ChoiceField(
        label=_("由谁提出"), choices=PROPOSERS, error_messages={"required": _("请选择由谁提出")}
    )
    safety_net = forms.ChoiceField(
        label=_("纳入哪一种保障"), required=False, choices=[("", _("（解困时填写）")), *SafetyNet.choices]
    )
    since = DayField(label=_("保障起始日期"), required=False, help_text=_("解困时填写"))

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        day = clock.today()
        self.line = standards.line_for(self.archive.unit, day).urban_monthly
        self.fields["exit_reason"].choices = [("", _("请选择"))] + [
            (outcome.label, [(code, codes.label("exit_reason", code)) for code in found])
            for outcome, found in EXIT_CODES.items()
        ]
        self.fields["exit_reason"].columns = self.fields["proposed_by"].columns = "c6"
        self.fields["safety_net"].columns = self.fields["since"].columns = "c6"
        self.months = [
            f"{months_before(day, MONTHS_ABOVE - place):%Y-%m}" for place in range(MONTHS_ABOVE)
        ]
        for name, month in zip(MONTH_NAMES, self.months, strict=True):
            self.fields[name] = AmountField(
                label=_now("%(month)s 家庭人均月收入") % {"month": month}, required=False
            )
            self.fields[name].columns = "c4"
        self.fields[MONTH_NAMES[0]].help_text = _now("脱困时逐月填写，低保标准 %(line)s 元") % {
            "line": wording.amount(self.line)
        }

    @property
    def outcome(self):
        code = self.cleaned_data.get("exit_reason")
        return next((outcome for outcome, found in EXIT_CODES.items() if code in found), None)

    def clean(self):
        given = super().clean()
        if self.outcome == ExitReason.OUT_BY_INCOME:
            for name in MONTH_NAMES:
                if given.get(name) is None and name not in self.errors:
                    self.add_error(name, _("脱困须填写这个月的收入，没有收入填 0"))
        if self.outcome == ExitReason.OUT_BY_SAFETY_NET:
            if not given.get("safety_net"):
                self.add_error("safety_net", _("请选择纳入哪一种保障"))
            if not given.get("since") and "since" not in self.errors:
                self.add_error("since", _("请填写保障起始日期"))
        return given

    def detail(self):
        given = self.cleaned_data
        plain = {
            "outcome": self.outcome, "reason": given["exit_reason"], "proposed_by": given["proposed_by"],
        }
        if self.outcome == ExitReason.OUT_BY_SAFETY_NET:
            return plain | {"safety_net": given["safety_net"], "since": given["since"].isoformat()}
        incomes = [f"{given[name]:.2f}" for name in MONTH_NAMES]
        return plain | {"months": self.months, "incomes": incomes, "line": str(self.line)}

    @classmethod
    def shown(cls, asked, posting):
        detail = asked.detail
        facts = [
            (_now("退档结果"), ExitReason(detail["outcome"]).label),
            (_now("退档原因"), codes.label("exit_reason", detail["reason"])),
            (_now("由谁提出"), dict(PROPOSERS)[detail["proposed_by"]]),
        ]
        if "safety_net" in detail:
            facts += [
                (_now("纳入保障"), SafetyNet(detail["safety_net"]).label),
                (_now("起始日期"), detail["since"]),
            ]
        else:
            line = {"sum": wording.amount(Decimal(detail["line"]))}
            facts += [(_now("低保标准"), _now("%(sum)s 元") % line)]
            facts += list(zip(detail["months"], detail["incomes"], strict=True))
        return {"facts": facts}


@form_of(RequestKind.CANCEL)
class CancelForm(RequestForm):
    icon = "file-off"
    intro = _(
        "注销后档案永久保留、不能恢复，以后符合条件须重新申请。"
        "职工去世而家庭仍有困难的，请改为更换职工本人。"
    )

    cancel_reason = forms.ChoiceField(
        label=_("注销原因"), choices=[("", _("请选择")), *CancelReason.choices],
        error_messages={"required": _("请选择注销原因")},
    )
    evidence = forms.CharField(
        label=_("注销依据"), max_length=300, help_text=_("例如：死亡证明、比对结果、本人声明"),
        widget=forms.TextInput(attrs={"class": "in"}), error_messages={"required": _("请写明注销依据")},
    )
    nobody_goes_on = forms.BooleanField(
        label=_("职工死亡的：其他家庭成员不再在档，不更换职工本人"), required=False
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["cancel_reason"].columns = "c6"
        if not self.archive.members.exclude(relation=SELF).filter(is_counted=True).exists():
            del self.fields["nobody_goes_on"]

    def detail(self):
        given = self.cleaned_data
        return {
            "reason": given["cancel_reason"], "evidence": given["evidence"],
            "nobody_goes_on": given.get("nobody_goes_on", False),
        }

    @classmethod
    def shown(cls, asked, posting):
        detail = asked.detail
        facts = [
            (_now("注销原因"), CancelReason(detail["reason"]).label),
            (_now("注销依据"), detail["evidence"]),
        ]
        if detail.get("nobody_goes_on"):
            facts.append((_now("其他家庭成员"), _now("不再在档")))
        return {"facts": facts}


@form_of(RequestKind.TRANSFER)
class TransferForm(RequestForm):
    icon = "send"
    intro = _(
        "转入工会接收后，档案和未办事项归转入工会，档案号不变。"
        "接收以前对方只看得到档案号、隐去名字的姓名、困难类别和家庭人口。"
    )

    unit = forms.ModelChoiceField(
        label=_("转入工会"), queryset=UnionUnit.objects.none(), widget=SearchSelect,
        help_text=_("输入名称查找"),
        error_messages={"required": _("请选择转入工会"), "invalid_choice": _("请选择现有的工会")},
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        open_units = UnionUnit.objects.open().filter(depth__gte=2).exclude(pk=self.archive.unit_id)
        self.fields["unit"].queryset = open_units.order_by("path")
        self.fields["unit"].label_from_instance = lambda unit: unit.name

    def other_unit(self):
        return self.cleaned_data.get("unit")

    @classmethod
    def shown(cls, asked, posting):
        return {
            "facts": [
                (_now("转出工会"), asked.unit.name),
                (_now("转入工会"), asked.other_unit.name),
                (_now("困难类别"), asked.archive.get_tier_display()),
                (_now("家庭人口"), _now("%(n)d 人") % {"n": asked.archive.household_size}),
            ]
        }
