"""Evidence: who did what to which row, chained so that nothing can be changed or removed unseen."""

from unionaid.audit.events import Event

__all__ = ["Event", "record"]


def record(event, *, subject=None, by=None, before=None, after=None, purpose="", detail=None, actor=None):
    """Append one event to the chain inside the caller's transaction and return it.

    `by` is the posting that acts (None for the system, or `actor` for a user without one);
    `before` and `after` are plain values with everything sensitive already masked.
    Raises when called outside a transaction: without evidence there is no change.
    """
    from unionaid.audit.recording import append  # models load after this module

    return append(
        event, subject=subject, by=by, before=before, after=after, purpose=purpose,
        detail=detail, actor=actor,
    )
