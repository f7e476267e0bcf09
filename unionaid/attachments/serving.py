"""Sending a file to a browser so that it is shown or saved and never run."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def file_response(stored, content):
    """Return the answer that shows an image, or saves a document, under its name."""
    response = HttpResponse(content, content_type=stored.content_type)
    response["Content-Disposition"] = content_disposition_header(not stored.is_image, stored.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
