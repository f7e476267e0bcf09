"""What waits for people in 我的工作 about surveys and the watch list, and where tasks of checks lead."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from households.contact_words import register_door
from households.queries import checks, surveys, watchlist
from households.work_sources import Line, Source, register
from unionaid import clock
from unionaid.accounts.permissions import Permission


def register_all():
    """Register sources and doors; called once the models are loaded."""
    for kind in checks.KINDS:
        register_door(kind, _door)
    register(Source("surveys", "due", surveys.waiting_for, _survey_line, _survey_late, all_url="surveys"))
    register(Source("watchlist", "due", _qualifying, _watched_line, _watched_late, all_url="watchlist"))


def _door(task):
    return reverse("check_task", args=[task.pk])


def _qualifying(posting):
    """Watched households that qualify; one with a file has a task of its own."""
    if not posting.may(Permission.ENTER_FILES):
        return None
    return watchlist.waiting_for(posting).filter(archive=None)


def _survey_late(_posting, today):
    return Q(batch__due_on__lt=today)


def _watched_late(_posting, today):
    return Q(due_on__lt=today)


def _survey_line(report, _posting):
    why = _("上级已于 %(day)s 催报") % {"day": report.reminded_on.isoformat()} if report.reminders else ""
    late = report.batch.due_on < clock.today()
    return Line(
        "list-details", report.batch.name, why, reverse("survey_report", args=[report.batch_id]),
        due=report.batch.due_on, tag=_("排查摸底"), tag_css="bad" if late else "warn",
    )


def _watched_line(entry, _posting):
    late = entry.due_on < clock.today()
    return Line(
        "user-plus", _("%(name)s家庭") % {"name": entry.worker_name},
        _("标准调整后已符合建档条件"), reverse("watched", args=[entry.pk]),
        due=entry.due_on, tag=_("边缘名单"), tag_css="bad" if late else "warn",
    )
