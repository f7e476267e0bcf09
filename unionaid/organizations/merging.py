"""Where upper apps say what happens to their open work when a unit is merged into another.

Rows of `UnitScoped` models follow by themselves, history excepted. An app whose work needs
more (episodes to close and open, a batch to hand over) registers a function in `ready()`.
"""

_functions = []


def register(function):
    """Have `function(source=…, target=…, by=…, day=…)` called in the transaction of every merge,
    before the rows move. Usable as a decorator."""
    if function not in _functions:
        _functions.append(function)
    return function


def functions():
    return tuple(_functions)
