from datetime import date

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from households.queries import census
from unionaid import clock
from unionaid.accounts.api import PostingView
from unionaid.accounts.permissions import Permission
from unionaid.organizations.errors import UnitNotFound
from unionaid.organizations.queries import unit_by_code


class CensusView(PostingView):
    """The census in the shape of the `census` command, within the posting's scope."""

    required = (Permission.VIEW_DASHBOARD,)

    @extend_schema(
        parameters=[
            OpenApiParameter("as_of", OpenApiTypes.DATE),
            OpenApiParameter("unit", OpenApiTypes.STR),
            OpenApiParameter("by", OpenApiTypes.STR, enum=census.WAYS),
        ],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request):
        try:
            as_of = date.fromisoformat(request.GET.get("as_of") or clock.today().isoformat())
        except ValueError:
            raise ValidationError({"as_of": "YYYY-MM-DD"}) from None
        by = request.GET.get("by", "prefecture")
        unit = self.unit(request.GET.get("unit"))
        if by not in census.WAYS or unit is None:
            raise ValidationError({"by": list(census.WAYS), "unit": "no such unit in your scope"})
        return Response(census.census(unit, as_of, by).to_json())

    def unit(self, code):
        if not code:
            return self.posting.unit
        try:
            unit = unit_by_code(code)
        except UnitNotFound:
            return None
        return unit if self.posting.sees(unit.path) else None
