"""A content in words, section by section, masked: for a past day's view of a file."""

from django.utils.translation import gettext as _

from households import models, wording
from households.comparison import HEALTH, VEIL
from households.payloads import HOUSING
from unionaid.organizations import codes

WITHOUT = {"id_document"}


def sections(content, *, health):
    """Return [(title, [(label, words)])] of what is said; `health` tells whether illnesses may be named."""
    home = {name: value for name, value in content.home.items() if name not in HOUSING}
    housing = {name: content.home[name] for name in HOUSING if name in content.home}
    causes = {name: value for name, value in content.causes.items() if name != "secondary"}
    found = [(_("职工本人"), _pairs(models.FamilyMember, content.worker, health))]
    for member in content.members:
        relation = codes.label("relationship", member["relation"])
        rest = {name: value for name, value in member.items() if name != "relation"}
        title = _("%(relation)s %(name)s") % {"relation": relation, "name": member["name"]}
        found.append((title, _pairs(models.FamilyMember, rest, health)))
    found += [
        (_("工作与工会"), _pairs(models.HardshipArchive, content.work)),
        (_("住址与联系方式"), _pairs(models.HardshipArchive, home)),
        (_("收入"), _lines(models.IncomeItem, content.incomes, content.people)),
        (_("刚性支出"), _lines(models.RigidExpense, content.expenses, content.people)),
        (_("致困事件"), _pairs(models.HardshipEvent, content.event or {})),
        (_("致困原因"), _pairs(models.HardshipArchive, causes) + _secondary(content)),
        (_("住房与保障"), _pairs(models.HardshipArchive, housing | content.support)),
        (_("排除情形"), _lines(models.ExclusionFlag, content.exclusions, content.people)),
        (_("帮扶需求"), _lines(models.AidNeed, content.needs, content.people)),
        (_("材料"), _lines(models.DocumentReceipt, content.documents, content.people)),
        (_("银行账户"), _pairs(models.HardshipArchive, content.bank)),
    ]
    return [(title, said) for title, said in found if said]


def _pairs(model, values, health=True):
    return [
        (label, VEIL if name in HEALTH and not health else words)
        for name, label, words in wording.section(model, values)
        if words and name not in WITHOUT
    ]


def _lines(model, items, people):
    return [(str(place), wording.item_sentence(model, item, people)) for place, item in enumerate(items, 1)]


def _secondary(content):
    words = [wording.words(models.SecondaryCause, "cause", code) for code in content.causes["secondary"]]
    return [(_("次要致困原因"), _("、").join(words))] if words else []
