"""Encrypted fields: plain in Python, sealed in the database, never searched."""

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection

from tests import union_tree
from unionaid.accounts.permissions import Role
from unionaid.jobs.models import Job, ResultPart
from unionaid.privacy.fields import EncryptedTextField
from unionaid.privacy.sealing import Unreadable

SECRET = {"q": "620102198001011234"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return union_tree.posting("clerk.chengguan", union_tree.plant()["GS620102"], Role.CLERK)


def job(clerk, **fields):
    return Job(**{"kind": "k", "title": "t", "owner": clerk, "params": SECRET} | fields)


def stored(model, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {model._meta.db_table} ORDER BY id")
        return [None if value is None else bytes(value) for (value,) in cursor.fetchall()]


def test_a_value_comes_back_and_the_database_holds_nothing_readable(clerk):
    job(clerk).save()

    assert Job.objects.get().params == SECRET
    (raw,) = stored(Job, "params")
    assert raw[:1] == b"\x01"
    assert b"620102" not in raw


def test_rows_written_in_bulk_are_sealed_too(clerk):
    Job.objects.bulk_create([job(clerk, request_key="a"), job(clerk, request_key="b", params={"q": "王"})])
    jobs = list(Job.objects.order_by("id"))
    jobs[0].params = {"q": "李"}
    Job.objects.bulk_update(jobs, ["params"])
    Job.objects.filter(pk=jobs[1].pk).update(params={"q": "赵"})

    assert [each.params for each in Job.objects.order_by("id")] == [{"q": "李"}, {"q": "赵"}]
    assert all(raw[:1] == b"\x01" for raw in stored(Job, "params"))


def test_none_stays_null_and_can_be_asked_for(clerk):
    job(clerk).save()

    assert stored(Job, "result") == [None]
    assert Job.objects.filter(result__isnull=True).count() == 1


def test_searching_is_refused_with_the_way_to_do_it(clerk):
    for lookup in ("params", "params__contains", "params__in"):
        with pytest.raises(FieldError, match="blind index"):
            Job.objects.filter(**{lookup: SECRET}).exists()


def test_a_value_moved_to_another_column_does_not_open(clerk):
    job(clerk).save()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE jobs_job SET result = params")

    with pytest.raises(Unreadable):
        Job.objects.get()


def test_bytes_survive_whatever_they_are(clerk):
    row = job(clerk)
    row.save()
    content = bytes(range(256))
    ResultPart.objects.create(job=row, place=0, content=content)

    assert ResultPart.objects.get().content == content


def test_dumps_refuse_to_write_plain_text(clerk):
    job(clerk).save()

    with pytest.raises(FieldError, match="plain text"):
        serializers.serialize("json", Job.objects.all())


def test_a_migration_writes_the_field_down_without_its_keys():
    _name, path, args, kwargs = EncryptedTextField("证件号码", blank=True).deconstruct()

    assert (path, args, kwargs) == (
        "unionaid.privacy.fields.EncryptedTextField",
        [],
        {"blank": True, "verbose_name": "证件号码"},
    )
