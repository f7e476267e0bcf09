"""Responsible contacts of the demo, their visits, and what households asked for.

Decided file by file from the file's number: the same province gives the same rows.
"""

from collections import defaultdict
from datetime import date, timedelta
from random import Random

from households.enums import Status, TaskKind, TaskStatus, Tier, VisitPurpose
from households.models import AidNeed, Demand, FileTask, HardshipArchive, HomeVisit, Pairing
from households.recognition import months_before
from unionaid.accounts.permissions import Role
from unionaid.demo import asking, bulk, naming
from unionaid.demo.accounts import DEMO_ACCOUNTS
from unionaid.demo.plans import CENSUS_DAY
from unionaid.demo.records import moment

MET = ("本人", "本人", "配偶", "子女")
INTERVAL = 6  # months between visits, as the demo's rule set says
FIRST_PAIRINGS = date(2021, 1, 15)
UNPAIRED, OVERDUE, BY_STAFF = 0.02, 0.04, 0.3
OF_A_SHOWN_ACCOUNT = 8  # households of each printed account
LATE_OF_THEM = 2
ASKING = (3, 4)  # the places of those that ask for something
ERRANDS = ("带队走访并报送家庭近况", "落实上次走访承诺的帮扶措施")
WITH_HOUSEHOLDS = (Role.CLERK, Role.REVIEWER, Role.FINANCE, Role.OFFICER)
FINDINGS = (
    "家庭生活基本稳定，本人坚持治疗，药费负担仍重",
    "配偶已找到临时工作，收入略有增加",
    "孩子学习正常，学费压力较大",
    "老人行动不便，由本人照料，无法外出务工",
    "住房漏雨，已联系社区帮助修缮",
    "本人康复训练中，近期不能上班",
    "取暖和生活用品已落实，家人情绪稳定",
    "欠薪已追回一部分，其余仍在协商",
)
COLUMNS = (
    "id", "file_no", "unit_id", "unit_path", "status", "status_since", "first_approved_on", "is_migrated",
    "review_round", "tier", "employer", "township",
)


def load(desk):
    """Write pairings, visits, demands and the tasks of pairing for all files on record and in grace."""
    files = list(
        HardshipArchive.objects.filter(status__in=[Status.ACTIVE, Status.GRACE]).only(*COLUMNS).order_by("id")
    )
    asked = _tasks_of(TaskKind.PAIRING)
    people, rows = _People(desk, files), _Rows(bulk.Ids())
    needs = _by_file(AidNeed.objects.filter(archive__in=files).order_by("id"))
    written = set(Demand.objects.values_list("archive_id", flat=True))
    for archive in files:
        rng = Random(f"contact {archive.file_no}")
        rows.add(archive, rng, people, asked.get(archive.pk))
        if archive.pk not in written and not archive.is_migrated:
            asking.of_needs(rows, archive, needs[archive.pk], rng, people.clerk(archive))
    rows.follow_ups(FileTask.objects.filter(kind=TaskKind.FOLLOW_UP, status=TaskStatus.DONE), people)
    bulk.write(rows.rows)
    bulk.set_sequences()
    FileTask.objects.filter(pk__in=rows.done).update(
        status=TaskStatus.DONE, outcome="PAIRED", ended_on=CENSUS_DAY
    )


