"""How form fields look: one template a field, one a widget, no markup in Python."""

from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect

BARE = (CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect)


class Field(BoundField):
    """A field whose input carries the house's class, and the mark of an error."""

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if not isinstance(widget, BARE):
            own = widget.attrs.get("class", "in")
            attrs["class"] = f"{own} err" if self.errors else own
        return attrs


class FormRenderer(TemplatesSetting):
    """Render fields with the house's field template (label, hint, input, message)."""

    field_template_name = "components/field.html"
    bound_field_class = Field


def error_summary(*forms):
    """Return [(id of the input, message)] of one or more forms and formsets, in the order of the page.

    Messages about a whole form point at its first field.
    """
    return [entry for form in forms for entry in _of_one(form)]


def _of_one(form):
    if hasattr(form, "forms"):
        first = form.forms[0] if form.forms else form.management_form
        whole = [(_first_id(first), message) for message in form.non_form_errors()]
        return whole + error_summary(*form.forms)
    return [
        (form[name].id_for_label or form[name].auto_id if name in form.fields else _first_id(form), message)
        for name, messages in form.errors.items()
        for message in messages
    ]


def _first_id(form):
    seen = form.visible_fields()
    return seen[0].id_for_label or seen[0].auto_id if seen else ""
