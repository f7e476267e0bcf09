"""How the files on record changed between two days (DOMAIN 7, table 4), told from the episodes.

Every change of an episode is one turn, so that for every unit and any two days
end = start + new + restored + moved in − lifted − relieved − cancelled − moved out.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby, pairwise
from operator import itemgetter

from django.db.models import Count

from households.enums import ExitReason, Status, Tier
from households.leaving import outcome_of
from households.models import ArchiveEpisode
from households.queries.looking_again import COUNTED, looked_at
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.queries import reporting_rows


class Turned(StrEnum):
    """What a turn did to the files on record; in the order of the table."""

    NEW = "new"
    RESTORED = "restored"
    MOVED_IN = "moved_in"
    LIFTED = "lifted"
    RELIEVED = "relieved"
    CANCELLED = "cancelled"
    MOVED_OUT = "moved_out"
    TIER_UP = "tier_up"
    TIER_DOWN = "tier_down"


CAME = (Turned.NEW, Turned.RESTORED, Turned.MOVED_IN)
WENT = (Turned.LIFTED, Turned.RELIEVED, Turned.CANCELLED, Turned.MOVED_OUT)
REENTERED, MIGRATED = "reentered", "migrated"  # parts of what is new
FIELDS = (
    "archive", "valid_from", "status", "tier", "unit_path", "is_reentry", "is_migrated", "exit_reason",
)
SEVERITY = {Tier.DEEP: 3, Tier.RELATIVE: 2, Tier.ACCIDENTAL: 1}


@dataclass(frozen=True)
class Turn:
    """One change of one file. `source` and `target` are the paths it was and is on record at, or ""."""

    archive: int
    on: date
    what: Turned | None
    source: str
    target: str
    reentered: bool = False
    migrated: bool = False


@dataclass
class Line:
    """The figures of a unit's subtree, or with `own` of the files it holds itself."""

    unit: UnionUnit
    own: bool = False
    start: int = 0
    end: int = 0
    grace: int = 0
    counts: Counter = field(default_factory=Counter)

    def holds(self, path):
        """Tell whether files at a path are counted here."""
        return path == self.unit.path if self.own else bool(path) and path.startswith(self.unit.path)

    def count(self, turn):
        for what in self.told(turn):
            self.counts[what] += 1

    def told(self, turn):
        """Return what a turn means for this line: nothing, one figure, or a figure and its part."""
        was, now = self.holds(turn.source), self.holds(turn.target)
        if turn.source and turn.target and turn.source != turn.target:
            return [] if was == now else [Turned.MOVED_IN if now else Turned.MOVED_OUT]
        if turn.what is None or not (was or now):
            return []
        parts = [REENTERED] * turn.reentered + [MIGRATED] * turn.migrated
        return [turn.what, *parts] if turn.what == Turned.NEW else [turn.what]

    def __getitem__(self, what):
        """`line["new"]`: also start, end and grace, for tables and templates."""
        return getattr(self, what) if what in ("start", "end", "grace") else self.counts[what]

    @property
    def balance(self):
        """What the figures say the end should be."""
        return self.start + sum(self.counts[w] for w in CAME) - sum(self.counts[w] for w in WENT)

    def to_json(self):
        figures = {what: self[what] for what in ("start", *Turned, REENTERED, "end", "grace", *COUNTED)}
        return {"unit": self.unit.public_code, "name": self.unit.short_name} | figures


@dataclass
class Dynamics:
    first: date
    last: date
    total: Line
    rows: list

    @property
    def day_before(self):
        """The day at whose end the period begins."""
        return self.first - timedelta(days=1)

    def to_json(self):
        return {
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "total": self.total.to_json(),
            "rows": [line.to_json() for line in self.rows],
        }


def dynamics(unit, first, last):
    """Return table 4 of a unit and the units right under it, both days included."""
    total = Line(unit)
    rows = [Line(child) for child in reporting_rows(unit, last)]
    rows.append(Line(unit, own=True))
    lines = [total, *rows]
    found = Dynamics(first, last, total, rows)
    for name, day, status in (
        ("start", found.day_before, Status.ACTIVE),
        ("end", last, Status.ACTIVE),
        ("grace", last, Status.GRACE),
    ):
        for path, files in _stock(unit, day, status):
            for line in lines:
                if line.holds(path):
                    setattr(line, name, getattr(line, name) + files)
    for turn in turns(unit, first, last):
        for line in lines:
            line.count(turn)
    for path, looked in looked_at(unit, first, last).items():
        for line in lines:
            if line.holds(path):
                line.counts.update(looked)
    if len(rows) > 1 and not _says_anything(rows[-1]):
        rows.pop()
    return found


def turns(unit, first, last):
    """Return the turns of all files that a unit's subtree held at any time until `last`, in time between."""
    held = ArchiveEpisode.objects.within(unit.path)
    changed = ArchiveEpisode.objects.filter(valid_from__gte=first, valid_from__lte=last)
    episodes = (
        ArchiveEpisode.objects.filter(valid_from__lte=last)
        .filter(archive__in=held.values("archive"))
        .filter(archive__in=changed.values("archive"))
        .order_by("archive", "valid_from", "pk")
        .values_list(*FIELDS)
    )
    found = []
    for _archive, history in groupby(episodes.iterator(chunk_size=5000), key=itemgetter(0)):
        for before, after in pairwise([None, *history]):
            if after[1] >= first and (turn := _turn(before, after)):
                found.append(turn)
    return found


def turned(unit, first, last, what, *, own=False):
    """Return the turns a figure of a line counts, latest first."""
    line = Line(unit, own=own)
    found = [turn for turn in turns(unit, first, last) if what in line.told(turn)]
    return sorted(found, key=lambda turn: (turn.on, turn.archive), reverse=True)


def _turn(before, after):
    archive, on, status, tier, path, is_reentry, is_migrated, reason = after
    was, now = before is not None and before[2] == Status.ACTIVE, status == Status.ACTIVE
    if was and now:
        what = _tier_change(before[3], tier)
        return Turn(archive, on, what, before[4], path) if what or before[4] != path else None
    if now:
        restored = before is not None and before[2] == Status.GRACE
        return Turn(
            archive, on, Turned.RESTORED if restored else Turned.NEW, "", path,
            reentered=is_reentry and not restored, migrated=is_migrated and before is None,
        )
    if was:
        return Turn(archive, on, _exit(status, reason), before[4], "")
    return None


def _exit(status, reason):
    if status not in (Status.GRACE, Status.EXITED):
        return Turned.CANCELLED
    relieved = outcome_of(reason) == ExitReason.OUT_BY_SAFETY_NET
    return Turned.RELIEVED if relieved else Turned.LIFTED


def _tier_change(before, after):
    """Say whether a file was rated worse off (升) or better off (降); 未记录 is neither."""
    was, now = SEVERITY.get(before), SEVERITY.get(after)
    if not was or not now or was == now:
        return None
    return Turned.TIER_UP if now > was else Turned.TIER_DOWN


def _stock(unit, day, status):
    held = ArchiveEpisode.objects.at_end_of(day).within(unit.path).filter(status=status)
    return held.order_by().values("unit_path").annotate(files=Count("pk")).values_list("unit_path", "files")


def _says_anything(line):
    return bool(line.start or line.end or line.grace or any(line.counts.values()))
