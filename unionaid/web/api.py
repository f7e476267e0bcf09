"""How refusals look in JSON, and how long lists are turned."""

from rest_framework.pagination import CursorPagination
from rest_framework.response import Response
from rest_framework.views import exception_handler

CONFLICTS = {
    "step_not_open",
    "edit_conflict",
    "person_already_on_file",
    "not_waiting_here",
    "same_person_twice",
    "request_already_open",
    "request_step_not_open",
    "not_undoable",
}


def handle(error, context):
    """Answer a refusal of the house as {"code", "message"}, 409 for conflicts, 400 for the rest.

    A refusal that knows which fields are wrong lists them under "errors".
    """
    if not hasattr(error, "sentence"):
        return exception_handler(error, context)
    body = {"code": error.code, "message": str(error)}
    if getattr(error, "errors", None):
        body["errors"] = [
            {"step": step, "field": field, "message": str(message)}
            for step, found in error.errors.items()
            for field, message in found
        ]
    return Response(body, status=409 if error.code in CONFLICTS else 400)


class Pages(CursorPagination):
    """Fifty rows a page, at most two hundred; the next page is an address, not a number."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = "size"
    ordering = "-id"
