"""The bands figures and filters speak of: ages, education and skill groups, 4050 workers.

A band is (value, label, …); UNKNOWN stands for what is not recorded and is always one of them.
Ages are compared as birth dates with cut-off days, so that the database can do it.
"""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unionaid.organizations import codes

UNKNOWN = "UNKNOWN"
UNKNOWN_LABEL = _("未记录")

# value, label, first and last whole year of age
AGE_BANDS = (
    ("AGE_29", _("29 岁及以下"), 0, 29),
    ("AGE_30", _("30–39 岁"), 30, 39),
    ("AGE_40", _("40–49 岁"), 40, 49),
    ("AGE_50", _("50–59 岁"), 50, 59),
    ("AGE_60", _("60 岁及以上"), 60, None),
)
# value, label, level groups of the code list `education`
EDUCATION_GROUPS = (
    ("PRIMARY", _("小学及以下"), ("primary", "other_or_none")),
    ("JUNIOR_SECONDARY", _("初中"), ("junior_secondary",)),
    ("SENIOR_SECONDARY", _("高中、中专、技校"), ("senior_secondary", "secondary_vocational")),
    ("COLLEGE", _("大专"), ("college",)),
    ("BACHELOR", _("本科及以上"), ("bachelor", "postgraduate")),
)
# value, label, groups of the code list `skill_level`
SKILL_GROUPS = (
    ("NONE", _("无技能"), ("none",)),
    ("JUNIOR", _("初级工"), ("junior",)),
    ("INTERMEDIATE", _("中级工"), ("intermediate",)),
    ("SENIOR", _("高级工"), ("senior",)),
    ("TECHNICIAN", _("技师及以上"), ("technician",)),
)
RETIREMENT_AGES = {"1": 60, "2": 55}  # men, women, where no rule set says otherwise
FIFTY_FORTY = {"1": 50, "2": 40}


def born_by(age, day) -> date:
    """Return the last birth date of people who are at least `age` at the end of a day."""
    try:
        return day.replace(year=day.year - age)
    except ValueError:  # 29 February of a year without one
        return date(day.year - age, 2, 28)


def aged(first, last, day) -> Q:
    """People from `first` to `last` whole years old at the end of a day; None leaves an end open."""
    found = Q()
    if first is not None:
        found &= Q(birth_date__lte=born_by(first, day))
    if last is not None:
        found &= Q(birth_date__gt=born_by(last + 1, day))
    return found


def in_age_band(value, day) -> Q:
    """Workers of an age band at the end of a day."""
    if value == UNKNOWN:
        return Q(birth_date__isnull=True)
    first, last = next((first, last) for name, _label, first, last in AGE_BANDS if name == value)
    return aged(first, last, day)


def of_4050(day, retirement_ages=None) -> Q:
    """“4050”人员: men of 50 and women of 40 or more, below the retirement age."""
    until = retirement_ages or RETIREMENT_AGES
    found = Q()
    for sex, first in FIFTY_FORTY.items():
        found |= Q(sex=sex) & aged(first, until[sex] - 1, day)
    return found


def education_codes(value):
    """Codes of an education group; the empty code for UNKNOWN."""
    return _codes("education", "level_group", EDUCATION_GROUPS, value)


def skill_codes(value):
    """Codes of a skill group; the empty code for UNKNOWN."""
    return _codes("skill_level", "group", SKILL_GROUPS, value)


def choices(bands):
    """Return (value, label) pairs of bands, 未记录 last."""
    return [(band[0], band[1]) for band in bands] + [(UNKNOWN, UNKNOWN_LABEL)]


def _codes(list_name, column, bands, value):
    if value == UNKNOWN:
        return ("",)
    groups = next(groups for name, _label, groups in bands if name == value)
    return tuple(code for group in groups for code in codes.codes_having(list_name, **{column: group}))
