"""What the pages of 机构 show."""

from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from unionaid import clock
from unionaid.accounts.models import Posting
from unionaid.organizations import holdings
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.queries import in_printed_order


@dataclass
class Branch:
    unit: UnionUnit
    below: list["Branch"] = field(default_factory=list)


def tree_under(unit):
    """Return the units under `unit` as Branches, two levels deep, in printed order, open offices counted."""
    day = clock.today()
    open_offices = Count(
        "postings",
        filter=Q(postings__ended_at__isnull=True)
        & (Q(postings__valid_to__isnull=True) | Q(postings__valid_to__gte=day)),
    )
    found = (
        UnionUnit.objects.within(unit.path)
        .filter(depth__in=[unit.depth + 1, unit.depth + 2])
        .annotate(offices=open_offices)
    )
    branches = {each.path: Branch(each) for each in in_printed_order(found)}
    top = []
    for path, branch in branches.items():
        above = branches.get(path[:-4])
        (above.below if above else top).append(branch)
    return top


def moving(unit):
    """Return [(what, how many)] of everything that goes along when a unit moves or merges."""
    units = UnionUnit.objects.open().within(unit.path).count() - 1
    offices = Posting.objects.open().within(unit.path).count()
    own = [(_("下级机构"), units), (_("在任岗位"), offices)]
    return [(what, count) for what, count in own if count] + holdings.counts_within(unit.path)
