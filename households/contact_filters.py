"""The filters of contacts, visits, demands and tasks: one set for the page, the export and the API."""

from datetime import timedelta

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from households.contact_enums import DemandSource, DemandStatus
from households.enums import TaskKind, TaskStatus, Tier, VisitPurpose
from households.filter_fields import Day, FilterForm
from households.models import Demand, FileTask, HardshipArchive, HomeVisit, Pairing
from households.queries import contacts
from unionaid import clock
from unionaid.organizations import codes
from unionaid.organizations.models import UnionUnit

SOON = timedelta(days=30)
MINE = (("me", _("我结对的家庭")),)
DUE = (("late", _("已逾期")), ("soon", _("30 天内到期")))


class ScopeForm(FilterForm):
    """Offers the unions of the scope."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "in in-s"

    def offer_units(self, posting):
        units = UnionUnit.objects.visible_to(posting).open().exclude(pk=posting.unit_id)
        choices = [(unit.code, unit.short_name) for unit in units]
        if choices:
            self.fields["unit"].widget = forms.Select(
                attrs={"class": "in in-s"}, choices=[("", _("单位：全部")), *choices]
            )
        else:
            self.fields["unit"].widget = forms.HiddenInput()


class ScopeFilter(filters.FilterSet):
    """A set over rows of a posting's scope. `path` leads from the row to its file's columns."""

    path = "archive__"
    q = filters.CharFilter(label=_("姓名或档案号"), method="by_text")
    unit = filters.CharFilter(label=_("单位"), method="by_unit")

    def __init__(self, data=None, queryset=None, *, request=None, prefix=None, posting=None):
        super().__init__(data, queryset, request=request, prefix=prefix)
        self.posting = posting or request.posting
        self.form.posting = self.posting
        self.form.offer_units(self.posting)

    def by_unit(self, rows, _name, unit):
        return rows.within(unit.path)

    def by_text(self, rows, _name, text):
        name, number = f"{self.path}worker_name__startswith", f"{self.path}file_no"
        return rows.filter(Q(**{name: text.strip()}) | Q(**{number: text.strip()}))


def by_day(rows, field, value):
    """Narrow rows to those overdue, or due within 30 days."""
    today = clock.today()
    if value == "late":
        return rows.filter(**{f"{field}__lt": today})
    return rows.filter(**{f"{field}__range": (today, today + SOON)})


def _one_of(label, choices, **kwargs):
    return filters.ChoiceFilter(label=label, choices=choices, empty_label=label, **kwargs)


class VisitsDueFilter(ScopeFilter):
    """Whom to visit; without a choice those due within 30 days or overdue."""

    tier = _one_of(_("困难类别"), Tier.choices, field_name="archive__tier")
    township = filters.CharFilter(
        label=_("街道（乡镇）"), field_name="archive__township", lookup_expr="startswith"
    )
    contact = _one_of(_("责任联系人"), MINE, method="by_contact")
    due = _one_of(_("到期"), (*DUE, ("all", _("全部"))), method="by_due")

    class Meta:
        model = Pairing
        fields = []
        form = ScopeForm

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        if not self.form.cleaned_data.get("due"):
            rows = rows.filter(next_visit_on__lte=clock.today() + SOON)
        return rows

    def by_contact(self, rows, _name, _value):
        return rows.filter(contact=self.posting.user_id)

    def by_due(self, rows, _name, value):
        return rows if value == "all" else by_day(rows, "next_visit_on", value)


class PairedFilesFilter(ScopeFilter):
    path = ""
    STATES = (("PAIRED", _("已结对")), ("UNPAIRED", _("未结对")), ("GONE", _("联系人已离岗")))
    state = _one_of(_("结对情况"), STATES, method="by_state")
    tier = _one_of(_("困难类别"), Tier.choices)
    contact = _one_of(_("责任联系人"), MINE, method="by_contact")
    contact_name = filters.CharFilter(label=_("联系人姓名"), method="by_contact_name")

    class Meta:
        model = HardshipArchive
        fields = []
        form = ScopeForm

    def by_state(self, rows, _name, value):
        if value == "GONE":
            return contacts.left_behind(rows)
        return contacts.paired(rows, value == "PAIRED")

    def by_contact(self, rows, _name, _value):
        own = Pairing.objects.current().filter(contact=self.posting.user_id)
        return rows.filter(pk__in=own.values("archive"))

    def by_contact_name(self, rows, _name, text):
        named = Pairing.objects.current().filter(contact_name__startswith=text.strip())
        return rows.filter(pk__in=named.values("archive"))


class VisitRecordsFilter(ScopeFilter):
    purpose = _one_of(_("走访事由"), VisitPurpose.choices)
    visited_from = Day(label=_("走访日期，从"), field_name="visited_on", lookup_expr="gte")
    visited_to = Day(label=_("走访日期，至"), field_name="visited_on", lookup_expr="lte")

    class Meta:
        model = HomeVisit
        fields = []
        form = ScopeForm


class DemandsFilter(ScopeFilter):
    """Demands; without a choice those under way."""

    status = _one_of(_("状态"), (*DemandStatus.choices, ("ALL", _("全部状态"))), method="by_status")
    kind = _one_of(_("诉求类别"), lambda: codes.choices("aid_type"))
    source = _one_of(_("来源"), DemandSource.choices)
    due = _one_of(_("办理期限"), DUE, method="by_due")
    contact = _one_of(_("责任联系人"), MINE, method="by_contact")
    raised_from = Day(label=_("提出日期，从"), field_name="raised_on", lookup_expr="gte")
    raised_to = Day(label=_("提出日期，至"), field_name="raised_on", lookup_expr="lte")

    class Meta:
        model = Demand
        fields = []
        form = ScopeForm

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("status") else rows.open()

    def by_status(self, rows, _name, value):
        return rows if value == "ALL" else rows.filter(status=value)

    def by_due(self, rows, _name, value):
        return by_day(rows.open(), "due_on", value)

    def by_contact(self, rows, _name, _value):
        own = Pairing.objects.current().filter(contact=self.posting.user_id)
        return rows.filter(archive__in=own.values("archive"))


class LedgerFilter(ScopeFilter):
    tier = _one_of(_("困难类别"), Tier.choices, field_name="archive__tier")
    contact_name = filters.CharFilter(
        label=_("联系人姓名"), field_name="contact_name", lookup_expr="startswith"
    )

    class Meta:
        model = Pairing
        fields = []
        form = ScopeForm


class TasksFilter(ScopeFilter):
    """Tasks; without a choice those to be done."""

    status = _one_of(_("状态"), (*TaskStatus.choices, ("ALL", _("全部状态"))), method="by_status")
    kind = _one_of(_("事项"), TaskKind.choices)
    due = _one_of(_("期限"), DUE, method="by_due")
    assigned = _one_of(_("承办人"), (("me", _("指派给我的")),), method="by_assigned")

    class Meta:
        model = FileTask
        fields = []
        form = ScopeForm

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("status") else rows.open()

    def by_status(self, rows, _name, value):
        return rows if value == "ALL" else rows.filter(status=value)

    def by_due(self, rows, _name, value):
        return by_day(rows.open(), "due_on", value)

    def by_assigned(self, rows, _name, _value):
        return rows.filter(assigned_to=self.posting.user_id)
