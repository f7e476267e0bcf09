"""Headers of every answer."""

from django.utils.cache import patch_vary_headers


class NoStoreMiddleware:
    """Keep pages with personal data out of every cache; partial and whole answers apart."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        patch_vary_headers(response, ["HX-Request"])
        return response
