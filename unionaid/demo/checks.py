"""The yearly look at files in the demo: the rounds of 2021 and 2022, and the spot checks of both years."""

from datetime import date, timedelta
from random import Random

from django.db.models import Count

from households import drawing, rechecking
from households.actions.spot_checks import raise_picks
from households.check_enums import CheckResult
from households.enums import TaskKind, TaskStatus
from households.models import FileTask, HardshipArchive, RecheckRound, SpotCheck, SurveyBatch, SurveyReport
from households.queries.spot_checks import population
from households.queries.surveys import units_below
from unionaid.demo.plans import CENSUS_DAY, MIGRATED_ON

MONTHS, PERCENT = 12, 30  # of the demo's rule set
ROUNDS = ((2021, date(2021, 3, 1), date(2021, 11, 30)), (2022, date(2022, 1, 10), date(2022, 11, 30)))
RESULTS = (CheckResult.QUALIFIES,) * 46 + (CheckResult.CHANGE,) * 2 + (CheckResult.RERATE, CheckResult.EXIT)
SURVEY = (
    "2022 年全省困难职工排查摸底", date(2022, 1, 4), date(2022, 3, 15),
    "对所属单位职工家庭逐户了解收入、就业、健康和子女就学情况，符合条件的及时建档，不漏一户。",
)
LATE = ("620121",)  # the neighbour county has not reported yet
ASKING = {
    CheckResult.CHANGE: "需要变更信息", CheckResult.RERATE: "需要调整类别", CheckResult.EXIT: "应当退档",
}
# Union that draws, over which, drawn on, done until, share of the tasks that are done.
SPOT_CHECKS = (
    ("GS", "GS", date(2021, 9, 1), date(2021, 11, 30), 100),
    ("GS620100", "GS620100", date(2022, 2, 28), date(2022, 3, 28), 96),
)


def rechecks(plan, archive, desk):
    """Yield the re-check tasks of a file and note the day it was last looked at."""
    rng = Random(f"recheck {plan.number}")
    since = MIGRATED_ON if plan.migrated else plan.approved_on
    if since is None:
        return
    looked_at = since
    for year, opened, latest in ROUNDS:
        if since >= opened or (plan.left_on and plan.left_on <= opened and not _back_by(plan, opened)):
            continue
        due = rechecking.due_day(looked_at, MONTHS, opened=opened, latest=latest)
        ended = _day_done(rng, opened, due)
        gone = plan.left_on if plan.left_on and plan.left_on > opened else None
        at = desk.units[plan.filed_at if _not_yet_moved(plan, ended or CENSUS_DAY) else plan.unit]
        task = FileTask(
            archive_id=archive.id, unit_id=at.id, unit_path=at.path, kind=TaskKind.RECHECK,
            key=rechecking.key_of(year, archive.id), reason=f"{year} 年度年审", raised_on=opened, due_on=due,
        )
        if gone and (ended is None or gone <= ended):
            task.status, task.ended_on = TaskStatus.DROPPED, gone
        elif ended:
            task.status, task.ended_on = TaskStatus.DONE, ended
            task.ended_by_id, task.outcome = desk.clerk(at).user_id, rng.choice(RESULTS)
            looked_at = archive.rechecked_on = ended
        yield task


def asked_for(task):
    """Return the task that a result of this year asks for, None where it asks for nothing."""
    if task.status != TaskStatus.DONE or task.outcome not in ASKING or task.ended_on.year < CENSUS_DAY.year:
        return None
    return FileTask(
        archive_id=task.archive_id, unit_id=task.unit_id, unit_path=task.unit_path, kind=TaskKind.REASSESS,
        key=f"ask:{task.outcome}:{task.id}", reason=f"{task.reason}：{ASKING[task.outcome]}",
        raised_on=task.ended_on, due_on=task.ended_on + timedelta(days=14),
    )


