from reports.annual import people
from reports.annual.period import Period
from reports.views.annual import send
from reports.views.dashboard import chosen_day
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require
from unionaid.web.choices import chosen_unit


@require(Permission.VIEW_DASHBOARD)
def census_workbook(request):
    """Send table 1 at the end of a day."""
    as_of = chosen_day(request, clock.today())
    return send(request, chosen_unit(request), Period(as_of, as_of), [people.KEY])
