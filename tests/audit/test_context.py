"""Where a request comes from: the connection, or what a trusted proxy says, never what the client claims."""

import pytest
from django.test import RequestFactory

from unionaid.audit.context import AuditContextMiddleware, client_address, current_ip

PROXY = "10.0.0.1"


@pytest.mark.parametrize(
    ("connected", "forwarded", "trusted", "address"),
    [
        ("1.2.3.4", None, [], "1.2.3.4"),
        ("1.2.3.4", "9.9.9.9", [], "1.2.3.4"),
        (PROXY, "1.2.3.4", [PROXY], "1.2.3.4"),
        (PROXY, "9.9.9.9, 1.2.3.4", [PROXY], "1.2.3.4"),
        (PROXY, "9.9.9.9, 1.2.3.4, 10.0.0.2", [PROXY, "10.0.0.2"], "1.2.3.4"),
        (PROXY, None, [PROXY], PROXY),
        (PROXY, "2001:db8::1", [PROXY], "2001:db8::1"),
    ],
)
def test_client_address(settings, connected, forwarded, trusted, address):
    settings.TRUSTED_PROXIES = trusted
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}

    assert client_address(RequestFactory().get("/", REMOTE_ADDR=connected, **headers)) == address


def test_the_address_is_known_while_the_request_runs_and_forgotten_after():
    seen = []
    AuditContextMiddleware(lambda request: seen.append(current_ip()))(
        RequestFactory().get("/", REMOTE_ADDR="1.2.3.4")
    )

    assert (seen, current_ip()) == (["1.2.3.4"], "")
