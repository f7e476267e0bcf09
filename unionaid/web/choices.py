"""Which unit a page is asked to show, read from its address."""

from django.shortcuts import get_object_or_404

from unionaid.organizations.models import UnionUnit


def unit_in_scope(posting, code):
    """Return a unit of the posting's subtree by its code, 404 for every other."""
    return get_object_or_404(UnionUnit.objects.visible_to(posting), code=code)


def chosen_unit(request):
    """Return the unit named in the address, the posting's own by default, 404 outside its scope."""
    return filtered_unit(request) or request.posting.unit


def filtered_unit(request):
    """Return the unit a list is narrowed to by its address, None without one, 404 outside the scope."""
    code = request.GET.get("unit")
    return unit_in_scope(request.posting, code) if code else None
