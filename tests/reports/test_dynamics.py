"""Table 4 on the screen, in Excel and over the API: one answer, every figure with its files."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from unionaid.audit import Event
from unionaid.audit.models import AuditEvent

PERIOD = {"from": "2022-01-01", "to": "2022-03-31"}
pytestmark = pytest.mark.django_db


def page_of(client, name="dynamics", **query):
    return client.get(reverse(name), PERIOD | query)


def test_page_adds_up_and_links_each_figure(transfer, client_of, reviewer_lanzhou):
    moved = transfer()
    client = client_of(reviewer_lanzhou)
    text = page_of(client).content.decode()
    assert "核对：0 + 1 + 0 + 0 − 0 − 0 − 0 − 0 = 1" in text
    query = "from=2022-01-01&amp;to=2022-03-31&amp;unit=GS620121&amp;what=moved_in"
    assert f"{reverse('dynamics_files')}?{query}" in text
    files = page_of(client, "dynamics_files", unit="GS620121", what="moved_in").content.decode()
    assert moved.file_no in files and moved.worker_name in files


def test_file_that_has_left_is_named_masked(transfer, client_of, clerk_chengguan):
    moved = transfer()
    text = page_of(client_of(clerk_chengguan), "dynamics_files", what="moved_out").content.decode()
    assert moved.file_no in text and "王*英" in text and moved.worker_name not in text
    assert reverse("household", args=[moved.file_no]) not in text


def test_neighbour_is_shown_no_other_unit(active_file, client_of, clerk_yongdeng):
    active_file()
    client = client_of(clerk_yongdeng)
    assert page_of(client, unit="GS620102").status_code == 404
    assert page_of(client, "dynamics_files", unit="GS620102", what="new").status_code == 404
    assert "核对：0 + 0" in page_of(client).content.decode()


def test_figure_nobody_knows_is_not_found(client_of, clerk_chengguan):
    assert page_of(client_of(clerk_chengguan), "dynamics_files", what="grace").status_code == 404


def test_workbook_holds_the_same_numbers(transfer, client_of, reviewer_lanzhou):
    transfer()
    answer = page_of(client_of(reviewer_lanzhou), "dynamics_workbook")
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6, max_row=8)]
    assert rows[0][1:4] + rows[0][6:8] == ["合计", "=SUM(C7:C8)", "=SUM(D7:D8)", 0, "=SUM(H7:H8)"]
    assert [row[1:4] + row[6:7] + row[10:12] for row in rows[1:]] == [
        ["城关区", 0, 1, 0, 1, 0], ["永登县", 0, 0, 1, 0, 1],
    ]
    assert AuditEvent.objects.filter(event=Event.STATISTICS_EXPORTED).count() == 1


def test_api_tells_the_same(transfer, client_of, reviewer_lanzhou):
    transfer()
    answer = page_of(client_of(reviewer_lanzhou), "api_dynamics").json()
    assert (answer["total"]["new"], answer["total"]["moved_in"], answer["total"]["end"]) == (1, 0, 1)
    assert page_of(client_of(reviewer_lanzhou), "api_dynamics", to="x").status_code == 400
