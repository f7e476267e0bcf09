"""What units hold: the rows of every `UnitScoped` model, found through the app registry."""

from django.apps import apps
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from unionaid.organizations.models import UnitScoped
from unionaid.organizations.scope import subtree_range


def scoped_models(*, history=True):
    """Return the concrete models whose rows belong to a unit; without history, those that must move on."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, UnitScoped) and (history or not model.is_history)
    ]


def counts_within(path):
    """Return [(plural name, rows)] of everything held in the subtree at `path`, empty ones left out."""
    low, high = subtree_range(path)
    return _counted(
        (model, model._base_manager.filter(unit_path__gte=low, unit_path__lt=high))
        for model in scoped_models()
    )


def counts_at(unit):
    """Return [(plural name, rows)] of what this one unit holds that must go somewhere, history left out."""
    return _counted((model, model._base_manager.filter(unit=unit)) for model in scoped_models(history=False))


def rewrite_paths(old, new):
    """Give every row of the subtree that was at `old` its path under `new`, history included."""
    low, high = subtree_range(old)
    for model in scoped_models():
        model._base_manager.filter(unit_path__gte=low, unit_path__lt=high).update(
            unit_path=Concat(Value(new), Substr("unit_path", len(old) + 1))
        )


def hand_over(source, target):
    """Give what `source` itself holds to `target`; history stays where it happened."""
    for model in scoped_models(history=False):
        model._base_manager.filter(unit=source).update(unit=target, unit_path=target.path)


def stray_rows():
    """Return [(plural name, rows)] whose copied path is not their unit's path; empty when all is well."""
    return _counted(
        (model, model._base_manager.exclude(unit_path=F("unit__path"))) for model in scoped_models()
    )


def _counted(pairs):
    counted = ((model._meta.verbose_name_plural, rows.count()) for model, rows in pairs)
    return [(name, count) for name, count in counted if count]
