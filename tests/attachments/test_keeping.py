"""Files are sealed outside the database, opened with evidence, destroyed for a reason, and swept."""

import os
import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.attachments.pictures import jpeg, upload
from unionaid.attachments import actions, sweeping
from unionaid.attachments.errors import FileGone, RemovalReasonMissing
from unionaid.attachments.models import StoredFile
from unionaid.audit.models import AuditEvent
from unionaid.privacy import sealed_files
from unionaid.privacy.sealing import Unreadable

pytestmark = pytest.mark.django_db
OLD, NEW = "11" * 32, "22" * 32


def keep(unit, by):
    return actions.keep(upload=upload(), subject=unit, label="户口簿", by=by)


def on_disk(folder):
    return sorted(path.name for path in Path(folder).glob("*/*"))


def events(unit):
    rows = AuditEvent.objects.filter(subject_id=str(unit.pk), event__startswith="ATTACHMENT").order_by("id")
    return [(row.event, row.detail["label"], row.purpose, row.actor) for row in rows]


def test_a_file_is_sealed_and_opens_with_evidence(clerk_chengguan, folder):
    unit = clerk_chengguan.unit
    stored = keep(unit, clerk_chengguan)

    sealed = (folder / stored.stored_as).read_bytes()
    assert b"JFIF" not in sealed and b"JFIF" in upload().content
    assert (folder / stored.stored_as).stat().st_mode & 0o077 == 0
    assert actions.opened(stored=stored, subject=unit, label="户口簿", by=clerk_chengguan) == upload().content
    who = clerk_chengguan.user
    assert events(unit) == [
        ("ATTACHMENT_ADDED", "户口簿", "", who), ("ATTACHMENT_VIEWED", "户口簿", "", who),
    ]  # fmt: skip


def test_a_changed_or_moved_file_does_not_open(clerk_chengguan, folder):
    unit = clerk_chengguan.unit
    one, two = keep(unit, clerk_chengguan), keep(unit, clerk_chengguan)
    (folder / one.stored_as).write_bytes((folder / two.stored_as).read_bytes())

    with pytest.raises(Unreadable):
        sealed_files.read(one.stored_as)
    with pytest.raises(FileGone) as gone:
        actions.opened(stored=one, subject=unit, label="x", by=clerk_chengguan)
    assert "系统管理员" in str(gone.value)


@pytest.mark.parametrize("name", ["../secret", "ab/../../x", "/etc/passwd", "", "ab/" + "g" * 30])
def test_only_names_given_out_are_opened(name):
    with pytest.raises(ValueError):
        sealed_files.read(name)


def test_removal_destroys_the_bytes_and_keeps_the_row(
    clerk_chengguan, folder, django_capture_on_commit_callbacks
):
    unit = clerk_chengguan.unit
    stored = keep(unit, clerk_chengguan)
    with pytest.raises(RemovalReasonMissing):
        actions.remove(stored=stored, subject=unit, label="户口簿", reason=" ", by=clerk_chengguan)

    with django_capture_on_commit_callbacks(execute=True):
        actions.remove(stored=stored, subject=unit, label="户口簿", reason="传错了", by=clerk_chengguan)

    stored.refresh_from_db()
    assert (stored.removed_by, stored.removal_reason) == (clerk_chengguan.user, "传错了")
    assert on_disk(folder) == []
    for again in (
        lambda: actions.opened(stored=stored, subject=unit, label="户口簿", by=clerk_chengguan),
        lambda: actions.remove(stored=stored, subject=unit, label="户口簿", reason="x", by=clerk_chengguan),
    ):
        with pytest.raises(FileGone) as gone:
            again()
        assert "传错了" in str(gone.value)
    assert events(unit)[-1] == ("ATTACHMENT_REMOVED", "户口簿", "传错了", clerk_chengguan.user)


def aged(folder):
    """Make everything in the folder two days old."""
    past = time.time() - 2 * 86400
    for path in folder.glob("*/*"):
        os.utime(path, (past, past))


def test_bytes_without_a_row_are_swept_after_a_day(clerk_chengguan, folder):
    kept = keep(clerk_chengguan.unit, clerk_chengguan)
    with pytest.raises(RuntimeError), transaction.atomic():
        keep(clerk_chengguan.unit, clerk_chengguan)
        raise RuntimeError
    assert StoredFile.objects.count() == 1 and len(on_disk(folder)) == 2
    (folder / kept.stored_as).with_name("half.part").write_bytes(b"half")

    assert sweeping.sweep() == 0  # the request that writes the row may still be running
    aged(folder)
    assert sweeping.sweep() == 1
    assert sweeping.sweep() == 0
    assert on_disk(folder) == [Path(kept.stored_as).name]
    assert sealed_files.read(kept.stored_as) == upload().content


def test_bytes_of_a_removed_file_that_came_back_are_swept(clerk_chengguan, folder):
    stored = keep(clerk_chengguan.unit, clerk_chengguan)
    actions.remove(
        stored=stored, subject=clerk_chengguan.unit, label="x", reason="传错了", by=clerk_chengguan
    )
    assert len(on_disk(folder)) == 1  # its commit has not come yet, as after a crash
    aged(folder)

    assert sweeping.sweep() == 1 and on_disk(folder) == []


def test_a_write_that_breaks_leaves_nothing(folder, monkeypatch):
    def full(handle):
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        sealed_files.write(b"x")
    assert on_disk(folder) == []


def test_turning_the_key_ring_seals_the_files_anew(clerk_chengguan, settings, folder):
    settings.DATA_KEYS, settings.INDEX_KEY = [OLD], OLD
    stored = keep(clerk_chengguan.unit, clerk_chengguan)
    settings.DATA_KEYS = [NEW, OLD]
    call_command("rotate_data_keys")
    settings.DATA_KEYS = [NEW]

    assert sealed_files.read(stored.stored_as) == upload().content
    assert len(on_disk(folder)) == 1


def test_a_file_of_a_lost_key_is_named(settings, folder, capsys, db):
    settings.DATA_KEYS, settings.INDEX_KEY = [OLD], NEW
    name = sealed_files.write(jpeg())
    settings.DATA_KEYS = [NEW]

    with pytest.raises(SystemExit):
        call_command("rotate_data_keys")
    assert f"file {name}: cannot be read" in capsys.readouterr().err
