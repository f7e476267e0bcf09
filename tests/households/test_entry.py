"""Entering a file in six steps, in a browser without script."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from households.enums import Status
from households.models import Draft, HardshipArchive
from households.payloads import STEPS, payload_of_content
from tests import factories
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
PAPERS = ("APPLICATION", "AUTHORISATION", "PLEDGE", "IDENTITY", "HUKOU", "INCOME")


def whole_content(**changes):
    papers = [{"kind": kind, "received_on": date(2022, 3, 20), "pages": 1} for kind in PAPERS]
    return factories.content(**{"documents": papers} | changes)


def start(client):
    page = client.get(reverse("draft_new"))
    client.post(reverse("draft_new"), {"request_key": page.context["request_key"]})
    return Draft.objects.latest("pk")


def post_step(client, draft, step, fields, **extra):
    page = client.get(reverse("draft_step", args=[draft.pk, step]))
    hidden = {"version": page.context["draft"].version, "page": page.context["page"]}
    return client.post(reverse("draft_step", args=[draft.pk, step]), fields | hidden | extra)


def fill(client, draft, content):
    payload = payload_of_content(content)
    for step in STEPS:
        answer = post_step(client, draft, step, payload[step], go="next")
        assert answer.status_code == 302, answer.context["problems"]
    return answer


def submit(client, draft, **fields):
    page = client.get(reverse("draft_check", args=[draft.pk]))
    hidden = {"version": page.context["draft"].version, "page": page.context["page"]}
    return client.post(
        reverse("draft_submit", args=[draft.pk]), {"tier": "DEEP", "declared": "yes"} | hidden | fields
    )


@pytest.fixture
def clerk(client_of, clerk_chengguan, standards):
    return client_of(clerk_chengguan)


def test_a_clerk_enters_a_file_step_by_step_and_submits_it(clerk, clerk_chengguan):
    content = whole_content()
    draft = start(clerk)
    last = fill(clerk, draft, content)
    assert last.url == reverse("draft_check", args=[draft.pk])

    answer = submit(clerk, draft)

    archive = HardshipArchive.objects.get()
    assert answer.url == reverse("household", args=[archive.file_no])
    assert (archive.status, archive.tier, archive.unit) == (
        Status.COUNTY_REVIEW,
        "DEEP",
        clerk_chengguan.unit,
    )
    assert archive.net_per_capita_income == Decimal("504.50")
    assert archive.entered_by == clerk_chengguan.user
    assert not Draft.objects.exists()
    assert list(AuditEvent.objects.order_by("id").values_list("event", flat=True)) == [
        "DRAFT_STARTED",
        "FILE_SUBMITTED",
    ]
