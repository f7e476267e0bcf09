"""Step 5, 材料与承诺: which papers were received, and the bank account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.enums import DocumentKind
from households.forms.fields import TickField
from households.forms.sections import SectionForm
from households.models import DocumentReceipt, HardshipArchive
from unionaid.privacy import contact_numbers


class PaperForm(SectionForm):
    """One paper of the check list: received or not, when, how many pages."""

    model = DocumentReceipt
    layout = (("received", 6), ("received_on", 4), ("pages", 2), ("waiver", 12))
    optional = frozenset({"received", "received_on", "pages", "waiver"})
    hints = {"waiver": _("写明取不到的原因，并请职工在承诺书上一并承诺")}
    may_waive = False

    def __init__(self, data, *, kind, **context):
        self.kind = DocumentKind(kind)
        super().__init__(data, prefix=f"papers-{kind}", **context)
        self.fields["received"].label = self.kind.label
        for name in ("received_on", "pages", "waiver"):
            label = _("%(paper)s的%(field)s") % {"paper": self.kind.label, "field": self.fields[name].label}
            self.fields[name].widget.attrs["aria-label"] = label

    @classmethod
    def make(cls, name, today):
        if name == "received":
            return TickField(required=False)
        return super().make(name, today)

    def title(self, place):
        return self.kind.label

    @property
    def is_received(self):
        return bool(self.data.get(self.add_prefix("received")) or self._typed("received_on"))

    @property
    def waiver(self):
        """Why a pledge stands in its place; "" for a paper that was received."""
        return "" if self.is_received else self._typed("waiver")

    @property
    def is_blank(self):
        return not self.is_received and not self.waiver

    @property
    def waiver_field(self):
        return self["waiver"]

    def _typed(self, name):
        return self.data.get(self.add_prefix(name), "").strip()

    @property
    def sentence(self):
        """The receipt in words."""
        if self.waiver:
            return _("以承诺代替：%(reason)s") % {"reason": self.waiver}
        typed = (self.data.get(self.add_prefix(name), "").strip() for name in ("received_on", "pages"))
        received_on, pages = typed
        return _("%(day)s 收到，%(pages)s 页") % {
            "day": received_on or self.today.isoformat(),
            "pages": pages or 1,
        }

    def values(self):
        received_on, pages = self.given("received_on", "pages")
        if self.waiver:
            return {
                "kind": self.kind.value, "received_on": self.today, "pages": 1,
                "waiver": self.cleaned_data["waiver"],
            }
        return {"kind": self.kind.value, "received_on": received_on or self.today, "pages": pages or 1}


class BankForm(SectionForm):
    """The account aid is paid to. Needed before the first payment, not for the file."""

    title = _("银行账户")
    model = HardshipArchive
    layout = (("bank", 4), ("branch", 4), ("account_holder", 4), ("bank_account", 8))
    optional = frozenset({"bank", "branch", "account_holder", "bank_account"})
    asked = dict.fromkeys(("bank", "account_holder"), _("首次发放前填写")) | {
        "bank_account": _("首次发放前填写")
    }
    hints = {"account_holder": _("职工本人，或计入家庭人口的成员")}

    def clean_bank_account(self):
        number = self.cleaned_data["bank_account"]
        if not number:
            return ""
        account = contact_numbers.account(number)
        if account is None:
            raise forms.ValidationError(_("银行卡号应为 13 至 20 位数字"))
        if not contact_numbers.passes_luhn(account):
            self.warn("bank_account", _("银行卡号校验不符，请对照银行卡核对（存折和旧账号可能没有校验位）"))
        return account

    def clean(self):
        cleaned = super().clean()
        if self.cleaned_data.get("bank_account"):
            self.need("bank")
            self.need("account_holder")
        return cleaned