class _People:
    """Who answers for whom: the printed accounts for a few, staff for some, others for most."""

    def __init__(self, desk, files):
        self.desk = desk
        self.offices = {unit.pk: self._with_households(code) for code, unit in desk.units.items()}
        self.chosen = self._of_shown_accounts(files)

    def clerk(self, archive):
        return self.desk.clerk(self.desk.of(archive.unit_id))

    def contact(self, archive, rng):
        """Return the columns of a file's contact, and whether its next visit is late by design."""
        office, late = self.chosen.get(archive.pk, (None, None))
        if office is None and self.offices[archive.unit_id] and rng.random() < BY_STAFF:
            office = rng.choice(self.offices[archive.unit_id])
        columns = _staff(office) if office else _outsider(archive, rng)
        return columns, late is not None and late < LATE_OF_THEM

    def asks(self, archive):
        """Tell whether a household of a printed account has something open, and its place among them."""
        office, place = self.chosen.get(archive.pk, (None, None))
        return (office, place) if office and place in ASKING else (None, None)

    def _with_households(self, code):
        own = self.desk.postings[code]
        return [posting for posting in own if posting.role in (Role.CLERK, Role.REVIEWER)]

    def _of_shown_accounts(self, files):
        """Give each printed account some households of its scope, the deepest first, two of them late."""
        names = {account.username for account in DEMO_ACCOUNTS}
        shown = [
            posting
            for own in self.desk.postings.values()
            for posting in own
            if posting.user.username in names and posting.role in WITH_HOUSEHOLDS
        ]
        settled = [archive for archive in files if archive.status == Status.ACTIVE and _is_settled(archive)]
        settled.sort(key=lambda archive: (archive.tier != Tier.DEEP, archive.pk))
        chosen = {}
        for posting in sorted(shown, key=lambda posting: (-posting.unit.depth, posting.pk)):
            free = [a for a in settled if a.pk not in chosen and posting.sees(a.unit_path)]
            step = max(len(free) // 40, 1)
            for place, archive in enumerate(free[::step][:OF_A_SHOWN_ACCOUNT]):
                chosen[archive.pk] = posting, place
        return chosen


class _Rows:
    """Rows by model, each with its id."""

    def __init__(self, ids):
        self.ids, self.rows, self.done = ids, defaultdict(list), []

    def keep(self, row):
        row.id = self.ids.next(type(row))
        self.rows[type(row)].append(row)
        return row

    def add(self, archive, rng, people, asked):
        """Pair a file and write its visits down, or leave it without a contact and ask for one."""
        columns, late = people.contact(archive, rng)
        clerk, place = people.clerk(archive), {"unit_id": archive.unit_id, "unit_path": archive.unit_path}
        if archive.status == Status.ACTIVE and not late and rng.random() < (0.4 if asked else UNPAIRED):
            if not asked:
                self._ask(archive, place, rng)
            return
        start = _paired_on(archive, rng)
        last, following = _course(start, rng, late)
        if asked:
            self.done.append(asked)
        self.keep(Pairing(
            archive_id=archive.pk, **place, **columns, paired_on=start, paired_by_id=clerk.user_id,
            last_visit_on=last, next_visit_on=following, created_at=moment(start, 2, rng),
        ))
        office, place_among = people.asks(archive)
        if office:
            self._assign(archive, place, office, place_among, rng, clerk)
        if last:
            self._visits(archive, place, columns, start, last, clerk, rng)

    def _assign(self, archive, place, office, turn, rng, clerk):
        """Something a printed account has to see to at one of its households: a demand, a task."""
        raised = CENSUS_DAY - timedelta(days=(33, 24)[turn % 2])
        asking.open_demand(self, archive, raised, rng, clerk)
        due = CENSUS_DAY + timedelta(days=(-2, 9)[turn % 2])
        self.keep(FileTask(
            archive_id=archive.pk, **place, kind=TaskKind.OTHER, key=f"assigned:{archive.pk}:{due}",
            reason=ERRANDS[turn % 2], raised_on=raised, due_on=due, status=TaskStatus.OPEN,
            assigned_to_id=office.user_id, created_at=moment(raised, 1, rng),
        ))

    def _ask(self, archive, place, rng):
        begun = min(_first_day(archive), CENSUS_DAY)
        due = max(begun + timedelta(days=14), CENSUS_DAY - timedelta(days=rng.randrange(-9, 12)))
        raised = due - timedelta(days=14)
        self.keep(FileTask(
            archive_id=archive.pk, **place, kind=TaskKind.PAIRING,
            key=f"pairing:{archive.pk}:{archive.unit_id}:0:{raised}", reason="在档家庭还没有责任联系人",
            raised_on=raised, due_on=due, status=TaskStatus.OPEN, created_at=moment(raised, 1, rng),
        ))

    def _visits(self, archive, place, columns, start, last, clerk, rng):
        day, visits = last, []
        while day >= start:
            visits.append(day)
            day = months_before(day, INTERVAL) + timedelta(days=rng.randrange(-9, 10))
        for day in reversed(visits):
            visit = self.keep(HomeVisit(
                archive_id=archive.pk, **place, purpose=VisitPurpose.PAIRING, visited_on=day,
                visitors=columns["contact_name"], visitor_count=1, met=rng.choice(MET),
                findings=rng.choice(FINDINGS), review_round=archive.review_round,
                recorded_by_id=clerk.user_id, recorded_at=moment(day, 3, rng),
            ))
        asking.of_visit(self, archive, visit, rng, clerk)

    def follow_ups(self, tasks, people):
        """Write down the visits by which follow-ups of files in grace were done."""
        for task in tasks.select_related("archive").order_by("pk"):
            rng = Random(f"follow-up {task.archive.file_no} {task.due_on}")
            clerk = people.clerk(task.archive)
            self.keep(HomeVisit(
                archive_id=task.archive_id, unit_id=task.unit_id, unit_path=task.unit_path,
                purpose=VisitPurpose.FOLLOW_UP, visited_on=task.ended_on, visitors=clerk.user.display_name,
                visitor_count=1, met="本人", findings=rng.choice(FINDINGS), task_id=task.pk,
                review_round=task.archive.review_round, recorded_by_id=clerk.user_id,
                recorded_at=moment(task.ended_on, 3, rng),
            ))


def _course(start, rng, late):
    """Return (last visit, next visit) of a household paired on a day."""
    if late or rng.random() < OVERDUE:
        following = CENSUS_DAY - timedelta(days=rng.randrange(1, 21))
    else:
        following = CENSUS_DAY + timedelta(days=rng.randrange(178))
    last = months_before(following, INTERVAL)
    if last >= start:
        return last, following
    soonest = months_before(start, -INTERVAL)
    if soonest >= CENSUS_DAY:
        return None, soonest
    return start + timedelta(days=3), months_before(start + timedelta(days=3), -INTERVAL)


def _staff(posting):
    return {
        "contact_id": posting.user_id, "contact_name": posting.user.display_name,
        "contact_post": f"{posting.unit.name} {posting.role_label}", "contact_phone": posting.unit.telephone,
    }


def _outsider(archive, rng):
    name = naming.full_name(rng, "汉", rng.choice("12"), rng.randrange(1965, 1992))
    place = archive.employer or f"{archive.township}工会"
    post = "工会主席" if archive.employer else rng.choice(("社区工会主任", "工会联合会主席", "民政专干"))
    return {
        "contact_id": None, "contact_name": name, "contact_post": f"{place} {post}"[:120],
        "contact_phone": f"167{rng.randrange(10**8):08d}",
    }


def _first_day(archive):
    if archive.is_migrated or archive.first_approved_on is None:
        return FIRST_PAIRINGS
    return max(archive.first_approved_on, FIRST_PAIRINGS)


def _paired_on(archive, rng):
    return min(_first_day(archive) + timedelta(days=rng.randrange(2, 14)), CENSUS_DAY)


def _is_settled(archive):
    return _first_day(archive) < CENSUS_DAY - timedelta(days=230)


def _tasks_of(kind):
    return dict(FileTask.objects.open().filter(kind=kind).values_list("archive_id", "pk"))


def _by_file(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.archive_id].append(row)
    return found
