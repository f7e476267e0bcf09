from django import forms
from django.utils.translation import gettext_lazy as _


class SavedViewForm(forms.Form):
    """A list's name; the list itself comes with the address it was saved from."""

    name = forms.CharField(label=_("视图名称"), max_length=30, strip=True)
    is_shared = forms.BooleanField(label=_("本单位共享"), required=False)
    with_columns = forms.BooleanField(label=_("连同当前的列"), required=False)
    query = forms.CharField(max_length=1000, required=False, widget=forms.HiddenInput)
