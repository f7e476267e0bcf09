from urllib.parse import quote

from django.db import transaction
from django.http import HttpResponse

from households.queries import census
from reports.tables import census_table
from reports.views.dashboard import chosen_day
from reports.workbooks import workbook
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record
from unionaid.web.access import require
from unionaid.web.choices import chosen_unit
from unionaid.web.downloads import XLSX


@require(Permission.VIEW_DASHBOARD)
def census_workbook(request):
    unit, as_of = chosen_unit(request), chosen_day(request, clock.today())
    answer = census.census(unit, as_of, "prefecture" if unit.depth == 1 else "county")
    with transaction.atomic():
        record(
            Event.CENSUS_EXPORTED,
            subject=unit,
            by=request.posting,
            detail={"as_of": as_of, "total": answer.total},
        )
    file = HttpResponse(workbook(census_table(answer, request.posting)), content_type=XLSX)
    name = quote(f"困难职工家庭基本情况表-{unit.short_name}-{as_of:%Y%m%d}.xlsx")
    file.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return file
