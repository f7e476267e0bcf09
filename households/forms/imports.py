"""Uploading a workbook and deciding what its columns mean."""

from django import forms
from django.utils.translation import gettext_lazy as _

from unionaid.web.workbook_reader import MOST_BYTES


class UploadForm(forms.Form):
    """The workbook, and what opens it where it is locked."""

    workbook = forms.FileField(
        label=_("Excel 工作簿"),
        help_text=_(".xlsx 或 .xls，最大 20 MB，每张表最多 50,000 行"),
        error_messages={"required": _("请选择工作簿"), "empty": _("文件是空的，请重新选择")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls"}),
    )
    password = forms.CharField(
        label=_("打开密码"),
        required=False,
        help_text=_("工作簿有密码时填写，不会保存"),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        max_length=255,
    )

    def clean_workbook(self):
        workbook = self.cleaned_data["workbook"]
        if workbook.size > MOST_BYTES:
            raise forms.ValidationError(_("文件超过 20 MB，请拆成几个文件导入"))
        return workbook


def decided(data, columns):
    """Return ({place: key}, {key: {word: code}}) of what was chosen on the mapping page."""
    keys = {
        mapped.column.place: data.get(f"column-{mapped.column.place}", "")
        for mapped in columns
        if f"column-{mapped.column.place}" in data
    }
    words = {}
    for mapped in columns:
        for place, (word, _rows) in enumerate(mapped.words):
            code = data.get(f"word-{mapped.column.place}-{place}", "")
            if code in dict(mapped.choices) and mapped.column.key:
                words.setdefault(mapped.column.key, {})["".join(word.split())] = code
    return keys, words
