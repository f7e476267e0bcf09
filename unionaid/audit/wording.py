"""Evidence in plain words: what the keys and values of an event's details mean to a reader."""

from dataclasses import dataclass
from itertools import chain

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NOTHING = "—"
WORDS = {
    "date": gettext_lazy("日期"),
    "day": gettext_lazy("日期"),
    "from": gettext_lazy("起始日期"),
    "user": gettext_lazy("用户"),
    "username": gettext_lazy("用户名"),
    "posting": gettext_lazy("岗位"),
    "unit": gettext_lazy("机构"),
    "parent": gettext_lazy("上级机构"),
    "into": gettext_lazy("并入"),
    "region": gettext_lazy("行政区划"),
    "urban": gettext_lazy("城市低保标准（元/月）"),
    "version": gettext_lazy("版本"),
    "tier": gettext_lazy("梯度"),
    "status": gettext_lazy("状态"),
    "round": gettext_lazy("提交次数"),
    "file_no": gettext_lazy("档案号"),
    "label": gettext_lazy("项目"),
    "field": gettext_lazy("字段"),
    "of": gettext_lazy("所属人员"),
    "filters": gettext_lazy("筛选条件"),
    "columns": gettext_lazy("列"),
    "rows": gettext_lazy("行数"),
    "print_no": gettext_lazy("打印编号"),
    "masked": gettext_lazy("遮盖"),
    "actor": gettext_lazy("操作人"),
    "object": gettext_lazy("对象"),
    "event": gettext_lazy("操作"),
    "shown": gettext_lazy("记录编号"),
    "size": gettext_lazy("大小（字节）"),
    "file_name": gettext_lazy("文件名"),
    "aid": gettext_lazy("帮扶项目"),
    "amount": gettext_lazy("金额（元）"),
    "source": gettext_lazy("资金来源"),
    "over_cap": gettext_lazy("超限批文文号"),
    "caps": gettext_lazy("上限"),
}


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str

    @property
    def differs(self):
        return self.before != self.after


def changes(event):
    """Return the Changes an event made, those that differ first."""
    before, after = _pairs(event.before), _pairs(event.after)
    found = [
        Change(*_told(event, key, before.get(key)), _told(event, key, after.get(key))[1])
        for key in dict.fromkeys(chain(before, after))
    ]
    return sorted(found, key=lambda change: not change.differs)


def details(event):
    """Return [(label, words)] of what else an event tells."""
    return [_told(event, key, value) for key, value in _pairs(event.detail).items()]


def _pairs(value):
    if value is None:
        return {}
    return value if isinstance(value, dict) else {"": value}


def _told(event, key, value):
    field = _field(event, key)
    label = WORDS.get(key) or (capfirst(field.verbose_name) if field else key)
    named = dict(field.flatchoices).get(value) if field and isinstance(value, str) else None
    return str(label), str(named or _words(value))


def _words(value):
    match value:
        case None | "":
            return NOTHING
        case bool():
            return _("是") if value else _("否")
        case dict():
            parts = (
                _("%(label)s：%(words)s") % {"label": WORDS.get(key, key), "words": _words(inner)}
                for key, inner in value.items()
            )
            return _("；").join(parts) or NOTHING
        case list():
            return _("、").join(_words(inner) for inner in value) or NOTHING
        case _:
            return str(value)


def _model(event):
    try:
        return apps.get_model(event.subject_type) if event.subject_type else None
    except LookupError:
        return None  # a kind of row that later versions of the program no longer know


def _field(event, key):
    model = _model(event)
    try:
        return model._meta.get_field(key) if model and key else None
    except FieldDoesNotExist:
        return None
