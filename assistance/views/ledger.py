"""资金台账 of a unit on the screen, on paper and as a workbook; every voucher on a page of its own."""


from django.db import transaction
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assistance import ledger_register
from assistance.actions import reversing
from assistance.filters import LedgerFilter
from assistance.models import Voucher
from assistance.queries import funds, ledger
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record
from unionaid.web.access import require
from unionaid.web.choices import chosen_unit
from unionaid.web.downloads import workbook_download

PER_PAGE = 50


@require(Permission.VIEW_FUNDS)
@require_safe
def fund_ledger(request):
    """Show a page of the ledger in the order of booking; `after` is the last voucher seen."""
    unit, filters, vouchers = _asked(request)
    after = request.GET.get("after", "")
    after = int(after) if after.isascii() and after.isdecimal() and len(after) < 19 else 0
    context = {
        "unit": unit,
        "form": filters,
        "page": ledger.page(vouchers, after=after, size=PER_PAGE),
        "after": after,
        "total": ledger.totals(vouchers),
        "filtered": bool(filters.asked()),
    }
    return render(request, "assistance/ledger.html", context)


@require(Permission.VIEW_FUNDS)
@require_safe
def fund_ledger_print(request):
    """Show the whole ledger of a filter as a sheet for printing."""
    unit, filters, vouchers = _asked(request)
    context = {
        "unit": unit,
        "filters": filters.in_words(),
        "page": ledger.page(vouchers),
        "total": ledger.totals(vouchers),
        "printed_at": timezone.localtime(),
        "query": request.GET.urlencode(),
    }
    return render(request, "assistance/ledger_print.html", context)


@require(Permission.VIEW_FUNDS)
@require_POST
def fund_ledger_workbook(request):
    """Send the whole ledger of a filter as a workbook. Leaves evidence."""
    unit, filters, vouchers = _asked(request)
    words = filters.in_words()

    def write(path):
        rows = ledger_register.write(
            path, vouchers=vouchers, unit=unit, posting=request.posting, filters=words
        )
        with transaction.atomic():
            record(
                Event.LEDGER_EXPORTED, subject=unit, by=request.posting,
                detail={"filters": words, "rows": rows},
            )

    return workbook_download(write, _("%(unit)s资金台账.xlsx") % {"unit": unit.short_name})


@require(Permission.VIEW_FUNDS)
@require_safe
def voucher(request, pk):
    """Show one voucher: entries, people, the document it follows, what reversed or refunded it."""
    found = get_object_or_404(
        Voucher.objects.visible_to(request.posting).select_related(
            "unit", "fund__unit", "made_by", "checked_by", "allocation", "reverses", "refunds"
        ),
        pk=pk,
    )
    keeps = request.posting.may(Permission.KEEP_FUNDS) and found.unit_id == request.posting.unit_id
    request_for_it = getattr(found, "reversal_request", None)
    waiting = request_for_it if request_for_it and not request_for_it.is_signed else None
    context = {
        "voucher": found,
        "entries": found.entries.all(),
        "reversed_by": Voucher.objects.filter(reverses=found).first(),
        "refunds": Voucher.objects.filter(refunds=found),
        "reversal": waiting,
        "keeps": keeps,
        "may_sign": keeps and waiting and waiting.prepared_by_id != request.user.pk,
        "may_reverse": keeps and not request_for_it and reversing.is_reversible(found),
    }
    return render(request, "assistance/voucher.html", context)


def _asked(request):
    unit = chosen_unit(request)
    filters = LedgerFilter(request.GET, years=funds.years_of(request.posting))
    return unit, filters, ledger.vouchers_of(request.posting, unit, **filters.asked())
