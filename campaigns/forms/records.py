"""The form of a register: the fields of its line, shaped from the model. It checks shape, not meaning."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from households.models import FamilyMember, HardshipArchive
from unionaid.money import MoneyField
from unionaid.privacy.fields import EncryptedTextField
from unionaid.web.fields import AmountField, DayField

LONG = 200
CHOOSE = _("请选择")
NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}


class RowField(forms.ModelChoiceField):
    """A row of a register above, chosen from a list; a workbook may name it by its words."""

    def to_python(self, value):
        if isinstance(value, str) and value and not value.isdecimal():
            named = [row for row in self.queryset if str(row) == value.strip()]
            if len(named) == 1:
                return named[0]
        return super().to_python(value)


class RecordForm(forms.ModelForm):
    """A line of a register, asked by a posting. The file and the student are named in words."""

    def __init__(self, *args, by, register, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        for name, field in self.fields.items():
            field.label = register.label(name)
            if isinstance(field, RowField):
                field.queryset = field.queryset.model.objects.visible_to(by).held()
        if self.instance.pk:
            for name in ("archive", "member"):
                if name in self.fields:
                    self.initial[name] = str(getattr(self.instance, name) or "")

    def clean_archive(self):
        number = self.cleaned_data["archive"].strip()
        if not number:
            return None
        found = HardshipArchive.objects.visible_to(self.by).filter(file_no=number).first()
        if found is None:
            raise forms.ValidationError(_("本单位范围内没有这个档案号，请核对"))
        return found

    def clean(self):
        values = super().clean()
        for name in self.fields:
            if values.get(name) in (None, "") and name in values:
                values[name] = self._meta.model._meta.get_field(name).get_default()
        if "member" in self.fields and values.get("archive") and values.get("member"):
            values["member"] = self._member(values["archive"], values["member"].strip())
        return values

    def _member(self, archive, name):
        people = list(FamilyMember.objects.filter(archive=archive))
        named = [person for person in people if person.name == name]
        if len(named) == 1:
            return named[0]
        words = _("这份档案里没有叫这个名字的家庭成员。家庭成员：%(names)s") if not named else _(
            "这份档案里有两个人叫这个名字，请先在档案里区分。家庭成员：%(names)s"
        )
        self.add_error("member", words % {"names": "、".join(person.name for person in people)})
        return None

    def _post_clean(self):
        """The line is built by the action; the model's own checks would say it a second time."""


def form_of(register):
    """Return the form class of a register."""
    return forms.modelform_factory(
        register.model, form=RecordForm, fields=register.fields, formfield_callback=_field
    )


def _field(column, **kwargs):
    """Return the input of a column: days and amounts as everywhere, numbers without arrows."""
    required = not column.blank and not column.has_default()
    if isinstance(column, models.ForeignKey):
        if column.name == "archive":
            return forms.CharField(max_length=24, required=required)
        if column.name == "member":
            return forms.CharField(max_length=60)
        model = column.related_model
        return RowField(queryset=model.objects.none(), required=required, empty_label=CHOOSE)
    if isinstance(column, MoneyField):
        return AmountField(required=required)
    if isinstance(column, models.DateField):
        return DayField(required=not column.blank)
    if isinstance(column, models.IntegerField):
        return forms.IntegerField(
            min_value=0, max_value=2_000_000_000, required=required, widget=forms.TextInput(NUMERIC)
        )
    if isinstance(column, EncryptedTextField):
        return forms.CharField(max_length=60, required=required)
    field = column.formfield(**kwargs)
    if column.choices:
        if field.choices and field.choices[0][0] == "":
            field.choices = [("", CHOOSE), *field.choices[1:]]
        field.required = required
    elif getattr(column, "max_length", 0) and column.max_length >= LONG:
        field.widget = forms.Textarea({"rows": 2, "maxlength": column.max_length})
    return field
