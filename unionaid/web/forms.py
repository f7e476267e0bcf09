"""How form fields look: one template a field, one a widget, no markup in Python."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Render fields with the house's field template (label, hint, input, message)."""

    field_template_name = "components/field.html"
