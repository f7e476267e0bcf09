"""What is asked before the draft of another worker, a split or a merge can be filled: who is meant."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.models import HardshipArchive
from unionaid.organizations import codes

STAYS, GONE = "STAYS", "GONE"


class PeopleForm(forms.Form):
    """Base: a form about the members of a file, named by their places."""

    use_required_attribute = False

    def __init__(self, data=None, *, archive, by, **kwargs):
        super().__init__(data, **kwargs)
        self.archive, self.by = archive, by
        self.people = [
            (str(place), f"{member.name}（{codes.label('relationship', member.relation)}）")
            for place, member in enumerate(archive.members.order_by("position"))
            if place
        ]


class HeadPlanForm(PeopleForm):
    place = forms.ChoiceField(
        label=_("新的职工本人"), widget=forms.RadioSelect,
        help_text=_("须是家庭成员，工作和工会会籍在下一步填写"),
        error_messages={"required": _("请选择新的职工本人")},
    )
    former = forms.ChoiceField(
        label=_("原职工本人"), widget=forms.RadioSelect,
        choices=[(STAYS, _("仍是家庭成员")), (GONE, _("已去世或已离开家庭"))],
        error_messages={"required": _("请选择原职工本人的去向")},
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["place"].choices = self.people

    def plan(self):
        given = self.cleaned_data
        return {"place": int(given["place"]), "former_stays": given["former"] == STAYS}


class SplitPlanForm(PeopleForm):
    leaving = forms.MultipleChoiceField(
        label=_("分出去的家庭成员"), widget=forms.CheckboxSelectMultiple,
        help_text=_("其余成员和职工本人留在原档案；收入、支出和帮扶记录随人走"),
        error_messages={"required": _("请选择分出去的家庭成员")},
    )
    head = forms.ChoiceField(
        label=_("新档案的职工本人"), widget=forms.RadioSelect,
        help_text=_("从分出去的成员中选定一位"),
        error_messages={"required": _("请选择新档案的职工本人")},
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["leaving"].choices = self.fields["head"].choices = self.people

    def clean(self):
        given = super().clean()
        if given.get("head") and given.get("leaving") and given["head"] not in given["leaving"]:
            self.add_error("head", _("新档案的职工本人须在分出去的成员中"))
        return given

    def plan(self):
        given = self.cleaned_data
        return {"leaving": [int(place) for place in given["leaving"]], "head": int(given["head"])}


class MergePlanForm(PeopleForm):
    file_no = forms.CharField(
        label=_("并入的档案号"), max_length=24,
        help_text=_("那份档案的成员并入本档案，那份档案注销；两份档案须在同一个工会"),
        widget=forms.TextInput(attrs={"class": "in", "autocomplete": "off"}),
        error_messages={"required": _("请填写并入的档案号")},
    )

    def clean_file_no(self):
        number = self.cleaned_data["file_no"].strip().upper()
        found = HardshipArchive.objects.visible_to(self.by).select_related("unit").filter(file_no=number)
        self.other = found.first()
        if self.other is None:
            raise forms.ValidationError(_("没有找到这个档案号，请核对"))
        return number

    def plan(self):
        return {"other": self.other}
