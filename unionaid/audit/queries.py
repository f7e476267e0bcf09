"""Reads of the evidence: of one subject, and what a posting may read of the whole log."""

from django.db.models import Q

from unionaid.audit.events import EVENTS_OF, HIDDEN_WITHOUT, LOOKS, Event
from unionaid.audit.models import AuditEvent
from unionaid.organizations.scope import subtree_range

VIEWED = (Event.FILE_VIEWED, Event.ATTACHMENT_VIEWED)
VIEW_AUDIT = "VIEW_AUDIT"  # a permission by its name; permissions are defined above this app


def history_of(subject, limit=None):
    """Return the latest events on a row, newest first. Mere viewing is left to `views_of`."""
    return _on(subject).exclude(event__in=VIEWED)[:limit]


def views_of(subject):
    """Return the events that showed a row to somebody, newest first: who looked at this."""
    return _on(subject).filter(event__in=LOOKS)


def events_for(posting):
    """Return the events a posting may read, newest first.

    Done by somebody of its subtree, or done to something there. What belongs to neither, such
    as a wrong password for an unknown name, is read at the top of the tree. Whoever may not
    see files reads nothing about files either.
    """
    if posting is None or not posting.may(VIEW_AUDIT):
        return AuditEvent.objects.none()
    low, high = subtree_range(posting.unit_path)
    mine = Q(unit_path__gte=low, unit_path__lt=high) | Q(subject_path__gte=low, subject_path__lt=high)
    if posting.unit.is_root():
        mine |= Q(unit_path="", subject_path="")
    return AuditEvent.objects.filter(mine).exclude(event__in=_hidden_from(posting))


def readable_areas(posting):
    """Return [(area, its events)] of what a posting may read."""
    hidden = _hidden_from(posting)
    return [(area, events) for area, events in EVENTS_OF.items() if not hidden.issuperset(events)]


def _hidden_from(posting):
    return {event for right, events in HIDDEN_WITHOUT.items() if not posting.may(right) for event in events}


def _on(subject):
    return AuditEvent.objects.filter(subject_type=subject._meta.label, subject_id=str(subject.pk))
