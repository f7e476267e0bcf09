"""按户慰问: the families on file a warmth campaign has still to visit, and a visit to several of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from assistance.enums import FundSource
from campaigns.actions.families import visit_families
from campaigns.enums import CampaignKind
from campaigns.errors import CampaignError, RecordDoubtful
from campaigns.forms.plans import FamiliesForm
from campaigns.queries import families as queries
from campaigns.views.campaign import edition_or_404
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.web.access import require
from unionaid.web.choices import chosen_unit

PER_PAGE = 100


@require(Permission.VIEW_CAMPAIGNS)
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_families(request, kind, year):
    """List the families still to be visited; write one visit down for those that are ticked."""
    edition, unit = edition_or_404(kind, year), chosen_unit(request)
    if edition.kind != CampaignKind.WINTER_WARMTH:
        raise Http404
    may_record = request.posting.may(Permission.RECORD_CAMPAIGNS)
    rows = queries.to_visit(edition, request.posting, unit)
    form = FamiliesForm(
        request.POST or None, sources=FundSource.choices,
        initial={"held_on": min(clock.today(), edition.season_to)},
    )
    doubts = ()
    if request.method == "POST":
        if not may_record:
            raise PermissionDenied
        chosen = list(rows.filter(file_no__in=request.POST.getlist("file_no"))[:PER_PAGE])
        if not chosen:
            form.add_error(None, _("请先勾选要慰问的家庭"))
        elif form.is_valid():
            done, doubts = _visited(request, form, chosen)
            if done:
                return redirect("campaign_families", kind, year)
    context = {
        "campaign": edition,
        "kind": kind,
        "unit": unit,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "ticked": request.POST.getlist("file_no"),
        "form": form if may_record else None,
        "doubts": doubts,
    }
    status = 422 if form.errors or doubts else 200
    return render(request, "campaigns/families.html", context, status=status)


def _visited(request, form, chosen):
    """Return (whether it was written down, doubts); refusals stand in the form."""
    try:
        lines = visit_families(
            families=chosen, values=form.cleaned_data, by=request.posting,
            confirmed=bool(request.POST.get("confirmed")),
        )
    except RecordDoubtful as error:
        return False, error.doubts
    except CampaignError as error:
        form.add_error(None, str(error))
        return False, ()
    text = ngettext("已登记 %(n)d 户的慰问", "已登记 %(n)d 户的慰问", len(lines)) % {"n": len(lines)}
    messages.success(request, text)
    return True, ()
