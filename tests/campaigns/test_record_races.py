"""Two people write the same down at the same moment: one line stands. A negative control counts two."""

import pytest
from django.db import connection

from campaigns.actions import records
from campaigns.errors import RecordWrong
from campaigns.forms.records import form_of
from campaigns.models import WarmthVisit
from campaigns.registers import REGISTERS
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visit_now(editions, active_file, clerk_chengguan, reviewer_chengguan):
    """Return a function: both colleagues record a visit to the same family on the same day at once."""
    register, family = REGISTERS["warmth-visits"], active_file()
    sent = {
        "held_on": "2022-01-20", "target": "HOUSEHOLD", "archive": family.file_no, "occasions": "1",
        "cash": "500", "fund_source": "UNION",
    }

    def both():
        calls = []
        for posting in (clerk_chengguan, reviewer_chengguan):
            form = form_of(register)(sent, by=posting, register=register)
            assert form.is_valid(), form.errors
            calls.append(
                lambda posting=posting, form=form: records.enter(
                    register=register, values=form.cleaned_data, by=posting
                )
            )
        at_once(calls, refused=(RecordWrong,))
        return WarmthVisit.objects.count()

    return both


def test_same_family_is_recorded_once(visit_now):
    assert visit_now() == 1


def test_without_its_guards_it_would_be_recorded_twice(visit_now, monkeypatch):
    monkeypatch.setattr(records, "conflicts", lambda line: [])
    constraint = next(c for c in WarmthVisit._meta.constraints if c.name == "one_warmth_visit_a_day")
    with connection.schema_editor() as editor:
        editor.remove_constraint(WarmthVisit, constraint)
    try:
        assert visit_now() == 2
    finally:
        WarmthVisit.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(WarmthVisit, constraint)
