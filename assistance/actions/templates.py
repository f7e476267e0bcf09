"""Keeping bank templates: a union writes its own, those below it use them too."""

from django.db import transaction

from assistance.actions import posting
from assistance.aid_errors import AidNotAllowed, VersionTaken
from assistance.models import BankTemplate
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record


@transaction.atomic
def keep(*, layout, by, template=None):
    """Write a new template of one's own union, or change one of them; files made by it stay as they are."""
    unit = posting.hold_units(by.unit)[by.unit_id]
    if not by.may(Permission.PAY_AID) or (template and template.unit_id != unit.pk):
        raise AidNotAllowed()
    others = BankTemplate.objects.filter(unit=unit, name=layout.name)
    if others.exclude(pk=template and template.pk).exists():
        raise VersionTaken(version=layout.name)
    template = template or BankTemplate(unit=unit, unit_path=unit.path)
    before = {"layout": template.layout} if template.pk else None
    template.name, template.format, template.layout = layout.name, layout.format, layout.as_data()
    template.changed_on = clock.today()
    template.save()
    record(
        Event.BANK_TEMPLATE_KEPT, subject=template, by=by, before=before, after={"layout": template.layout}
    )
    return template
