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
        if "class" not in widget.attrs and not isinstance(widget, BARE):
            attrs["class"] = "in err" if self.errors else "in"
        return attrs


class FormRenderer(TemplatesSetting):
    """Render fields with the house's field template (label, hint, input, message)."""

    field_template_name = "components/field.html"
    bound_field_class = Field
