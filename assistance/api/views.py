"""Reading funds, documents and the ledger within the scope of a posting."""

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView

from assistance.api.serializers import AllocationSummary, FundSummary, LedgerRow
from assistance.filters import LedgerFilter
from assistance.models import Allocation, FundBalance, Voucher
from assistance.queries import funds, ledger
from unionaid.accounts.api import PostingView
from unionaid.accounts.permissions import Permission
from unionaid.web.api import Pages
from unionaid.web.choices import unit_in_scope

UNIT = OpenApiParameter("unit", OpenApiTypes.STR, description="code of a unit of the own subtree")
YEAR = OpenApiParameter("year", OpenApiTypes.INT)


class FundsPages(PostingView, GenericAPIView):
    required = (Permission.VIEW_FUNDS,)
    pagination_class = Pages
    filter_backends = ()

    def unit(self):
        """Return the unit asked for, one's own without any; outside the scope 404."""
        code = self.request.GET.get("unit")
        if not code:
            return self.posting.unit
        return unit_in_scope(self.posting, code)

    def answer(self, rows):
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


class FundsView(FundsPages):
    """The funds of a unit and all below it; of one year where one is given."""

    serializer_class = FundSummary
    queryset = FundBalance.objects.none()

    @extend_schema(operation_id="funds_list", parameters=[UNIT, YEAR])
    def get(self, request):
        rows = FundBalance.objects.visible_to(self.posting).within(self.unit().path).select_related("unit")
        year = request.GET.get("year", "")
        if year:
            if not (year.isascii() and year.isdecimal() and len(year) < 5):
                raise Http404
            rows = rows.filter(year=int(year))
        return self.answer(rows)


class AllocationsView(FundsPages):
    """The allocation documents of a unit and all below it, newest first."""

    serializer_class = AllocationSummary
    queryset = Allocation.objects.none()

    @extend_schema(operation_id="allocations_list", parameters=[UNIT])
    def get(self, request):
        rows = Allocation.objects.visible_to(self.posting).within(self.unit().path)
        return self.answer(rows.select_related("unit").prefetch_related("rows__unit"))


class LedgerView(FundsPages):
    """The vouchers of one unit with their entries, newest first, by the filters of the screen."""

    serializer_class = LedgerRow
    queryset = Voucher.objects.none()

    @extend_schema(
        operation_id="ledger_list",
        parameters=[
            UNIT, YEAR, OpenApiParameter("source", OpenApiTypes.STR),
            OpenApiParameter("union_level", OpenApiTypes.STR),
            OpenApiParameter("scheme", OpenApiTypes.STR),
        ],
    )  # fmt: skip
    def get(self, request):
        filters = LedgerFilter(request.GET, years=funds.years_of(self.posting))
        rows = ledger.vouchers_of(self.posting, self.unit(), **filters.asked())
        people = rows.select_related("unit", "made_by", "checked_by")
        return self.answer(people.prefetch_related("entries"))
