"""What a browser without script does to enter a file."""

from datetime import date

from django.urls import reverse

from households.models import Draft
from households.payloads import STEPS, payload_of_content
from unionaid.accounts.models import Posting, User


def start(client):
    """Press the button of the start page and return the new draft."""
    page = client.get(reverse("draft_new"))
    client.post(reverse("draft_new"), {"request_key": page.context["request_key"]})
    return Draft.objects.latest("pk")


def open_step(client, draft, step):
    return client.get(reverse("draft_step", args=[draft.pk, step]))


def hidden(page):
    """The hidden fields of a page that shows a draft."""
    return {"version": page.context["draft"].version, "page": page.context["page"]}


def post_step(client, draft, step, fields, page=None, **buttons):
    """Send a step as its page would, with one of its buttons."""
    page = page or open_step(client, draft, step)
    return client.post(
        reverse("draft_step", args=[draft.pk, step]), fields | hidden(page) | (buttons or {"go": "next"})
    )


def fill(client, draft, content):
    """Fill in all five steps, each saved and left without an error. Returns the last answer."""
    payload = payload_of_content(content)
    for step in STEPS:
        answer = post_step(client, draft, step, payload[step])
        assert answer.status_code == 302, answer.context["problems"]
    return answer


def submit(client, draft, page=None, **fields):
    """Send step 6: the recommended tier of the usual content, declared, unless told otherwise."""
    page = page or client.get(reverse("draft_check", args=[draft.pk]))
    return client.post(
        reverse("draft_submit", args=[draft.pk]),
        {"tier": "DEEP", "declared": "yes"} | hidden(page) | fields,
    )


def colleague(posting, name="colleague"):
    """Another person with the same office."""
    user = User.objects.create_user(name, display_name=name)
    return Posting.objects.create(
        user=user, unit=posting.unit, role=posting.role, valid_from=date(2020, 1, 1)
    )
