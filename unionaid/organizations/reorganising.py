"""Where upper apps say what happens to their open work when a unit is merged or moved.

Rows of `UnitScoped` models follow by themselves, history excepted. An app whose work needs
more (episodes to close and open, a queue to hand over) registers a function in `ready()`.
"""

_on_merge, _on_move = [], []


def on_merge(function):
    """Have `function(source=…, target=…, by=…, day=…)` called in every merge, before rows are handed over."""
    if function not in _on_merge:
        _on_merge.append(function)
    return function


def on_move(function):
    """Have `function(unit=…, by=…, day=…)` called in every move, when all paths are new."""
    if function not in _on_move:
        _on_move.append(function)
    return function


def merged(*, source, target, by, day):
    for function in _on_merge:
        function(source=source, target=target, by=by, day=day)


def moved(*, unit, by, day):
    for function in _on_move:
        function(unit=unit, by=by, day=day)
