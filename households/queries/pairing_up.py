"""Finding files that share a key: for all files at once, or for one. Reads keys, never plain numbers."""

from collections import defaultdict, deque
from itertools import combinations, groupby
from operator import itemgetter

from django.db.models import Count

from households.enums import LIVING
from households.likeness import NEAR, Key, Worker, alike, fingerprint
from households.models import FamilyMember, FileLink, HardshipArchive

MOST_ALIKE = 30  # files; a number or name more have in common tells nothing of two of them
CHUNK = 500
# What both ways of finding compare: key → (model, columns, the column that names the file).
COLUMNS = {
    Key.IDENTITY: (FamilyMember, ("id_index",), "archive_id"),
    Key.NAME: (FamilyMember, ("name", "birth_date"), "archive_id"),
    Key.MOBILE: (HardshipArchive, ("mobile_index",), "pk"),
    Key.ACCOUNT: (HardshipArchive, ("bank_account_index",), "pk"),
}
EMPTY = {"id_index": b"", "mobile_index": b"", "bank_account_index": b"", "name": "", "birth_date": None}


def all_pairs(step=lambda key: None):
    """Return ({(lower, higher key): {keys}} of all files, number of groups left out as too large)."""
    found, left_out = defaultdict(set), 0
    for key in COLUMNS:
        left_out += _shared(key, found)
        step(key)
    for one, other in _like_workers():
        found[_ordered(one, other)].add(Key.LIKENESS)
    step(Key.LIKENESS)
    return found, left_out


def pairs_of(archive_id):
    """Return {(lower, higher key): {keys}} of one file: the same that `all_pairs` finds for it."""
    found = defaultdict(set)
    for key, (model, columns, file) in COLUMNS.items():
        own = model.objects.filter(**{"archive" if model is FamilyMember else "pk": archive_id})
        for values in _filled(own, columns).order_by().values_list(*columns).distinct():
            same = model.objects.filter(**dict(zip(columns, values, strict=True))).order_by()
            files = list(same.values_list(file, flat=True).distinct()[: MOST_ALIKE + 1])
            if len(files) <= MOST_ALIKE:
                for other in files:
                    if other != archive_id:
                        found[_ordered(archive_id, other)].add(key)
    for other in _like_one(archive_id):
        found[_ordered(archive_id, other)].add(Key.LIKENESS)
    return found


def fit(pairs):
    """Return the pairs whose files are not known to belong together, at least one of them not closed."""
    known = _linked()
    ids = sorted({pk for pair in pairs for pk in pair})
    living = set()
    for start in range(0, len(ids), CHUNK):
        some = HardshipArchive.objects.filter(pk__in=ids[start : start + CHUNK], status__in=LIVING)
        living.update(some.values_list("pk", flat=True))
    return {
        pair: keys
        for pair, keys in pairs.items()
        if pair not in known and (pair[0] in living or pair[1] in living)
    }


def fingerprints(archive_ids):
    """Return {key of a file: digest of what is compared of it}, a chunk of files at a time."""
    ids, found = sorted(archive_ids), {}
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        people = defaultdict(list)
        members = FamilyMember.objects.filter(archive__in=some).order_by()
        for pk, index, name, born in members.values_list("archive", "id_index", "name", "birth_date"):
            people[pk].append((bytes(index).hex(), name, str(born or "")))
        files = HardshipArchive.objects.filter(pk__in=some).order_by()
        for pk, region, mobile, account in files.values_list(
            "pk", "residence_region", "mobile_index", "bank_account_index"
        ):
            found[pk] = fingerprint((region, bytes(mobile).hex(), bytes(account).hex(), sorted(people[pk])))
    return found


def _shared(key, found):
    """Add the pairs of files that share a key; returns how many groups were too large to tell anything."""
    model, columns, file = COLUMNS[key]
    groups = _filled(model.objects, columns).order_by().values(*columns).annotate(
        files=Count(file, distinct=True)
    )
    left_out = groups.filter(files__gt=MOST_ALIKE).count()
    shared = groups.filter(files__gt=1, files__lte=MOST_ALIKE)
    if len(columns) == 1:
        rows = model.objects.filter(**{f"{columns[0]}__in": shared.values(columns[0])})
        rows = rows.order_by(*columns).values_list(*columns, file)
        by_value = groupby(rows.iterator(chunk_size=5000), key=lambda row: bytes(row[0]))
        for _value, members in by_value:
            _pair_up({row[-1] for row in members}, key, found)
        return left_out
    for *values, _files in shared.values_list(*columns, "files").iterator(chunk_size=5000):
        same = model.objects.filter(**dict(zip(columns, values, strict=True))).order_by()
        _pair_up(set(same.values_list(file, flat=True)), key, found)
    return left_out


def _pair_up(files, key, found):
    for one, other in combinations(sorted(files), 2):
        found[one, other].add(key)


def _filled(rows, columns):
    for column in columns:
        empty = EMPTY[column]
        rows = rows.exclude(**({f"{column}__isnull": True} if empty is None else {column: empty}))
    return rows


def _like_workers():
    """Yield the pairs of workers of one division born close by with similar names, division by division."""
    rows = (
        HardshipArchive.objects.exclude(birth_date=None)
        .order_by("residence_region", "birth_date", "pk")
        .values_list("pk", "worker_name", "name_pinyin", "birth_date", "residence_region")
    )
    for _region, files in groupby(rows.iterator(chunk_size=5000), key=itemgetter(4)):
        window = deque()
        for row in files:
            worker = Worker(*row)
            while window and worker.born - window[0].born > NEAR:
                window.popleft()
            for other in window:
                if alike(other, worker):
                    yield other.archive, worker.archive
            window.append(worker)


def _like_one(archive_id):
    columns = ("pk", "worker_name", "name_pinyin", "birth_date", "residence_region")
    row = HardshipArchive.objects.values_list(*columns).get(pk=archive_id)
    worker = Worker(*row)
    if not worker.born:
        return []
    near = HardshipArchive.objects.filter(
        residence_region=worker.region, birth_date__range=(worker.born - NEAR, worker.born + NEAR)
    ).exclude(pk=archive_id)
    return [row[0] for row in near.values_list(*columns) if alike(worker, Worker(*row))]


def _ordered(one, other):
    return (one, other) if one < other else (other, one)


def _linked():
    """Pairs of files one of which followed, was split from or became part of the other."""
    follows = HardshipArchive.objects.exclude(previous_archive=None)
    known = {_ordered(*pair) for pair in follows.values_list("previous_archive", "pk")}
    return known | {_ordered(*pair) for pair in FileLink.objects.values_list("source", "target")}
