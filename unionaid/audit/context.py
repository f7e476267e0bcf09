"""Where a request comes from, known to every event it causes."""

from contextvars import ContextVar

from django.conf import settings

_ip: ContextVar[str] = ContextVar("audit_ip", default="")


def current_ip() -> str:
    """Return the client's address while a request runs, "" elsewhere."""
    return _ip.get()


def client_address(request) -> str:
    """Return who is at the other end: the connection's address, or what a trusted proxy says.

    Entries that clients put into X-Forwarded-For themselves stand left of the proxy's own and
    are not believed.
    """
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while address in settings.TRUSTED_PROXIES and forwarded:
        address = forwarded.pop().strip() or address
    return address[:45]


class AuditContextMiddleware:
    """Remember the client's address while its request runs."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _ip.set(client_address(request))
        try:
            return self.get_response(request)
        finally:
            _ip.reset(token)
