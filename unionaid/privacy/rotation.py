"""Turning the key ring: every sealed value of every model sealed anew with the newest key."""

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.db.models import BinaryField, ExpressionWrapper, F, Func, Q, Value

from unionaid.privacy import keyring
from unionaid.privacy.fields import EncryptedField
from unionaid.privacy.sealing import HEAD, Unreadable, written_with

BATCH = 500


def sealed_models():
    """Return [(model, its encrypted fields)] of all installed apps."""
    found = (
        (model, [field for field in model._meta.local_concrete_fields if isinstance(field, EncryptedField)])
        for model in apps.get_models()
        if model._meta.managed
    )
    return [(model, fields) for model, fields in found if fields]


def stale_rows(model, fields):
    """Return the rows that hold a value of another key than the newest, in the order of their keys."""
    newest = Value(written_with(keyring.newest_id()), output_field=BinaryField())
    heads = {f"head_of_{field.attname}": _head(field) for field in fields}
    stale = Q()
    for name in heads:
        stale |= Q(**{f"{name}__isnull": False}) & ~Q(**{name: newest})
    return model._base_manager.annotate(**heads).filter(stale).order_by("pk")


def rotate(model, fields, *, on_batch=None):
    """Seal a model's stale values anew, batch by batch; return (rows done, keys of unreadable rows).

    A batch is one transaction under a lock, so it may be killed at any moment and started
    again: what is done is not stale any more. Readers meet either value and can open both.
    """
    done, unreadable, last = 0, [], None
    while True:
        with transaction.atomic():
            rows = stale_rows(model, fields).select_for_update(of=("self",))
            stored = {field.attname: _stored(field) for field in fields}
            rows = rows.annotate(**{f"stored_{name}": value for name, value in stored.items()})
            if last is not None:
                rows = rows.filter(pk__gt=last)
            batch = list(rows.values_list("pk", *(f"stored_{name}" for name in stored))[:BATCH])
            for pk, *values in batch:
                try:
                    plain = _opened(fields, values)
                except (Unreadable, ImproperlyConfigured):
                    unreadable.append(pk)
                else:
                    model._base_manager.filter(pk=pk).update(**plain)
                    done += 1
        if not batch:
            return done, unreadable
        last = batch[-1][0]
        if on_batch:
            on_batch(done)


def _opened(fields, values):
    pairs = zip(fields, values, strict=True)
    return {field.attname: field.unsealed(bytes(value)) for field, value in pairs if value is not None}


def _head(field):
    return Func(F(field.attname), Value(1), Value(HEAD), function="SUBSTR", output_field=BinaryField())


def _stored(field):
    return ExpressionWrapper(F(field.attname), output_field=BinaryField())
