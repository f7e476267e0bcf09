"""What the steps of the entry are made of: sections (one form each) and rows (a form for each row)."""

import copy
from functools import lru_cache

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import get_language

from households.forms.fields import CodeField, TickField, field_for
from households.payloads import row_keys
from unionaid.organizations import codes


class SectionForm(forms.Form):
    """A plain form whose fields are those of a model. Checks shape; saves nothing.

    `layout` lists (field, columns of twelve); `optional` are the fields that may stay empty,
    some of them asked for by other answers (`asked` says when, in words beside the label).
    `silent` fields are taken from other programs and not shown; `lists` are choices that take
    a list even when they are few; `folds` are (title, fields) put away until somebody wants
    them; after the field `follow` stands what is said about the identity number.
    """

    model = None
    layout = ()
    optional = frozenset()
    asked = {}
    hints = {}
    folds = ()
    follow = ""
    labels = {}
    silent = ()
    defaults = {}
    chips_up_to = 7
    lists = frozenset()

    use_required_attribute = False

    def __init__(self, data, *, today, prefix=None, people=()):
        super().__init__(MultiValueDict(data), prefix=prefix)
        self.today = today
        self.people = people
        self.warnings = []
        made = _fields(type(self), today, get_language(), codes.stamp())
        self.fields = {name: _own_copy(field) for name, field in made.items()}
        self._offer_chosen()

    @classmethod
    def make(cls, name, today):
        """Return the field of a name; subclasses add those the model does not have."""
        options = {"label": cls.labels[name]} if name in cls.labels else {}
        return field_for(
            cls.model,
            name,
            today=today,
            required=name not in cls.optional,
            chips_up_to=0 if name in cls.lists else cls.chips_up_to,
            **options,
        )

    def quiet(self):
        """Show what was typed and judge nothing."""
        self._errors = forms.utils.ErrorDict()
        return self

    def need(self, name, message=None):
        """Refuse an empty answer that another answer asks for."""
        if name not in self.errors and self.cleaned_data.get(name) in (None, "", []):
            self.add_error(name, message or self.fields[name].error_messages["required"])

    def warn(self, name, message):
        """Keep a doubt that is shown but never stops anybody."""
        self.warnings.append((self[name].auto_id, message))

    def given(self, *names):
        """Return the checked values of fields, None for those missing or wrong."""
        return tuple(self.cleaned_data.get(name) for name in names)

    @property
    def is_blank(self):
        """Nothing typed beyond the answers a new row begins with."""
        for name in self.fields:
            typed = [text for text in self.data.getlist(self.add_prefix(name)) if text.strip()]
            if typed and typed != self.defaults.get(name, []):
                return False
        return True

    @property
    def shown(self):
        """The fields that always show."""
        away = {name for _title, names in self.folds for name in names}
        return [self[name] for name, _columns in self.layout if name not in away]

    @property
    def folded(self):
        """Return (title, fields, whether it must stand open) of what is put away."""
        groups = [(title, [self[name] for name in names]) for title, names in self.folds]
        return [(title, fields, any(map(self._speaks, fields))) for title, fields in groups]

    def _speaks(self, field):
        typed = field.data and [field.data] != self.defaults.get(field.name)
        return bool(typed or field.errors)

    def values(self):
        """Return the checked answers as the content keeps them: "" and False for what stayed empty."""
        return {name: self.value(name) for name, _columns in self.layout}

    def value(self, name):
        value = self.cleaned_data.get(name)
        if value is None and isinstance(self.fields[name], TickField):
            return False
        return value

    def problems(self):
        """Return (field id, message) of every error, in the order of the page."""
        order = [name for name, _columns in self.layout]
        return [
            (self[name].auto_id if name in self.fields else self._first_id(), message)
            for name in [*order, "__all__"]
            for message in self.errors.get(name, ())
        ]

    def _first_id(self):
        return self[self.layout[0][0]].auto_id

    def _offer_chosen(self):
        for name, field in self.fields.items():
            if isinstance(field, CodeField):
                field.offer(self.data.get(self.add_prefix(name), ""))


@lru_cache(maxsize=64)
def _fields(form, today, language, stamp):
    """Make the fields of a form once a day, language and state of the code lists; forms take copies."""
    made = {}
    for name, columns in form.layout:
        field = made[name] = form.make(name, today)
        field.columns = f"c{columns}"
        field.asked = form.asked.get(name, "")
        field.help_text = form.hints.get(name, "")
        field.follow = name == form.follow
    for name in form.silent:
        made[name] = field_for(form.model, name, today=today, required=False)
        made[name].widget = forms.HiddenInput()
    return made


def _own_copy(field):
    """Copy what a form may change: the widget and the list of choices; the rest is shared."""
    own = copy.copy(field)
    own.widget = copy.deepcopy(field.widget)
    return own


class Rows:
    """The rows of a kind: `members-rows` names them, every row is a form of its own."""

    def __init__(self, form_class, prefix, data, **context):
        self.prefix, self.form_class = prefix, form_class
        self.all = [
            form_class(data, prefix=f"{prefix}-{key}", **context) for key in row_keys(data, prefix)
        ]
        for form, key in zip(self.all, row_keys(data, prefix), strict=True):
            form.key = key

    def __iter__(self):
        return iter(self.all)

    def __len__(self):
        return len(self.all)

    @cached_property
    def filled(self):
        """The rows somebody has written in; blank ones are left out of the file."""
        return [form for form in self.all if not form.is_blank]

    def problems(self):
        """Return the errors of filled rows, each sentence led by the name of its row."""
        return [
            (field, f"{form.title(place)}：{message}")
            for place, form in enumerate(self.filled, 1)
            for field, message in form.problems()
        ]

    def warnings(self):
        return [
            (field, f"{form.title(place)}：{message}")
            for place, form in enumerate(self.filled, 1)
            for field, message in form.warnings
        ]

    def values(self):
        return [form.values() for form in self.filled]


def new_row(form_class, prefix, key, **given):
    """Return the payload fields of a fresh row with the answers it begins with."""
    fields = {f"{prefix}-{key}-{name}": values for name, values in form_class.defaults.items()}
    return fields | {f"{prefix}-{key}-{name}": [value] for name, value in given.items()}
