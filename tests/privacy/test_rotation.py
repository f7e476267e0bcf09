"""Turning the ring: every value under the newest key, whatever happens on the way."""

import io

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from tests import union_tree
from unionaid.accounts.permissions import Role
from unionaid.jobs.models import Job
from unionaid.privacy import keyring, rotation
from unionaid.privacy.blind_index import blind_index

OLD, NEW = "11" * 32, "22" * 32

pytestmark = pytest.mark.django_db


@pytest.fixture
def jobs(settings):
    """Five jobs under the old key, two of them with a result; then the new key comes."""
    settings.DATA_KEYS, settings.INDEX_KEY = [OLD], ""
    clerk = union_tree.posting("clerk.chengguan", union_tree.plant()["GS620102"], Role.CLERK)
    for number in range(5):
        Job.objects.create(
            kind="k",
            title="t",
            owner=clerk,
            request_key=str(number),
            params={"q": number},
            result={"read": number} if number < 2 else None,
        )
    settings.DATA_KEYS = [NEW, OLD]


def contents():
    return [(job.params, job.result) for job in Job.objects.order_by("pk")]


def stale():
    return [rotation.stale_rows(model, fields).count() for model, fields in rotation.sealed_models()]


def rotate():
    told = io.StringIO()
    call_command("rotate_data_keys", stderr=told)
    return told.getvalue()


def test_every_model_with_sealed_values_is_found():
    labels = {model._meta.label for model, _fields in rotation.sealed_models()}

    assert {"households.HardshipArchive", "households.FamilyMember", "jobs.Job", "jobs.ResultPart"} <= labels


def test_everything_is_read_with_the_new_key_alone_afterwards(jobs, settings):
    before, index = contents(), blind_index("identity", "620102198001011234")

    told = rotate()

    settings.DATA_KEYS, settings.INDEX_KEY = [NEW], OLD
    assert contents() == before
    assert blind_index("identity", "620102198001011234") == index
    assert sum(stale()) == 0
    assert "5 rows sealed" in told
    assert "UNIONAID_INDEX_KEY" in told


def test_before_it_the_new_key_alone_reads_nothing(jobs, settings):
    settings.DATA_KEYS = [NEW]

    with pytest.raises(ImproperlyConfigured):
        contents()


def test_a_second_run_finds_nothing_to_do(jobs):
    rotate()

    assert "0 rows sealed" in rotate()


def test_a_run_that_was_killed_goes_on_where_it_stopped(jobs, monkeypatch):
    monkeypatch.setattr(rotation, "BATCH", 2)
    ((model, fields),) = [pair for pair in rotation.sealed_models() if pair[0] is Job]

    def die(done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotation.rotate(model, fields, on_batch=die)

    assert rotation.stale_rows(model, fields).count() == 3
    assert rotation.rotate(model, fields) == (3, [])
    assert rotation.stale_rows(model, fields).count() == 0


def test_rows_nobody_can_read_are_named_and_the_others_are_done(jobs):
    moved, torn = Job.objects.order_by("pk")[1:3]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE jobs_job SET params = result WHERE id = %s", [moved.pk])
        cursor.execute("UPDATE jobs_job SET params = %s WHERE id = %s", [b"\x01torn", torn.pk])
    told = io.StringIO()

    with pytest.raises(SystemExit) as end:
        call_command("rotate_data_keys", stderr=told)

    assert end.value.code == 1
    for lost in (moved, torn):
        assert f"jobs.Job {lost.pk}: cannot be read" in told.getvalue()
    assert sum(stale()) == 2


def test_the_newest_key_is_named_by_its_first_bytes(jobs):
    assert keyring.newest_id().hex() in rotate()
