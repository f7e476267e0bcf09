"""What /dev/components/ shows: invented values for every component and state (DESIGN 7 and 11).

Developers alone see this page, so its words are not translated.
"""

from django import forms

from unionaid.organizations import reference
from unionaid.web.fields import AmountField, DayField
from unionaid.web.forms import error_summary
from unionaid.web.tile_map import Tile
from unionaid.web.widgets import SearchSelect
from unionaid.web.words import STATUSES, TIERS

TIER_COUNTS = {"DEEP": 21, "RELATIVE": 124, "ACCIDENTAL": 22, "UNRATED": 1}
MONTHS = ["21-04", "05", "06", "07", "08", "09", "10", "11", "12", "22-01", "02", "03"]
OPENED = [96, 88, 121, 104, 92, 133, 118, 149, 171, 158, 122, 132]
CLOSED = [140, 131, 152, 161, 118, 144, 139, 160, 188, 201, 166, 163]


class SampleForm(forms.Form):
    """One field of each kind."""

    id_number = forms.CharField(
        label="身份证号码",
        help_text="输入 18 位后自动校验，并带出生日期、性别和户籍地",
        widget=forms.TextInput(attrs={"class": "in mono"}),
    )
    mobile = forms.RegexField(
        r"^1\d{10}$", label="手机号码", error_messages={"invalid": "手机号码应为 11 位数字"}
    )
    employer = forms.CharField(label="工作单位", error_messages={"required": "请填写工作单位"})
    born = DayField(label="出生日期")
    wage = AmountField(label="月工资")
    kind = forms.ChoiceField(
        label="职工类别",
        choices=[("1", "在岗职工"), ("2", "下岗失业"), ("3", "公益性岗位"), ("4", "灵活就业")],
        widget=forms.RadioSelect,
    )
    education = forms.ChoiceField(label="文化程度", choices=[("", "请选择"), ("70", "初中")], required=False)
    county = forms.ChoiceField(label="县区", widget=SearchSelect)
    agreed = forms.BooleanField(label="本人同意核对家庭经济状况", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["county"].choices = [(row["code"], row["name"]) for row in reference.tiles()]


def sample_form():
    """A form sent back with two errors."""
    return SampleForm(
        {
            "id_number": "620402 19750214 9983",
            "mobile": "1380943204",
            "born": "1975-02-14",
            "wage": "1650.00",
            "kind": "3",
            "education": "70",
            "county": "620400",
        }
    )


def stock(end=6824):
    """Files on record at the end of each month, so that the last one is `end`."""
    rising = [end]
    for opened, closed in zip(OPENED[:0:-1], CLOSED[:0:-1], strict=True):
        rising.append(rising[-1] - opened + closed)
    return rising[::-1]


def tiles():
    return [
        Tile(
            row=int(row["row"]),
            col=int(row["col"]),
            name=row["name"],
            short_name=row["short_name"],
            value=120 + 173 * place,
            url="#tiles",
            label=f"{row['name']} {120 + 173 * place} 户，其中深度困难 {12 + place} 户",
            note=f"深度 {12 + place}",
        )
        for place, row in enumerate(reference.tiles())
    ]


def page():
    form = sample_form()
    return {
        "tiers": list(TIERS),
        "statuses": list(STATUSES),
        "tier_counts": TIER_COUNTS,
        "total": sum(TIER_COUNTS.values()),
        "tiles": tiles(),
        "months": MONTHS,
        "opened": OPENED,
        "closed": CLOSED,
        "stock": stock(),
        "chart": {
            "months": MONTHS,
            "opened": {"name": "新建档", "data": OPENED},
            "closed": {"name": "退档", "data": CLOSED},
            "stock": {"name": "月末在档（右轴）", "data": stock()},
        },
        "form": form,
        "errors": error_summary(form),
    }
