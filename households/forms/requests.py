"""What can be asked about a file on record, as forms: one class per kind, found by its kind.

A kind registers its form with `@form_of(RequestKind.X)`; its page of the request is the
template `households/requests/_detail_<kind>.html`, which is given what `shown` returns.
Screens and the API make requests through the same forms.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.content import digest
from households.enums import RequestKind

_forms = {}


def form_of(kind):
    """Have a form class stand for a kind of request."""

    def keep(form):
        form.kind = RequestKind(kind)
        _forms[form.kind] = form
        return form

    return keep


def form_for(kind):
    """Return the form class of a kind, the plain one for a kind nobody may ask for here."""
    return _forms.get(kind, RequestForm)


def kinds():
    """Return the kinds that can be asked for, in the order of the enum."""
    return [kind for kind in RequestKind if kind in _forms]


class RequestForm(forms.Form):
    """Base of every kind: the reason, and what the kind adds. Checks shape; saves nothing.

    `icon` and `intro` stand on its page. `doorway` names the address to post a file number to
    where the request does not begin with a form. A kind with `has_preview` shows `preview()` in
    the template `_preview_<kind>.html` before it can be sent.
    """

    kind = None
    icon = "edit"
    intro = ""
    doorway = ""
    has_preview = False
    use_required_attribute = False

    reason = forms.CharField(
        label=_("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3, "class": "in"}),
        error_messages={"required": _("请写明理由")},
    )

    def __init__(self, data=None, *, archive, by, **kwargs):
        super().__init__(data, **kwargs)
        self.archive, self.by = archive, by
        self.order_fields([name for name in self.fields if name != "reason"])

    @property
    def asked(self):
        """The fields of the kind in their order, the reason last."""
        return [self[name] for name in self.fields if name != "reason"] + [self["reason"]]

    def detail(self):
        """Return what the request keeps as plain JSON, once the form is valid."""
        return {}

    def other_unit(self):
        """Return the union on the other side; most kinds have none."""

    def preview(self):
        """Return what the preview shows of a valid form."""
        return {}

    def fingerprint(self):
        """Return what tells whether a valid form still says what was previewed."""
        return digest({"detail": self.detail(), "other": getattr(self.other_unit(), "pk", None)})

    @classmethod
    def shown(cls, asked, posting):
        """Return what the page of a request of this kind shows beyond the request itself."""
        return {}

    @classmethod
    def close_look(cls, asked):
        """Return why a request must be opened before it is passed, "" when it may pass in bulk."""
        return _("请打开后单独办理")
