"""The intake register of a posting's scope."""

from households.models import IntakeRecord


def register_of(posting, *, result="", channel="", first=None, last=None):
    """Lines of the register, newest first, narrowed by what is given."""
    rows = IntakeRecord.objects.visible_to(posting).select_related("unit", "archive", "draft", "recorded_by")
    chosen = {"result": result, "channel": channel, "received_on__gte": first, "received_on__lte": last}
    return rows.filter(**{name: value for name, value in chosen.items() if value})


def earlier_of(line, posting):
    """Other applications of the same person in the posting's scope, none without an identity number."""
    if not line.id_index:
        return IntakeRecord.objects.none()
    return register_of(posting).filter(id_index=line.id_index).exclude(pk=line.pk)
