"""Content in words: the label of every field and its value as a person reads it, masked where it must be."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from households import models
from households.enums import DocumentKind
from unionaid.organizations import codes
from unionaid.organizations.reference import region_name
from unionaid.privacy import masks

# Which code list names the values of a field.
CODE_LISTS = {
    "relation": "relationship",
    "sex": "sex",
    "ethnicity": "ethnicity",
    "political_status": "political_status",
    "education": "education",
    "skill_level": "skill_level",
    "health_status": "health_status",
    "disease": "disease_type_union",
    "disability_type": "disability_type",
    "disability_grade": "disability_grade",
    "marital_status": "marital",
    "hukou_type": "household_reg_type",
    "medical_insurance": "medical_insurance",
    "member_status": "family_member_status",
    "model_worker_type": "model_worker_type",
    "school_stage": "education_stage",
    "workplace_nature": "employer_nature",
    "workplace_condition": "employer_status",
    "industry": "industry",
    "work_status": "employment_status",
    "employer_nature": "employer_nature",
    "employer_condition": "employer_status",
    "contract_term": "contract_term",
    "housing_type": "housing_type",
    "main_cause": "hardship_cause",
    "sub_cause": "hardship_cause",
    "cause": "hardship_cause",
    "aid_type": "aid_type",
    "exit_reason": "exit_reason",
}


def _hidden(value):
    return "＊＊＊" if value else ""


MASKS = {
    "id_number": masks.mask_id,
    "mobile": masks.mask_phone,
    "other_contact": masks.mask_phone,
    "bank_account": masks.mask_account,
    "disability_card_no": masks.mask_id,
    "address_detail": _hidden,
    "diagnosis": _hidden,
}
REGIONS = {"hukou_region", "residence_region"}


def label(model, name):
    """Return the label of a model's field."""
    return str(model._meta.get_field(name).verbose_name)


def words(model, name, value):
    """Return a stored value in words: code labels, masked numbers, 是/否, money, dates; "" when empty."""
    if value is None or value == "":
        return ""
    if name in MASKS:
        return MASKS[name](value)
    if name in CODE_LISTS:
        return codes.label(CODE_LISTS[name], value) or value
    if model is models.DocumentReceipt and name == "kind":
        return str(DocumentKind(value).label)
    if name in REGIONS:
        return region_name(value) or value
    choices = dict(model._meta.get_field(name).flatchoices)
    match value:
        case _ if choices:
            return str(choices.get(value, value))
        case bool():
            return _("是") if value else _("否")
        case Decimal():
            return amount(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def amount(value):
    """Format 元 as the house does: 486.00, 12,000.00 (grouping from five digits on)."""
    whole = abs(value) >= 10000
    return f"{value:,.2f}" if whole else f"{value:.2f}"


def section(model, values, names=None):
    """Return (name, label, words) for the fields of a dict, in the model's order, empty ones too."""
    return [
        (field.name, str(field.verbose_name), words(model, field.name, values[field.name]))
        for field in model._meta.fields
        if field.name in values and (names is None or field.name in names)
    ]


def item_sentence(model, item, people):
    """Return an income, expense, flag, need or paper in one line: 王桂英 工资 1650.00 × 12."""
    owner = people[item["member"]]["name"] + " " if "member" in item else ""
    match model:
        case models.IncomeItem:
            return f"{owner}{item['source']} {amount(item['monthly_amount'])} × {item['months']}"
        case models.RigidExpense:
            net = item["gross_amount"] - item["reimbursed_amount"]
            return _("%(item)s %(gross)s，已报销 %(back)s，自付 %(net)s") % {
                "item": f"{owner}{item['item']}",
                "gross": amount(item["gross_amount"]),
                "back": amount(item["reimbursed_amount"]),
                "net": amount(net),
            }
        case _:
            parts = [words(model, name, value) for name, value in item.items()]
            return " ".join(part for part in parts if part)
