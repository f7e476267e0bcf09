"""What has to happen when a day begins: deadlines that fall due, grace periods that end.

Apps register their functions in `ready()`. A real installation runs them once a day from the
worker; the demo runs them for each day that `business_date` passes.
"""

_functions = []


def register(function):
    """Have `function(day)` called for every new business date. Usable as a decorator.

    It runs inside a transaction and may run again for the same day, so it must find nothing
    left to do the second time.
    """
    if function not in _functions:
        _functions.append(function)
    return function


def run(day):
    """Run every timer for `day` in the order of registration; the caller holds the transaction."""
    for function in _functions:
        function(day)
