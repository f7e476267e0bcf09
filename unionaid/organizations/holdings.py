"""What units hold: the rows of every `UnitScoped` model, found through the app registry."""

from django.apps import apps
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from unionaid.organizations.models import UnitScoped
from unionaid.organizations.scope import subtree_range


def scoped_models():
    """Return the concrete models whose rows belong to a unit."""
    return [model for model in apps.get_models() if issubclass(model, UnitScoped)]


def named_models():
    """Return those whose rows people speak of, such as files and drafts."""
    return [model for model in scoped_models() if model.holding_name]


def counts_within(path):
    """Return [(what, rows)] held in the subtree at `path`, empty ones left out."""
    low, high = subtree_range(path)
    return _counted(
        (model.holding_name, model._base_manager.filter(unit_path__gte=low, unit_path__lt=high))
        for model in named_models()
    )


def counts_at(unit):
    """Return [(what, rows)] this one unit holds, which must go somewhere before it can be closed."""
    return _counted((model.holding_name, model._base_manager.filter(unit=unit)) for model in named_models())


def rewrite_paths(old, new):
    """Give every row of the subtree that was at `old` its path under `new`, history included."""
    low, high = subtree_range(old)
    for model in scoped_models():
        model._base_manager.filter(unit_path__gte=low, unit_path__lt=high).update(
            unit_path=Concat(Value(new), Substr("unit_path", len(old) + 1))
        )


def hand_over(source, target):
    """Give what `source` itself holds to `target`; history stays where it happened."""
    for model in scoped_models():
        if not model.is_history:
            model._base_manager.filter(unit=source).update(unit=target, unit_path=target.path)


def stray_rows():
    """Return [(model label, rows)] whose copied path is not their unit's path; empty when all is well."""
    return _counted(
        (model._meta.label, model._base_manager.exclude(unit_path=F("unit__path")))
        for model in scoped_models()
    )


def _counted(pairs):
    counted = ((what, rows.count()) for what, rows in pairs)
    return [(what, count) for what, count in counted if count]
