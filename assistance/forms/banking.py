"""A bank template: how a bank wants its file, written as lines of `title = field`."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance import bank_layouts
from assistance.bank_layouts import ANSWERS, FIELDS, Layout
from assistance.batch_errors import LayoutFault
from assistance.kinds import BankFormat

ENCODINGS = (("gb18030", _("中文（GB18030）")), ("utf-8-sig", _("UTF-8")))


class BankTemplateForm(forms.Form):
    """The whole of a layout. `layout()` is what it makes."""

    name = forms.CharField(label=_("名称"), max_length=60, error_messages={"required": _("请填写名称")})
    format = forms.ChoiceField(label=_("文件格式"), choices=BankFormat.choices)
    encoding = forms.ChoiceField(label=_("文字编码"), choices=ENCODINGS)
    has_titles = forms.BooleanField(label=_("CSV 第一行写列名"), required=False, initial=True)
    columns = forms.CharField(
        label=_("代发文件的列"), max_length=3000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("一行一列：列名 = 字段；定长文本再写宽度（字节）：列名 = 字段, 20"),
        error_messages={"required": _("请填写代发文件的列")},
    )
    answer = forms.CharField(
        label=_("回盘文件的列"), max_length=3000, widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("须有业务编号、收款账号、金额、处理结果"),
        error_messages={"required": _("请填写回盘文件的列")},
    )
    paid = forms.CharField(label=_("表示成功的结果"), max_length=200, help_text=_("几个用逗号分开"))
    pending = forms.CharField(
        label=_("表示处理中的结果"), max_length=200, required=False, help_text=_("几个用逗号分开")
    )

    def clean(self):
        values = super().clean()
        if not self.errors:
            is_fixed = values["format"] == BankFormat.FIXED
            for name, known in (("columns", FIELDS), ("answer", ANSWERS)):
                try:
                    values[name] = bank_layouts.columns_of(values[name], known, is_fixed=is_fixed)
                except LayoutFault as error:
                    self.add_error(name, str(error))
        if not self.errors:
            try:
                bank_layouts.check(self.layout())
            except LayoutFault as error:
                self.add_error("columns", str(error))
        return values

    def layout(self):
        """Return the valid content as a Layout."""
        values = self.cleaned_data
        return Layout(
            name=values["name"], format=values["format"], columns=values["columns"],
            answer=values["answer"], encoding=values["encoding"], has_titles=values["has_titles"],
            paid=_listed(values["paid"]), pending=_listed(values["pending"]),
        )


def initial_of(layout):
    """Return a layout as the form begins with it."""
    return {
        "name": layout.name, "format": layout.format, "encoding": layout.encoding,
        "has_titles": layout.has_titles, "columns": bank_layouts.lines_of(layout.columns),
        "answer": bank_layouts.lines_of(layout.answer), "paid": ", ".join(layout.paid),
        "pending": ", ".join(layout.pending),
    }


def _listed(text):
    return tuple(part.strip() for part in text.replace("，", ",").split(",") if part.strip())
