"""Households near the line in the demo: the border watch list, warnings about those that left, duplicates."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from households import standards
from households.actions import keeping_pairs
from households.check_enums import PairStatus, RelapseCause, WatchLeft, WatchStatus
from households.enums import Status, TaskKind, TaskStatus
from households.models import (
    DuplicateDecision,
    DuplicatePair,
    FileTask,
    HardshipArchive,
    WatchlistAssessment,
    WatchlistEntry,
)
from households.recognition import Facts, assess
from households.recognition_steps import KINDS
from unionaid.demo import naming, work
from unionaid.demo.plans import CENSUS_DAY

WATCHED, QUALIFYING, GONE = 70, 9, 14  # of the watch list, where one in two hundred is at the edge
WARNINGS = 26
SHOWN = ("GS620102", "GS620121", "GS620200")  # these have some of everything
DECIDED = 3  # of four pairs one is decided
CAUSES = (
    (RelapseCause.INCOME, "收入下降", "结对责任人走访时了解到本人已失业"),
    (RelapseCause.ILLNESS, "家庭成员患病", "配偶近期住院，自费金额较大"),
    (RelapseCause.EVENT, "发生意外或灾害", "房屋受损，单位工会上报"),
    (RelapseCause.MATCH, "比对结果", "社保比对显示已停缴"),
)
LAST_YEAR = date(2021, 12, 20)
REASSESSED_ON = date(2022, 3, 18)  # under the lines of the new year


def load(units, desk):
    """Write the watch list, the warnings and the pairs, once every file is there."""
    holders = [unit for unit in units if unit.depth == 3 or unit.code in SHOWN]
    rng = Random("edge")
    _watchlist(holders, desk, rng)
    _warnings(desk, rng)
    _pairs(desk)


def _watchlist(holders, desk, rng):
    entries, found = [], []
    for place in range(WATCHED + QUALIFYING + GONE):
        unit = holders[place % len(holders)] if place >= len(SHOWN) * 3 else _shown(holders, place)
        by = desk.clerk(unit).user
        watched = QUALIFYING <= place < QUALIFYING + WATCHED
        last = CENSUS_DAY if watched else LAST_YEAR
        entered = last - timedelta(days=rng.randrange(3, 80 if watched else 200))
        name = naming.full_name(rng, "汉", rng.choice("12"), rng.randint(1964, 1986))
        entry = WatchlistEntry(
            unit=unit, unit_path=unit.path, worker_name=name, entered_on=entered,
            entered_by=by, status_since=entered, employer=work.employer_name(rng, unit.short_name, "C"),
        )
        heads = rng.randint(2, 4)
        facts = _facts(unit, entered, heads, rng)
        rows = [_assessed(entry, unit, entered, facts)]
        if place < QUALIFYING:
            rows.append(_assessed(entry, unit, REASSESSED_ON, facts))
        if rows[-1].outcome != "EDGE" and place < QUALIFYING:
            entry.status, entry.status_since = WatchStatus.QUALIFIES, REASSESSED_ON
            entry.due_on = date(2022, 3, 29) if place % 3 == 0 else date(2022, 4, 12)
        elif place >= WATCHED + QUALIFYING:
            entry.status, entry.left_on = WatchStatus.LEFT, CENSUS_DAY - timedelta(days=rng.randrange(5, 90))
            entry.status_since, entry.left_by = entry.left_on, by
            entry.left_reason = rng.choice((WatchLeft.IMPROVED, WatchLeft.MOVED, WatchLeft.GAVE_UP))
            entry.left_note = "走访核实"
        for row in rows[:-1]:
            row.is_current = False
        entries.append(entry)
        found += rows
    WatchlistEntry.objects.bulk_create(entries)
    for row in found:
        row.entry_id = row.entry.pk
    WatchlistAssessment.objects.bulk_create(found)


def _shown(holders, place):
    code = SHOWN[place % len(SHOWN)]
    return next(unit for unit in holders if unit.code == code)


def _facts(unit, day, heads, rng):
    """Facts of a household a little above the limit of its day."""
    line = standards.line_for(unit, day).urban_monthly
    income = (line * 2 * Decimal(rng.randint(1002, 1025)) / 1000 * heads * 12).quantize(Decimal(1))
    return Facts(
        applied_on=day, dibao_line=line, counted_members=heads, annual_income=income,
        rigid_expenses=dict.fromkeys(KINDS, Decimal(0)),
    )


def _assessed(entry, unit, day, facts):
    line, rule_set = standards.line_for(unit, day), standards.rule_set_for(unit, day)
    facts = Facts(**vars(facts) | {"dibao_line": line.urban_monthly, "applied_on": day})
    result = assess(facts, standards.parameters(rule_set))
    return WatchlistAssessment(
        entry=entry, rule_set=rule_set, dibao_line=line, assessed_on=day, facts=facts.to_json(),
        steps=[step.to_json() for step in result.steps], outcome=result.outcome.value,
        chronic_per_capita=result.chronic_per_capita,
    )


def _warnings(desk, rng):
    """Warnings about households in grace and some that have been closed: most open, a few looked into."""
    left = HardshipArchive.objects.select_related("unit").order_by("pk")
    shown = list(left.filter(status=Status.GRACE, unit__code__in=SHOWN)[:9])
    gone = left.filter(status__in=(Status.GRACE, Status.EXITED))
    others = list(gone.exclude(pk__in=[archive.pk for archive in shown]))
    tasks = []
    for place, archive in enumerate(shown + rng.sample(others, min(WARNINGS - len(shown), len(others)))):
        cause, words, note = CAUSES[place % len(CAUSES)]
        raised = CENSUS_DAY - timedelta(days=rng.randrange(3, 40))
        ended = raised + timedelta(days=9) if place % 4 == 3 and raised < date(2022, 3, 20) else None
        tasks.append(
            FileTask(
                archive=archive, unit=archive.unit, unit_path=archive.unit_path, kind=TaskKind.RELAPSE,
                key=f"relapse:{cause}:{archive.pk}:1", reason=f"返困预警：{words}", note=note,
                raised_on=raised, due_on=raised + timedelta(days=14),
                status=TaskStatus.DONE if ended else TaskStatus.OPEN, ended_on=ended,
                ended_by=desk.clerk(archive.unit).user if ended else None,
                outcome="NOT_BACK" if ended else "",
            )
        )
    FileTask.objects.bulk_create(tasks)


def _pairs(desk):
    """Find the pairs, and decide one of four of those that lie within one union."""
    keeping_pairs.rebuild()
    DuplicatePair.objects.update(found_on=CENSUS_DAY)
    pairs = list(DuplicatePair.objects.select_related("first__unit", "second__unit").order_by("pk"))
    decided = [pair for pair in pairs if pair.first.unit_id == pair.second.unit_id][::DECIDED]
    rows = []
    for pair in decided:
        by = desk.clerk(pair.first.unit)
        pair.status = PairStatus.DIFFERENT
        rows.append(
            DuplicateDecision(
                pair=pair, batch=f"demo{pair.pk:028d}", verdict=PairStatus.DIFFERENT,
                note="核对户口簿，不是同一户", fingerprint=pair.fingerprint, by=by.user,
                by_unit=by.unit, on=CENSUS_DAY,
            )
        )
    DuplicatePair.objects.bulk_update(decided, ["status"])
    DuplicateDecision.objects.bulk_create(rows)
