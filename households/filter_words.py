"""The filters in use, in words: for the buttons above the list, the empty list and an export's notes."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from households.queries.search import is_personal_number, is_sealed

SPANS = ("age", "changed", "size", "income", "applied", "approved", "entered", "left")


@dataclass(frozen=True)
class Applied:
    """One filter in use: its label, its value in words, and the parameters that carry it."""

    key: str
    label: str
    words: str
    names: tuple[str, ...]


def applied(filterset):
    """Return the filters in use, in the order of the filter set; a span counts as one."""
    chosen, found, seen = filterset.chosen, [], set()
    for name in filterset.filters:
        span = name.rpartition("_")[0]
        if name not in chosen or name in seen:
            continue
        if span in SPANS and name.endswith(("_from", "_to")):
            names = (f"{span}_from", f"{span}_to")
            label = str(filterset.filters[name].label).split("，")[0].split(",")[0]
            words = _span(chosen.get(names[0]), chosen.get(names[1]))
            found.append(Applied(span, label, words, names))
            seen.update(names)
        else:
            label = str(filterset.filters[name].label)
            found.append(Applied(name, label, _words(filterset, name, chosen[name]), (name,)))
    return found


def sentence(filterset):
    """Return all filters in use as one line; 全部在档 without any."""
    parts = [
        _("%(label)s：%(words)s") % {"label": item.label, "words": item.words} for item in applied(filterset)
    ]
    return _("；").join(parts) or _("全部在档")


def _words(filterset, name, value):
    if name == "unit":
        return value.name
    if name == "q":
        return _("（完整号码）") if is_personal_number(value) or is_sealed(value) else value
    choices = getattr(filterset.form.fields[name], "choices", None)
    if choices is None:
        return str(value)
    named = {str(key): str(label) for key, label in choices}
    values = value if isinstance(value, list) else [value]
    return _("、").join(named.get(str(item), str(item)) for item in values)


def _span(first, last):
    first, last = (None if value is None else f"{value}" for value in (first, last))
    if first is None:
        return _("至 %(last)s") % {"last": last}
    if last is None:
        return _("%(first)s 起") % {"first": first}
    return _("%(first)s 至 %(last)s") % {"first": first, "last": last}