def load(units, desk):
    """Write the rounds and draw the spot checks, once every file is there."""
    top = units[0]
    by_code = {unit.code: unit for unit in units}
    RecheckRound.objects.bulk_create(
        RecheckRound(
            unit=top, unit_path=top.path, year=year, opened_on=opened, due_on=latest,
            opened_by=desk.officer().user, note="逐户入户核查，满周年的按周年日完成",
            files=FileTask.objects.filter(
                kind=TaskKind.RECHECK, key__startswith=rechecking.prefix_of(year)
            ).count(),
        )
        for year, opened, latest in ROUNDS
    )
    for code, over, day, due, percent in SPOT_CHECKS:
        _draw(by_code[code], by_code[over], day, due, percent, desk)
    _survey(top, desk)


def _draw(unit, target, day, due, percent, desk):
    by = desk.officer() if unit.depth == 1 else desk.reviewer(unit)
    everything, rng = population(unit, target, day), Random(f"spot {unit.code} {day}")
    if not everything:
        return
    seed = f"{rng.getrandbits(128):032x}"
    drawn = drawing.draw(seed, everything, PERCENT)
    check = SpotCheck.objects.create(
        unit=unit, unit_path=unit.path, target=target, year=day.year, percent=PERCENT, due_on=due,
        drawn_on=day, drawn_by=by.user, seed=seed, population=drawing.as_text(everything),
        population_hash=drawing.digest(everything), list_hash=drawing.digest(drawn),
        files=len(everything), drawn=len(drawn),
    )
    raise_picks(check, drawn)
    picks = FileTask.objects.filter(pick__check_of=check).order_by("pick__place")
    tasks = list(picks.values_list("pk", flat=True))
    rng.shuffle(tasks)
    tasks = tasks[: len(tasks) * percent // 100]
    days = [day + timedelta(days=n) for n in range(3, (min(due, CENSUS_DAY) - day).days)]
    for place, on in enumerate(days):
        FileTask.objects.filter(pk__in=tasks[place :: len(days)]).update(
            status=TaskStatus.DONE, ended_on=on, ended_by=by.user, outcome=CheckResult.QUALIFIES
        )


def _survey(unit, desk):
    """The survey of early 2022 (排查摸底): most unions are through, some still on their way, a few silent."""
    name, starts_on, due_on, note = SURVEY
    batch = SurveyBatch.objects.create(
        unit=unit, unit_path=unit.path, name=name, starts_on=starts_on, due_on=due_on, scope_note=note,
        opened_on=starts_on, opened_by=desk.officer().user,
    )
    filed = dict(
        HardshipArchive.objects.filter(applied_on__range=(starts_on, due_on))
        .order_by().values("unit").annotate(files=Count("pk")).values_list("unit", "files")
    )
    rng = Random(name)
    SurveyReport.objects.bulk_create(
        _report(batch, below, filed.get(below.pk, 0), rng, desk) for below in units_below(unit)
    )


def _report(batch, unit, filed, rng, desk):
    report = SurveyReport(batch=batch, unit=unit, unit_path=unit.path)
    state = rng.random()
    if state < 0.05 or unit.region_code in LATE:
        report.reminders, report.reminded_on = 1, batch.due_on + timedelta(days=2)
        return report
    report.planned = rng.randint(12, 60) * 10 + filed
    report.surveyed = report.planned if state < 0.9 else report.planned * rng.randint(60, 95) // 100
    report.found = min(filed + rng.randint(0, 6), report.surveyed)
    report.filed = min(filed, report.found)
    report.reported_by = desk.clerk(unit).user
    span = (batch.due_on - batch.starts_on).days
    report.reported_on = batch.starts_on + timedelta(days=rng.randint(30, span))
    report.ended_on = report.reported_on if report.surveyed == report.planned else None
    return report


def _day_done(rng, opened, due):
    """Return the day a re-check was done, None where it is still open on the day of the census."""
    last = min(due, CENSUS_DAY - timedelta(days=1))
    likely = 1 if due.year < CENSUS_DAY.year else 0.88 if due <= CENSUS_DAY else 0.2
    if rng.random() >= likely:
        return None
    return opened + timedelta(days=rng.randint(3, max((last - opened).days, 3)))


def _back_by(plan, day):
    return bool(plan.restored_on) and plan.restored_on < day


def _not_yet_moved(plan, day):
    return bool(plan.moved_from) and day < plan.moved_on
