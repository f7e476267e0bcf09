"""类别调整: asked for by the clerk, passed by county and prefecture, kept as an assessment of its own."""

import pytest

from households.actions import requests
from households.enums import RequestKind, RequestStep, Tier
from households.errors import TierMissing, TierReasonMissing
from households.models import ArchiveEpisode, Assessment

DETAIL = {"tier_before": "DEEP", "tier": "RELATIVE", "recommended": "DEEP", "tier_reason": "入户核实另有收入"}


@pytest.fixture
def ask(active_file, clerk_chengguan):
    def open_request(**detail):
        return requests.open_request(
            kind=RequestKind.RERATE, archive=active_file(), by=clerk_chengguan, reason="收入有变化",
            detail=DETAIL | detail,
        )

    return open_request


def test_both_unions_pass_it_and_the_tier_changes(ask, reviewer_chengguan, reviewer_lanzhou, today):
    request = ask()
    archive = request.archive
    requests.decide(request=request, step=RequestStep.PASS, by=reviewer_chengguan)
    archive.refresh_from_db()
    assert archive.tier == Tier.DEEP
    requests.decide(request=request, step=RequestStep.PASS, by=reviewer_lanzhou)
    archive.refresh_from_db()
    assert (archive.tier, archive.status) == (Tier.RELATIVE, "ACTIVE")
    now = Assessment.objects.get(archive=archive, is_current=True)
    assert (now.tier, now.outcome, now.tier_reason) == ("RELATIVE", "DEEP", "入户核实另有收入")
    assert (now.chosen_by, now.confirmed_by) == (request.opened_by, reviewer_lanzhou.user)
    assert Assessment.objects.filter(archive=archive).count() == 2
    assert ArchiveEpisode.objects.get(archive=archive, valid_to=None).tier == "RELATIVE"
    assert archive.steps.latest("id").step == "RERATE"


@pytest.mark.parametrize(
    ("detail", "error"), [({"tier": ""}, TierMissing), ({"tier_reason": " "}, TierReasonMissing)]
)
def test_another_tier_needs_its_reason(ask, detail, error):
    with pytest.raises(error):
        ask(**detail)


def test_the_clerk_asks_on_the_page_of_the_file(active_file, client_of, clerk_chengguan, reviewer_chengguan):
    archive = active_file()
    clerk = client_of(clerk_chengguan)
    address = f"/households/{archive.file_no}/requests/new/rerate/"
    assert address in clerk.get(f"/households/{archive.file_no}/").content.decode()
    refused = clerk.post(address, {"tier": "RELATIVE", "tier_reason": "", "reason": "收入有变化"})
    assert refused.status_code == 422
    assert "须写明理由" in refused.content.decode()
    sent = clerk.post(address, {"tier": "RELATIVE", "tier_reason": "另有收入", "reason": "收入有变化"})
    request = archive.requests.get()
    assert sent.url == f"/requests/{request.pk}/"
    page = client_of(reviewer_chengguan).get(sent.url)
    assert [step.value for step in page.context["open_steps"]] == ["PASS", "REFUSE"]
    assert address not in clerk.get(f"/households/{archive.file_no}/").content.decode()


def test_passing_and_refusing_on_the_page(ask, client_of, reviewer_chengguan):
    request = ask()
    reviewer = client_of(reviewer_chengguan)
    unexplained = reviewer.post(f"/requests/{request.pk}/decide/", {"step": "REFUSE", "note": ""})
    assert unexplained.status_code == 422
    assert reviewer.post(f"/requests/{request.pk}/decide/", {"step": "PASS"}).status_code == 302
    request.refresh_from_db()
    assert request.status == "CITY_APPROVAL"
    late = reviewer.post(f"/requests/{request.pk}/decide/", {"step": "PASS"})
    assert late.status_code == 422


def test_the_list_shows_what_waits_and_hides_it_from_the_neighbour(
    ask, client_of, reviewer_chengguan, clerk_yongdeng
):
    request = ask()
    page = client_of(reviewer_chengguan).get("/requests/")
    assert [row.pk for row in page.context["page"]] == [request.pk]
    neighbour = client_of(clerk_yongdeng)
    assert neighbour.get("/requests/?state=open").context["page"].paginator.count == 0
    assert neighbour.get(f"/requests/{request.pk}/").status_code == 404
    assert neighbour.get(f"/households/{request.archive.file_no}/requests/new/rerate/").status_code == 404
