"""What a reader may narrow the log by; every part of it is in the address."""

from datetime import datetime, time, timedelta

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionaid.audit.events import Event
from unionaid.audit.queries import readable_areas

DAY_WRONG = _("日期应为 2022-03-31 这样的格式")


class LogFilter(forms.Form):
    """Actor by name or user name, object by its words or exactly as type:id, event, day of real time."""

    actor = forms.CharField(label=_("操作人姓名或用户名"), max_length=60, required=False)
    object = forms.CharField(label=_("对象：姓名、档案号、机构"), max_length=100, required=False)
    event = forms.ChoiceField(
        label=_("操作"), required=False, error_messages={"invalid_choice": _("没有这种操作")}
    )
    day = forms.DateField(
        label=_("日期，如 2022-03-31"),
        required=False,
        input_formats=["%Y-%m-%d", "%Y%m%d"],
        error_messages={"invalid": DAY_WRONG},
    )

    def __init__(self, *args, posting, **kwargs):
        super().__init__(*args, **kwargs)
        groups = [
            (area.label, [(event.value, event.label) for event in events])
            for area, events in readable_areas(posting)
        ]
        self.fields["event"].choices = [("", _("全部操作")), *groups]
        for name, field in self.fields.items():
            css = "fsel" if name == "event" else "fin"
            field.widget.attrs |= {"class": css, "placeholder": field.label, "aria-label": field.label}

    def narrowed(self, events):
        """Return the events that match; none while the form has errors."""
        if not self.is_valid():
            return events.none()
        wanted = self.cleaned_data
        if wanted["actor"]:
            users = get_user_model().objects.filter(
                Q(display_name__icontains=wanted["actor"]) | Q(username__icontains=wanted["actor"])
            )
            events = events.filter(actor__in=users)
        if wanted["object"]:
            events = events.filter(_object(wanted["object"]))
        if wanted["event"]:
            events = events.filter(event=Event(wanted["event"]))
        if wanted["day"]:
            begin = timezone.make_aware(datetime.combine(wanted["day"], time.min))
            events = events.filter(at__gte=begin, at__lt=begin + timedelta(days=1))
        return events

    def in_words(self):
        """Return what was asked for, without the empty parts."""
        asked = self.cleaned_data if self.is_valid() else {}
        return {name: str(value) for name, value in asked.items() if value}


def _object(text):
    kind, colon, key = text.partition(":")
    return Q(subject_type=kind, subject_id=key) if colon else Q(subject_label__icontains=text)
