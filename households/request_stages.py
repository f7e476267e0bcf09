"""Where a request stands on its way: the stations of its kind's route with who passed them and when."""

from django.utils.translation import gettext as _

from households import request_lifecycle
from households.enums import RequestStatus, RequestStep
from households.flow import AHEAD, DONE, NOW, Stage

BROKEN_OFF = (RequestStep.REFUSE, RequestStep.WITHDRAW)


def stages(asked, decisions):
    """Return the stages of a request from its opening to its end. `decisions` are oldest first."""
    left = {row.from_status: row for row in decisions if row.from_status}
    opened = next((row for row in decisions if row.step == RequestStep.OPEN), None)
    who = f" {opened.by.display_name}" if opened else ""
    found = [Stage(_("提出申请"), f"{asked.opened_on:%Y-%m-%d}{who}", DONE)]
    for status in request_lifecycle.route_of(asked.kind, asked.detail):
        row = left.get(status)
        label = RequestStatus(status).label
        if row and row.step in BROKEN_OFF:
            found.append(Stage(label, f"{row.on:%Y-%m-%d} {row.by.display_name}", DONE))
            return [*found, Stage(RequestStatus(asked.status).label, f"{row.on:%Y-%m-%d}", NOW)]
        if row:
            found.append(Stage(label, f"{row.on:%Y-%m-%d} {row.by.display_name}", DONE))
        elif asked.status == status:
            found.append(Stage(label, asked.acting_unit.short_name, NOW))
        else:
            found.append(Stage(label, "", AHEAD))
    if asked.status == RequestStatus.DONE:
        return [*found, Stage(RequestStatus.DONE.label, f"{asked.ended_on:%Y-%m-%d}", NOW)]
    return [*found, Stage(RequestStatus.DONE.label, "", AHEAD)]
