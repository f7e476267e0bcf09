"""The filters of household files: one set for the list, the export, the API and every figure's link.

With `as_of` the counted values (unit, tier, status and the profile) are those at the end
of that day, read from the episodes; all other filters ask the files as they are now.
"""

import django_filters as filters
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from households import profiles, standards
from households.enums import ArchiveLevel, EventTag, Status, Tier, WorkerKind
from households.filter_fields import (
    YES_NO,
    AnyBand,
    Day,
    DayForAll,
    FilterForm,
    OneOf,
    OneOfCodes,
    Statuses,
    YesNo,
)
from households.models import ArchiveEpisode, HardshipArchive
from households.queries import search, turns
from unionaid import clock
from unionaid.organizations.scope import subtree_range

ALL = "ALL"


class HouseholdFilter(filters.FilterSet):
    """Filters over files of a posting. Without `status` the files on record now are meant."""

    q = filters.CharFilter(label=_("快速查找"), method="by_text")
    as_of = DayForAll(label=_("截至日期"))
    unit = filters.CharFilter(label=_("单位"), method="by_unit")
    tier = OneOf(label=_("困难类别"), choices=Tier.choices)
    status = Statuses(
        label=_("状态"),
        choices=[
            *((status.value, status.label) for status in Status if status != Status.DRAFT),
            (ALL, _("全部状态")),
        ],
        default=[Status.ACTIVE],
        everything=ALL,
    )
    cause = OneOfCodes("hardship_cause", main_only=True, label=_("主要致困原因"), field_name="main_cause")
    age_from = filters.NumberFilter(label=_("年龄，从"), method="by_age_from", min_value=0, max_value=130)
    age_to = filters.NumberFilter(label=_("年龄，至"), method="by_age_to", min_value=0, max_value=130)
    worker_4050 = filters.ChoiceFilter(
        label=_("“4050”人员"), method="by_4050", choices=YES_NO[:1], empty_label=_("不限")
    )
    changed_from = Day(label=_("更新日期，从"), field_name="changed_on", lookup_expr="gte")
    changed_to = Day(label=_("更新日期，至"), field_name="changed_on", lookup_expr="lte")

    age_band = AnyBand(profiles.AGE_BANDS, profiles.in_age_band, label=_("年龄段"))
    education_group = AnyBand(
        profiles.EDUCATION_GROUPS,
        lambda value, _day: Q(education__in=profiles.education_codes(value)),
        label=_("文化程度"),
    )
    education = OneOfCodes("education", label=_("学历"))
    skill_group = AnyBand(
        profiles.SKILL_GROUPS,
        lambda value, _day: Q(skill_level__in=profiles.skill_codes(value)),
        label=_("技能"),
    )
    skill_level = OneOfCodes("skill_level", label=_("技能等级"))
    sex = OneOf(label=_("性别"), choices=[("1", _("男")), ("2", _("女"))])
    ethnicity = OneOfCodes("ethnicity", label=_("民族"))
    work_status = OneOfCodes("employment_status", label=_("工作状态"))
    worker_kind = OneOf(label=_("职工类别"), choices=WorkerKind.choices)
    archive_level = OneOf(label=_("档案级别"), choices=ArchiveLevel.choices)
    secondary_cause = OneOfCodes(
        "hardship_cause", main_only=True, label=_("次要致困原因"), field_name="secondarycauses__cause"
    )
    sub_cause = OneOfCodes("hardship_cause", label=_("原因细分"))
    event_tag = OneOf(label=_("事件标签"), choices=EventTag.choices)
    on_dibao = YesNo(label=_("享受低保"))
    is_single_parent = YesNo(label=_("单亲"))
    is_zero_employment = YesNo(label=_("零就业家庭"))
    model_worker = filters.ChoiceFilter(
        label=_("劳模"), method="by_model_worker", choices=YES_NO, empty_label=_("不限")
    )
    is_migrated = YesNo(label=_("历史迁入"))
    is_reentry = YesNo(label=_("返困"))
    size_from = filters.NumberFilter(label=_("家庭人口，从"), field_name="household_size", lookup_expr="gte")
    size_to = filters.NumberFilter(label=_("家庭人口，至"), field_name="household_size", lookup_expr="lte")
    income_from = filters.NumberFilter(
        label=_("人均月纯收入，从"),
        field_name="net_per_capita_income",
        lookup_expr="gte",
        decimal_places=2,
    )
    income_to = filters.NumberFilter(
        label=_("人均月纯收入，至"),
        field_name="net_per_capita_income",
        lookup_expr="lte",
        decimal_places=2,
    )
    applied_from = Day(label=_("申请日期，从"), field_name="applied_on", lookup_expr="gte")
    applied_to = Day(label=_("申请日期，至"), field_name="applied_on", lookup_expr="lte")
    approved_from = Day(label=_("批准日期，从"), field_name="first_approved_on", lookup_expr="gte")
    approved_to = Day(label=_("批准日期，至"), field_name="first_approved_on", lookup_expr="lte")
    entered_from = DayForAll(label=_("进入在档，从"))
    entered_to = DayForAll(label=_("进入在档，至"))
    left_from = DayForAll(label=_("离开在档，从"))
    left_to = DayForAll(label=_("离开在档，至"))
    exit_reason = OneOfCodes("exit_reason", label=_("退档原因"))

    # What episodes keep too, asked as of a day.
    COUNTED = (
        "unit",
        "tier",
        "status",
        "cause",
        "age_from",
        "age_to",
        "worker_4050",
        "age_band",
        "education_group",
        "education",
        "skill_group",
        "skill_level",
        "sex",
        "work_status",
        "worker_kind",
        "model_worker",
        "ethnicity",
        "on_dibao",
        "is_single_parent",
        "is_zero_employment",
        "archive_level",
        "is_migrated",
        "size_from",
        "size_to",
    )

    class Meta:
        model = HardshipArchive
        fields = []
        form = FilterForm

    def __init__(self, data=None, queryset=None, *, request=None, prefix=None, posting=None):
        super().__init__(data, queryset, request=request, prefix=prefix)
        self.posting = posting or getattr(request, "posting", None)
        self.form.posting = self.posting

    @property
    def day(self):
        """The day ages and figures are asked at the end of."""
        return self.form.cleaned_data.get("as_of") or clock.today()

    @property
    def chosen(self):
        """The filters in use: name → cleaned value."""
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "", [])}

    def filter_queryset(self, queryset):
        values = self.form.cleaned_data
        counted = self._counted(queryset)
        files = queryset.filter(pk__in=counted.values("archive")) if values.get("as_of") else counted
        for name in values.keys() - set(self.COUNTED):
            files = self.filters[name].filter(files, values[name])
        if values["entered_from"] or values["entered_to"]:
            files = turns.entered(files, values["entered_from"], values["entered_to"])
        if values["left_from"] or values["left_to"]:
            files = turns.left(files, values["left_from"], values["left_to"])
        return files

    def _counted(self, queryset):
        """The files, or with `as_of` their episodes of that day, that fit by what is counted."""
        values = self.form.cleaned_data
        as_of = values.get("as_of")
        rows = ArchiveEpisode.objects.visible_to(self.posting).at_end_of(as_of) if as_of else queryset
        for name in self.COUNTED:
            rows = self.filters[name].filter(rows, values[name])
        return rows

    @property
    def elsewhere(self):
        """(files, people) that fit on the day asked and are held outside the posting's scope by now.

        They count in the figures of that day and are not listed: their files belong to another union.
        """
        if "as_of" not in self.chosen or set(self.chosen) - {*self.COUNTED, "as_of"}:
            return 0, 0
        low, high = subtree_range(self.posting.unit_path)
        found = (
            self._counted(self.queryset)
            .exclude(archive__unit_path__gte=low, archive__unit_path__lt=high)
            .aggregate(files=Count("pk"), people=Sum("household_size"))
        )
        return found["files"], found["people"] or 0

    def by_text(self, rows, _name, text):
        return search.matching(rows, text)

    def by_unit(self, rows, _name, unit):
        return rows.within(unit.path)

    def by_age_from(self, rows, _name, age):
        return rows.filter(profiles.aged(int(age), None, self.day))

    def by_age_to(self, rows, _name, age):
        return rows.filter(profiles.aged(None, int(age), self.day))

    def by_4050(self, rows, _name, _value):
        unit = self.form.cleaned_data.get("unit") or self.posting.unit
        return rows.filter(profiles.of_4050(self.day, standards.retirement_ages(unit, self.day)))

    def by_model_worker(self, rows, _name, value):
        plain = Q(model_worker_type__in=["0", ""])
        return rows.filter(~plain if value == "1" else plain)
