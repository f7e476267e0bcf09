"""The registers of the programmes for other programs: the same table, rules and action as the screens."""

from datetime import date
from decimal import Decimal

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from campaigns import cells
from campaigns.actions import records
from campaigns.forms.records import form_of
from campaigns.queries.records import lines_of
from campaigns.registers import REGISTERS
from unionaid.accounts.api import PostingView
from unionaid.accounts.permissions import Permission
from unionaid.web.api import Pages
from unionaid.web.choices import unit_in_scope

UNIT = OpenApiParameter("unit", OpenApiTypes.STR, description="code of a unit of the own subtree")


class RecordsView(PostingView):
    """A register: its lines with the newest first, and one more line of it.

    Choices go in by their code or their words and come out in words; amounts are texts in 元. A line
    that is doubtful is refused with the code record_doubtful until `confirmed` is sent with it. The
    same Idempotency-Key gives the same line.
    """

    required = (Permission.VIEW_CAMPAIGNS,)
    writes = (Permission.RECORD_CAMPAIGNS,)

    @extend_schema(
        operation_id="campaign_records_list", parameters=[UNIT], responses=OpenApiTypes.OBJECT
    )
    def get(self, request, register):
        register = _register(register)
        code = request.GET.get("unit")
        unit = unit_in_scope(self.posting, code) if code else None
        pages = Pages()
        page = pages.paginate_queryset(lines_of(register, self.posting, unit=unit), request, view=self)
        return pages.get_paginated_response([_line(register, line) for line in page])

    @extend_schema(
        operation_id="campaign_records_enter", request=OpenApiTypes.OBJECT,
        responses={201: OpenApiTypes.OBJECT},
    )
    def post(self, request, register):
        register = _register(register)
        given = {name: request.data[name] for name in register.fields if name in request.data}
        form = form_of(register)(_coded(register, given), by=self.posting, register=register)
        if not form.is_valid():
            return Response({"code": "record_wrong", "errors": form.errors}, status=400)
        line = records.enter(
            register=register, values=form.cleaned_data, by=self.posting,
            confirmed=request.data.get("confirmed") is True,
            request_key=request.headers.get("Idempotency-Key", "")[:40] or None,
        )
        return Response(_line(register, line), status=201)


def _register(slug):
    if slug not in REGISTERS:
        raise Http404
    return REGISTERS[slug]


def _coded(register, given):
    """Put codes for the words of choices."""
    coded = dict(given)
    for name, value in given.items():
        choices = register.model._meta.get_field(name).choices or ()
        coded[name] = next((code for code, words in choices if str(words) == value), value)
    return coded


def _line(register, line):
    said = {name: _plain(cells.value_of(line, name)) for name in register.fields}
    return {"id": line.pk, "unit": line.unit.code, "status": line.status} | said


def _plain(value):
    match value:
        case Decimal():
            return f"{value:.2f}"
        case date():
            return value.isoformat()
    return value
