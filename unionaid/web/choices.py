"""What a page is asked to show, read from its address."""

from django.shortcuts import get_object_or_404

from unionaid.organizations.models import UnionUnit


def chosen_unit(request):
    """Return the unit named in the address, the posting's own by default, 404 outside its scope."""
    code = request.GET.get("unit")
    if not code:
        return request.posting.unit
    return get_object_or_404(UnionUnit.objects.visible_to(request.posting), code=code)
