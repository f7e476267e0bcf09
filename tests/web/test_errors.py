"""Refusals and failures: what they say, to whom, and what they need."""

import logging

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from unionaid.web import errors


def test_a_refusal_names_the_own_office_and_whom_to_ask(client_of, clerk):
    answer = client_of(clerk).get("/admin/org/")
    html = answer.content.decode()
    assert answer.status_code == 403
    assert "您现在的岗位：白银区总工会 · 经办。" in html
    assert "白银市总工会 的系统管理员" in html
    assert 'aria-label="主导航"' in html


def test_a_refusal_repeats_its_reason(rf, clerk):
    request = rf.get("/")
    request.posting, request.user = None, clerk.user
    html = errors.forbidden(request, PermissionDenied("批次已发放")).content.decode()
    assert "<p>批次已发放</p>" in html


def test_what_is_missing_and_what_is_out_of_scope_look_the_same(client_of, clerk):
    answer = client_of(clerk).get("/no-such-page/")
    assert answer.status_code == 404
    assert "可能是地址有误，也可能是档案不在您的管辖范围内" in answer.content.decode()


def test_a_missing_page_needs_no_posting(db, client):
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "主导航" not in answer.content.decode()


def test_a_failure_has_a_number_that_stands_in_the_log_and_needs_no_database(caplog):
    with caplog.at_level(logging.ERROR, logger="unionaid.web.errors"):
        answer = errors.failed(RequestFactory().get("/households/"))
    number = caplog.records[0].args[0]
    assert answer.status_code == 500
    assert f'<dd class="b6">{number}</dd>' in answer.content.decode()
    assert caplog.records[0].getMessage() == f"failure {number} at /households/"


@pytest.mark.parametrize("path", ["/no-such-page/", "/more/", "/login/"])
def test_no_page_stays_in_a_cache(client_of, clerk, path):
    answer = client_of(clerk).get(path)
    assert "no-store" in answer["Cache-Control"]
    assert "HX-Request" in answer["Vary"]


def test_the_policy_allows_nothing_inline(client_of, clerk):
    policy = dict(
        part.strip().split(" ", 1)
        for part in client_of(clerk).get("/more/")["Content-Security-Policy"].split(";")
    )
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
    }
