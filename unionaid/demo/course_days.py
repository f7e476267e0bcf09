"""Days of a file's life in the demo: weekdays in order, spread over fifteen months. Pure."""

from datetime import date, timedelta

from households.recognition import months_before
from unionaid.demo.material import Weighted

FIRST, LAST = date(2021, 1, 4), date(2022, 3, 31)
GRACE_MONTHS = 6
MONTHS = [date(2021 + place // 12, place % 12 + 1, 1) for place in range(15)]
APPROVED = (40, 130, 420, 610, 720, 760, 680, 560, 470, 400, 330, 270, 130, 140, 200)
APPROVALS = Weighted(list(zip(MONTHS, APPROVED, strict=True)))
OLD_YEARS = Weighted([(2015, 2), (2016, 20), (2017, 22), (2018, 22), (2019, 18)])
LAST_TO_MOVE = date(2022, 1, 31)  # a file approved later does not move before the census
IN_GRACE = timedelta(days=70)  # before a household that falls back is restored


def set_days(plan, rng):
    """Set the days of a plan."""
    match plan.fate:
        case "OLD":
            _old(plan, rng)
        case "ON_FILE" if plan.migrated:
            _migrated(plan, rng)
        case "ON_FILE":
            _approved(plan, rng, APPROVALS.draw(rng))
        case "GRACE":
            plan.left_on = _weekday(_between(rng, date(2021, 10, 1), LAST))
            _before_leaving(plan, rng)
        case "EXITED":
            plan.left_on = _weekday(_between(rng, date(2021, 2, 1), date(2021, 9, 27)))
            _before_leaving(plan, rng)
        case "CANCELLED":
            plan.left_on = _weekday(_between(rng, date(2021, 4, 1), LAST))
            _before_leaving(plan, rng)
        case _:
            _in_review(plan, rng)


def grace_until(day):
    """The last day of a grace period that begins on a day."""
    return months_before(day, -GRACE_MONTHS)


def set_move(plan, rng):
    """Set the day on which a file went over to its present union."""
    first = max(plan.approved_on, FIRST) + timedelta(days=30)
    plan.moved_on = _weekday(_between(rng, first, LAST - timedelta(days=3)))


def _approved(plan, rng, month):
    """Filed, checked and approved, the approval within a month."""
    month_end = months_before(month, -1) - timedelta(days=1)
    approved = _weekday(_between(rng, month, min(month_end, LAST)))
    if approved < FIRST + timedelta(days=14):
        approved = _weekday(FIRST + timedelta(days=14 + rng.randrange(5)))
    plan.approved_on = min(approved, LAST)
    plan.checked_on = earlier(plan.approved_on, rng.randint(1, 5))
    submitted = earlier(plan.checked_on, rng.randint(1, 5))
    if plan.returned_on:
        submitted = _returned_once(plan, submitted)
    plan.submitted_on = max(submitted, FIRST)
    plan.applied_on = max(earlier(plan.submitted_on, rng.randint(0, 8)), FIRST)
    if plan.restored_on:
        _leave_and_come_back(plan)


def _returned_once(plan, resubmitted):
    """Put a first round before a submission; returns the day of the first one.

    Both rounds lie in one year, under one line; a file of January was not returned then.
    """
    returned = earlier(resubmitted, 2)
    first = earlier(returned, 2)
    if first < FIRST or first.year != resubmitted.year:
        plan.returned_on = None
        return resubmitted
    plan.returned_on, plan.resubmitted_on = returned, resubmitted
    return first


def _leave_and_come_back(plan):
    """A household that fell back into hardship within its grace period."""
    plan.left_on = _weekday(plan.approved_on + timedelta(days=60))
    plan.restored_on = _weekday(plan.left_on + IN_GRACE)
    if plan.restored_on > LAST:
        plan.left_on = plan.restored_on = None


def _migrated(plan, rng):
    """Filed in earlier years, in the system since 2021."""
    year = rng.randint(2016, 2020)
    plan.applied_on = _weekday(_between(rng, date(year, 1, 10), date(year, 11, 20)))
    plan.submitted_on = plan.applied_on
    plan.approved_on = _weekday(plan.applied_on + timedelta(days=rng.randint(12, 34)))


def _before_leaving(plan, rng):
    if plan.migrated:
        _migrated(plan, rng)
        return
    months = [month for month in MONTHS if months_before(month, -3) <= plan.left_on]
    if not months:
        plan.migrated, plan.level = True, "CITY"
        _migrated(plan, rng)
    else:
        _approved(plan, rng, rng.choice(months))


def _in_review(plan, rng):
    """Filed lately: waiting, or just decided."""
    recent = earlier(LAST, rng.randint(0, 8))
    if plan.fate == "APPROVING":
        plan.checked_on = recent
        recent = earlier(recent, rng.randint(1, 4))
    if plan.fate == "REJECTED":
        recent = earlier(LAST, rng.randint(10, 90))
        plan.checked_on = _weekday(recent + timedelta(days=4))
    elif plan.fate == "RETURNED":
        plan.returned_on = recent
        recent = earlier(recent, rng.randint(1, 5))
    elif plan.returned_on:
        recent = _returned_once(plan, recent)
    plan.submitted_on = recent
    plan.applied_on = earlier(recent, rng.randint(0, 6))


def _old(plan, rng):
    """Closed between December 2015 and December 2020."""
    year = OLD_YEARS.draw(rng)
    plan.applied_on = plan.submitted_on = _weekday(_between(rng, date(year, 1, 5), date(year, 10, 30)))
    plan.approved_on = _weekday(plan.applied_on + timedelta(days=rng.randint(12, 34)))
    first = max(plan.approved_on + timedelta(days=60), date(2015, 12, 1))
    plan.left_on = min(_weekday(_between(rng, first, date(2020, 12, 31))), date(2020, 12, 31))


def _between(rng, first, last):
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def _weekday(day):
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def later(day, workdays):
    """Return the weekday some workdays after."""
    for _step in range(workdays):
        day = _weekday(day + timedelta(days=1))
    return day


def earlier(day, workdays):
    """Return the weekday some workdays before."""
    while day.weekday() > 4:
        day -= timedelta(days=1)
    for _step in range(workdays):
        day -= timedelta(days=3 if day.weekday() == 0 else 1)
    return day
