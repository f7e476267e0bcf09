"""How a bank wants its payment file and how it answers: columns as data. Pure.

A layout is written as lines of `title = field`, for text of fixed width `title = field, width`.
Every bank's form fits one of three formats; what differs is a row of the database.
"""

from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.batch_errors import LayoutFault
from assistance.kinds import BankFormat

# What a column of the payment file may hold.
FIELDS = {
    "serial": gettext_lazy("序号"),
    "reference": gettext_lazy("业务编号"),
    "account": gettext_lazy("收款账号"),
    "holder": gettext_lazy("收款人户名"),
    "bank": gettext_lazy("开户银行"),
    "branch": gettext_lazy("支行名称"),
    "amount": gettext_lazy("金额（元）"),
    "amount_fen": gettext_lazy("金额（分）"),
    "purpose": gettext_lazy("摘要"),
    "file_no": gettext_lazy("档案号"),
}
NUMBERS = ("serial", "amount", "amount_fen", "reference", "account")
# What the bank answers with; the first four are needed.
ANSWERS = {
    "reference": gettext_lazy("业务编号"),
    "account": gettext_lazy("收款账号"),
    "amount": gettext_lazy("金额（元）"),
    "result": gettext_lazy("处理结果"),
    "reason": gettext_lazy("失败原因"),
    "receipt": gettext_lazy("回单号"),
}
NEEDED = ("reference", "account", "amount", "result")


@dataclass(frozen=True)
class Column:
    """One column: its title, the field it holds, its width in bytes for fixed text."""

    title: str
    field: str
    width: int = 0


@dataclass(frozen=True)
class Layout:
    """A bank's form. `paid` and `pending` are the results that mean so; every other is a bounce."""

    name: str
    format: str
    columns: tuple[Column, ...]
    answer: tuple[Column, ...]
    encoding: str = "gb18030"
    has_titles: bool = True
    paid: tuple[str, ...] = ("成功", "00", "0000")
    pending: tuple[str, ...] = ("处理中",)

    @property
    def suffix(self):
        return {"XLSX": "xlsx", "CSV": "csv", "FIXED": "txt"}[self.format]

    def title_of(self, name):
        """Return the title under which the bank answers with a field."""
        return next((column.title for column in self.answer if column.field == name), "")

    def as_data(self):
        """Return the layout as a row of the database keeps it."""
        return asdict(self)

    @classmethod
    def of(cls, data):
        """Return the layout that `as_data` told."""
        return cls(
            **data
            | {
                name: tuple(Column(**column) for column in data[name]) for name in ("columns", "answer")
            }
            | {name: tuple(data[name]) for name in ("paid", "pending")}
        )


def columns_of(text, known, *, is_fixed):
    """Return the Columns of lines such as `账号 = account, 20`. Raises LayoutFault naming the line."""
    found = []
    for place, line in enumerate(filter(None, map(str.strip, text.splitlines())), 1):
        title, equals, rest = (part.strip() for part in line.partition("="))
        name, _comma, width = (part.strip() for part in rest.partition(","))
        if not (title and equals and name in known):
            raise LayoutFault(
                why=_("第 %(n)d 行须写成“列名 = 字段”，字段是：%(fields)s")
                % {"n": place, "fields": ", ".join(known)}
            )
        if is_fixed and not (width.isascii() and width.isdecimal() and 0 < int(width) <= 200):
            raise LayoutFault(why=_("第 %(n)d 行须写宽度，例如“账号 = account, 20”") % {"n": place})
        found.append(Column(title, name, int(width) if is_fixed else 0))
    return tuple(found)


def lines_of(columns):
    """Return columns as the lines people write them in."""
    return "\n".join(
        f"{column.title} = {column.field}" + (f", {column.width}" if column.width else "")
        for column in columns
    )


def check(layout):
    """Raise LayoutFault where a layout cannot pay or cannot be read back."""
    fields = [column.field for column in layout.columns]
    if "reference" not in fields or "account" not in fields or "holder" not in fields:
        raise LayoutFault(why=_("代发文件至少要有业务编号、收款账号和户名三列"))
    if not {"amount", "amount_fen"} & set(fields):
        raise LayoutFault(why=_("代发文件至少要有一列金额"))
    answered = [column.field for column in layout.answer]
    missing = [str(ANSWERS[name]) for name in NEEDED if name not in answered]
    if missing:
        raise LayoutFault(why=_("回盘文件缺少：%(names)s") % {"names": _("、").join(missing)})
    for columns in (layout.columns, layout.answer):
        titles = [column.title for column in columns]
        if len(set(titles)) != len(titles):
            raise LayoutFault(why=_("列名不能重复"))


def _columns(*pairs):
    return tuple(Column(*pair) for pair in pairs)


_PAY = (("序号", "serial"), ("业务编号", "reference"), ("收款账号", "account"), ("户名", "holder"),
        ("开户行", "bank"), ("金额", "amount"), ("摘要", "purpose"))  # fmt: skip
_BACK = (("业务编号", "reference"), ("收款账号", "account"), ("金额", "amount"), ("处理结果", "result"),
         ("失败原因", "reason"), ("回单号", "receipt"))  # fmt: skip
# Forms to begin with, so that a union can pay before it has written its own.
PACKAGED = {
    "xlsx": Layout("通用 Excel 代发", BankFormat.XLSX.value, _columns(*_PAY), _columns(*_BACK)),
    "csv": Layout("通用 CSV 代发", BankFormat.CSV.value, _columns(*_PAY), _columns(*_BACK)),
    "fixed": Layout(
        "通用定长代发", BankFormat.FIXED.value,
        _columns(("业务编号", "reference", 13), ("账号", "account", 24), ("户名", "holder", 40),
                 ("金额", "amount_fen", 14), ("摘要", "purpose", 40)),
        _columns(("业务编号", "reference", 13), ("账号", "account", 24), ("金额", "amount", 14),
                 ("结果", "result", 6), ("原因", "reason", 40), ("回单号", "receipt", 30)),
        has_titles=False,
    ),
}  # fmt: skip
