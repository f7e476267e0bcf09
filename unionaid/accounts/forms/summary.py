"""The error summary at the top of a form: every message as a link to its field."""


def summary(form):
    """Return [(id of the input, message)]; messages about the whole form point at its first field."""
    first = next(iter(form), None)
    return [
        (form[name].id_for_label if name in form.fields else first and first.id_for_label, message)
        for name, messages in form.errors.items()
        for message in messages
    ]
