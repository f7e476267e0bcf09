"""Reading the evidence: in scope, by subject, by event."""

from django.db.models import Q

from unionaid.audit.events import Event
from unionaid.audit.models import AuditEvent
from unionaid.organizations.scope import subtree_range

LOOKS = (Event.FILE_VIEWED, Event.FIELD_REVEALED, Event.FILE_PRINTED)


def events_for(posting):
    """Events whose actor or subject lies in the posting's subtree, newest first."""
    low, high = subtree_range(posting.unit_path)
    return AuditEvent.objects.filter(
        Q(unit_path__gte=low, unit_path__lt=high) | Q(subject_path__gte=low, subject_path__lt=high)
    ).order_by("-id")


def of_subject(subject):
    return AuditEvent.objects.filter(
        subject_type=subject._meta.label, subject_id=str(subject.pk)
    ).order_by("-id")


def history_of(subject, limit=None):
    """What happened to a row, newest first, without the mere looking."""
    rows = of_subject(subject).exclude(event=Event.FILE_VIEWED)
    return rows[:limit] if limit else rows


def views_of(subject, limit=None):
    """Who looked at a row, newest first."""
    rows = of_subject(subject).filter(event__in=LOOKS)
    return rows[:limit] if limit else rows
