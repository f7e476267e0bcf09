"""Reasons why nothing may be done with a file just now, from this app and those above it.

An app that has something under way with files, such as a payment, registers a function in
`ready()`; a step that would cut it off is then refused with its sentence.
"""

_holds = []


def register(function):
    """Have `function(archive, step)` asked before a step; it returns a sentence, "" when all is well."""
    if function not in _holds:
        _holds.append(function)
    return function


def on(archive, step):
    """Return the first sentence that stands against a `Step` or `RequestKind` on a file, or ""."""
    return next((sentence for function in _holds if (sentence := function(archive, step))), "")
