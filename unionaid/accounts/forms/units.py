from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unionaid.organizations.enums import UnionKind, UnionLevel
from unionaid.organizations.models import Region, UnionUnit
from unionaid.organizations.queries import matching


class NamesForm(forms.Form):
    """What a unit is called and how it is reached."""

    name = forms.CharField(label=_("名称"), max_length=100, error_messages={"required": _("请填写名称")})
    short_name = forms.CharField(
        label=_("简称"),
        max_length=60,
        required=False,
        help_text=_("统计表里用，例如“城关区”；不填则与名称相同"),
    )
    telephone = forms.CharField(
        label=_("联系电话"),
        max_length=30,
        required=False,
        help_text=_("其他机构查重时会看到这个电话"),
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )


class RenameForm(NamesForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class NewUnitForm(NamesForm):
    """A unit to be set up under `parent`; offers only levels that may stand there."""

    level = forms.ChoiceField(label=_("级别"), error_messages={"required": _("请选择级别")})
    kind = forms.ChoiceField(label=_("类型"), choices=UnionKind, error_messages={"required": _("请选择类型")})
    region_code = forms.CharField(
        label=_("所在行政区划"),
        max_length=6,
        help_text=_("六位代码，例如 620102；乡镇街道和基层工会填所在县区"),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": _("请填写行政区划代码")},
    )
    code = forms.RegexField(
        r"^[A-Z0-9][A-Z0-9-]{1,19}$",
        label=_("机构代码"),
        required=False,
        help_text=_("大写字母、数字和横线；不填则按上级机构编号"),
        error_messages={"invalid": _("机构代码只用大写字母、数字和横线，2 至 20 位")},
    )
    field_order = ["name", "short_name", "level", "kind", "region_code", "telephone", "code"]

    def __init__(self, *args, parent, **kwargs):
        super().__init__(*args, **kwargs)
        above = UnionLevel(parent.level)
        self.fields["level"].choices = [
            (level.value, level.label) for level in UnionLevel if above.may_hold(level)
        ]
        self.fields["region_code"].initial = parent.region_code

    def clean_region_code(self):
        code = self.cleaned_data["region_code"]
        if not Region.objects.in_force().filter(code=code).exists():
            raise ValidationError(_("没有代码为 %(code)s 的行政区划"), params={"code": code})
        return code


class TargetForm(forms.Form):
    """The unit to move under or to merge into, named by code or name within the administrator's subtree."""

    target = forms.CharField(
        label=_("目标机构"),
        max_length=100,
        help_text=_("填机构代码、行政区划代码或名称"),
        widget=forms.TextInput(attrs={"list": "units", "autocomplete": "off"}),
        error_messages={"required": _("请填写目标机构")},
    )

    def __init__(self, *args, posting, **kwargs):
        super().__init__(*args, **kwargs)
        self.posting = posting

    def clean_target(self):
        text = self.cleaned_data["target"].strip()
        visible = UnionUnit.objects.open().visible_to(self.posting)
        exact = visible.filter(code=text).first() or visible.filter(name=text).first()
        if exact:
            return exact
        found = list(matching(text, self.posting.unit_path)[:6])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("没有找到“%(text)s”，请核对名称或代码"), params={"text": text})
        raise ValidationError(
            _("有多个机构符合：%(names)s。请填写机构代码"),
            params={
                "names": _("、").join(
                    _("%(unit)s（%(code)s）") % {"unit": unit.name, "code": unit.code} for unit in found[:5]
                )
            },
        )


class MergeForm(TargetForm):
    carry_postings = forms.BooleanField(label=_("原机构人员转到目标机构任相同岗位"), required=False)
