"""查重: keeping the pairs of files that may be one fresh, for all files or for one that was changed."""

from datetime import timedelta

from django.db import transaction

from households import likeness
from households.check_enums import PairStatus, Verdict
from households.models import DuplicatePair, HardshipArchive
from households.queries.pairing_up import all_pairs, fingerprints, fit, pairs_of
from unionaid import clock

CHUNK = 500


def rebuild(*, step=lambda done, total: None):
    """Find every pair anew and set the stored ones right; returns (pairs, groups left out as too large).

    Decisions stay while the values they are bound to do. Safe to repeat and to stop between chunks.
    """
    found, left_out = all_pairs(lambda key: step(0, 0))
    found = fit(found)
    prints = fingerprints({pk for pair in found for pk in pair})
    known = dict(_known(DuplicatePair.objects.all()))
    todo, done = sorted(found), 0
    for start in range(0, len(todo), CHUNK):
        some = todo[start : start + CHUNK]
        with transaction.atomic():
            _keep({pair: found[pair] for pair in some}, prints, known)
        done += len(some)
        step(done, len(todo))
    with transaction.atomic():
        _forget(known, found)
    return len(found), left_out


@transaction.atomic
def refresh(archive_id):
    """Set the pairs of one file right after something of it has changed."""
    found = fit(pairs_of(archive_id))
    prints = fingerprints({pk for pair in found for pk in pair})
    known = dict(_known(DuplicatePair.objects.filter(first=archive_id)))
    known |= dict(_known(DuplicatePair.objects.filter(second=archive_id)))
    _keep(found, prints, known)
    _forget(known, found)


def refresh_changed(day):
    """Set the pairs of all files right that were changed the day before or since: nothing is overlooked."""
    changed = HardshipArchive.objects.filter(changed_on__gte=day - timedelta(days=1))
    for pk in list(changed.order_by("pk").values_list("pk", flat=True)):
        refresh(pk)


def _known(pairs):
    rows = pairs.values_list("first", "second", "pk", "keys", "fingerprint", "status")
    for first, second, *rest in rows.iterator(chunk_size=5000):
        yield (first, second), tuple(rest)


def _keep(found, prints, known):
    """Write found pairs: new ones open, known ones with their values as they are; changed ones open again."""
    day, new, changed = clock.today(), [], []
    for pair, keys in found.items():
        now = likeness.joint(prints[pair[0]], prints[pair[1]])
        told = likeness.told(keys)
        if pair not in known:
            new.append(
                DuplicatePair(
                    first_id=pair[0], second_id=pair[1], keys=told, strength=likeness.strength(keys),
                    fingerprint=now, found_on=day,
                )
            )
            continue
        pk, kept, before, status = known[pair]
        if (kept, before) != (told, now) or status == PairStatus.GONE:
            reopened = status in Verdict.values
            changed.append(
                DuplicatePair(
                    pk=pk, keys=told, strength=likeness.strength(keys), fingerprint=now,
                    status=PairStatus.OPEN, was_reopened=reopened,
                )
            )
    DuplicatePair.objects.bulk_create(new, batch_size=CHUNK, ignore_conflicts=True)
    DuplicatePair.objects.bulk_update(
        changed, ["keys", "strength", "fingerprint", "status", "was_reopened"], batch_size=CHUNK
    )


def _forget(known, found):
    """Drop pairs that share no key any more; those somebody decided about stay as a record."""
    gone = [row[0] for pair, row in known.items() if pair not in found]
    for start in range(0, len(gone), CHUNK):
        some = DuplicatePair.objects.filter(pk__in=gone[start : start + CHUNK])
        some.filter(decisions=None).delete()
        some.update(status=PairStatus.GONE)
