"""Model fields encrypted at rest. The database, its dumps and its history hold sealed bytes only."""

import json

from django import forms
from django.core.exceptions import FieldError
from django.core.validators import EMPTY_VALUES
from django.db import models

from unionaid.privacy.sealing import seal, unseal


class EncryptedField(models.BinaryField):
    """Base: values sealed with the newest key, bound to app.model.field, never filtered on.

    None stays NULL; every other value, the empty text too, is sealed. The row is not bound in,
    since rows get their number after they are sealed: what matters beyond one row is compared
    with a blind index. A model or field that is renamed has to be sealed anew.
    """

    empty_values = list(EMPTY_VALUES)

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, kwargs

    @property
    def context(self):
        return f"{self.model._meta.label_lower}.{self.attname}"

    def get_db_prep_value(self, value, connection, prepared=False):
        if value is None:
            return None
        return super().get_db_prep_value(seal(self.dump(value), self.context), connection, prepared)

    def from_db_value(self, value, expression, connection):
        return None if value is None else self.unsealed(bytes(value))

    def unsealed(self, stored):
        """Return the value of what the database holds."""
        return self.load(unseal(stored, self.context))

    def get_lookup(self, lookup_name):
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.context} is encrypted and cannot be searched; ask its blind index instead")

    def to_python(self, value):
        return value

    def get_default(self):
        if self.has_default():
            return self.default() if callable(self.default) else self.default
        return None if self.null else self.empty

    def value_to_string(self, obj):
        raise FieldError(f"{self.context} is encrypted and is not written out in plain text")

    def _check_str_default_value(self):
        return []  # the default is a value before sealing, which may be text


class EncryptedTextField(EncryptedField):
    """A short text, `str` in Python."""

    empty = ""

    def dump(self, value):
        return str(value).encode()

    def load(self, plain):
        return plain.decode()

    def formfield(self, **kwargs):
        shown = {"required": not self.blank, "label": self.verbose_name, "help_text": self.help_text}
        return forms.CharField(**shown | kwargs)


class EncryptedJSONField(EncryptedField):
    """A JSON value, plain Python lists and dicts in memory."""

    empty = None

    def dump(self, value):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def load(self, plain):
        return json.loads(plain)


class EncryptedBytesField(EncryptedField):
    """Bytes, such as a part of a file."""

    empty = b""

    def dump(self, value):
        return bytes(value)

    def load(self, plain):
        return plain
