"""What is published of a household, and nothing beyond it (DOMAIN 8: as much as an objection needs)."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from households.enums import NoticeKind, NoticePlace
from unionaid.organizations import codes
from unionaid.privacy.masks import mask_name


def line_of(archive, place_kind, kind, needs=None):
    """Return the fields of a line: name as its place allows, unit, tier, class of cause, planned aid.

    `needs` are the aid types asked for where they are at hand.
    """
    masked = mask_name(archive.worker_name)
    with override("zh-hans"):
        return {
            "shown_name": archive.worker_name if place_kind == NoticePlace.BOARD else masked,
            "masked_name": masked,
            "employer": archive.employer,
            "tier": archive.tier,
            "cause": codes.label("hardship_cause", archive.main_cause),
            "planned_aid": _planned(archive, needs) if kind == NoticeKind.ENTRY else "",
        }


def _planned(archive, needs):
    if needs is None:
        needs = archive.aidneeds.order_by("id").values_list("aid_type", flat=True)
    names = dict.fromkeys(codes.label("aid_type", aid_type) for aid_type in needs)
    return _("、").join(names)[:200]
