"""A file on a past day: status, tier, union and content as they stood, clearly marked."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from households import past_sections
from households.queries.past import past_file
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record
from unionaid.web.fields import DayField


def on_a_past_day(request, archive):
    """Show a file as it stood at the end of the day the address names."""
    try:
        day = DayField().clean(request.GET["as_of"].strip())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("household_history", archive.file_no)
    if day > clock.today():
        messages.error(request, _("%(day)s 还没有到，请选择今天或以前的日期") % {"day": day.isoformat()})
        return redirect("household_history", archive.file_no)
    posting = request.posting
    with transaction.atomic():
        record(Event.FILE_VIEWED, subject=archive, by=posting, detail={"day": day.isoformat()})
    past = past_file(archive, day)
    health = posting.may(Permission.REVEAL_IDENTITY)
    context = {
        "archive": archive,
        "past": past,
        "sections": past_sections.sections(past.content, health=health) if past.content else [],
    }
    return render(request, "households/file_as_of.html", context)
