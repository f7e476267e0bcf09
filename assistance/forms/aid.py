"""新增帮扶: the fields of one aid, those its kind asks for and no others."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assistance.enums import UNION_MONEY_LEVELS, FundScheme, FundSource
from assistance.kinds import PERSONAL, AidForm, AidType
from assistance.limits import ZERO
from assistance.proposals import Proposal, funds_of, periods_of, school_years_of
from assistance.queries.aid import stage_group
from assistance.queries.limits import Asked
from households.enums import EventTag
from unionaid.organizations import codes
from unionaid.web.fields import AmountField

CHOOSE = ("", _("请选择"))
CAMPAIGNS = "B"
COMMON = ("fund", "period", "event_tag", "campaign", "reason", "over_cap_document", "over_cap_reason")
# Fields of the form that an error of the rules names otherwise.
FIELD_OF_ERROR = {"source": "fund"}


class AidEntryForm(forms.Form):
    """One aid of one kind. `members` are the people of the household, `day` the business day."""

    aid_type = forms.CharField(widget=forms.HiddenInput)
    form = forms.CharField(widget=forms.HiddenInput)
    member = forms.TypedChoiceField(label=_("帮扶对象"), coerce=int)
    stage = forms.ChoiceField(label=_("学段"))
    school_year = forms.ChoiceField(label=_("学年"))
    gross_cost = AmountField(
        label=_("本年费用总额"), help_text=_("全年累计，包括以前申请时用过的票据")
    )
    reimbursed = AmountField(label=_("其中已报销、补偿"), help_text=_("全年累计，没有就填 0"))
    goods = forms.CharField(label=_("物品"), max_length=60)
    quantity = forms.IntegerField(
        label=_("数量"), min_value=1, max_value=100_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    unit_price = AmountField(label=_("单价"), min_value=Decimal("0.01"))
    amount = AmountField(label=_("金额"), min_value=Decimal("0.01"))
    fund = forms.ChoiceField(label=_("资金来源"))
    period = forms.ChoiceField(label=_("时段"), help_text=_("同一项目、同一来源、同一时段只能有一次"))
    event_tag = forms.ChoiceField(label=_("事件标签"), choices=EventTag.choices, required=False)
    campaign = forms.ChoiceField(label=_("四送活动"), required=False)
    reason = forms.CharField(
        label=_("帮扶事由"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    over_cap_document = forms.CharField(label=_("超限批文文号"), max_length=80, required=False)
    over_cap_reason = forms.CharField(label=_("超限理由"), max_length=200, required=False)

    def __init__(self, data=None, *, archive, members, aid_type, form, day, asks_cost, initial=None):
        super().__init__(
            data, initial={"aid_type": aid_type, "form": form, "period": f"{day.year}"} | (initial or {})
        )
        self.archive, self.people = archive, {member.pk: member for member in members}
        self.kind, self.given = aid_type, form
        self._drop(set(self.fields) - set(self._asked(aid_type, form, asks_cost)))
        self._offer(members, day)

    def _asked(self, aid_type, form, asks_cost):
        yield from ("aid_type", "form", *COMMON)
        if aid_type in PERSONAL:
            yield "member"
        if aid_type == AidType.EDUCATION:
            yield from ("stage", "school_year")
        if asks_cost:
            yield from ("gross_cost", "reimbursed")
        yield from ("goods", "quantity", "unit_price") if form == AidForm.GOODS else ("amount",)

    def _drop(self, names):
        for name in names:
            del self.fields[name]

    def _offer(self, members, day):
        """Fill in the choices that depend on the household and the day."""
        offered = {
            "fund": [CHOOSE, *_funds(day.year)],
            "period": list(periods_of(day.year)),
            "campaign": [("", _("不属于活动")), *campaigns(day)],
            "member": [CHOOSE, *((member.pk, member.name) for member in self._eligible(members))],
            "stage": [CHOOSE, *codes.choices("education_stage", day)],
            "school_year": [(year, year) for year in school_years_of(day.year)],
        }
        for name, choices in offered.items():
            if name in self.fields:
                self.fields[name].choices = choices

    def _eligible(self, members):
        """Students first where schooling is asked for."""
        if self.kind != AidType.EDUCATION:
            return members
        return sorted(members, key=lambda member: not member.school_stage)

    def clean(self):
        values = super().clean()
        gross, back = values.get("gross_cost"), values.get("reimbursed")
        if gross is not None and back is not None and back > gross:
            self.add_error("reimbursed", _("已报销不能多于费用总额"))
        return values

    def asked(self, besides=None):
        """Return what has been filled in so far as an Asked, wrong and empty fields left out."""
        values = {name: self._so_far(name) for name in self.fields}
        gross, back = values.get("gross_cost"), values.get("reimbursed")
        scheme = _fund(values.get("fund"))[2]
        return Asked(
            archive=self.archive, aid_type=self.kind, scheme=scheme, besides=besides,
            amount=_amount(values), member=self.people.get(values.get("member")),
            stage=stage_group(values.get("stage")),
            own_cost=None if gross is None else max(gross - (back or ZERO), ZERO),
        )

    def _so_far(self, name):
        field = self[name]
        try:
            return field.field.clean(field.data if self.is_bound else field.initial)
        except ValidationError:
            return None

    def proposal(self):
        """Return the valid content as a Proposal."""
        values = self.cleaned_data
        source, union_level, scheme = _fund(values["fund"])
        taken = {
            name: values[name] or _empty(name)
            for name in (
                "member", "stage", "school_year", "goods", "quantity", "unit_price", "event_tag",
                "campaign", "reason", "over_cap_document", "over_cap_reason",
            )
            if name in values
        }
        return Proposal(
            aid_type=self.kind, form=self.given, source=source, union_level=union_level, scheme=scheme,
            period=values["period"], amount=_amount(values), gross_cost=values.get("gross_cost"),
            reimbursed=values.get("reimbursed"), **taken,
        )

    def refuse(self, error):
        """Show a refusal of the rules at the field it names."""
        name = FIELD_OF_ERROR.get(getattr(error, "field", ""), getattr(error, "field", ""))
        self.add_error(name if name in self.fields else None, str(error))


def initial_of(aid):
    """Return the content of an aid as the form begins with it."""
    names = (
        "stage", "school_year", "gross_cost", "reimbursed", "goods", "quantity", "unit_price", "amount",
        "period", "event_tag", "campaign", "reason", "over_cap_document", "over_cap_reason",
    )
    return {name: getattr(aid, name) for name in names} | {
        "member": aid.member_id, "fund": _key(aid.source, aid.union_level, aid.scheme),
    }


def _amount(values):
    if "amount" in values:
        return values["amount"] or ZERO
    return (values.get("quantity") or 0) * (values.get("unit_price") or ZERO)


def _empty(name):
    return None if name in ("member", "quantity", "unit_price") else ""


def _key(source, level, scheme):
    return f"{source}/{level}/{scheme}"


def _fund(key):
    return tuple(key.split("/")) if key else ("", "", "")


def _funds(year):
    levels = dict(UNION_MONEY_LEVELS)
    for source, level, scheme in funds_of(year, levels):
        label = FundSource(source).label
        if level:
            label = _now("%(source)s（%(level)s）") % {"source": label, "level": levels[level]}
        elif scheme != FundScheme.OWN:
            label = _now("%(source)s · %(scheme)s") % {"source": label, "scheme": FundScheme(scheme).label}
        yield _key(source, level, scheme), label


def campaigns(day):
    return [
        (code, label)
        for code, label in codes.choices("aid_type", day)
        if codes.parent("aid_type", code) == CAMPAIGNS
    ]
