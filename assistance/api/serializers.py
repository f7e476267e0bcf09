"""Shapes of the answers; amounts are texts in 元 with two places."""

from rest_framework import serializers

from assistance.models import Allocation, FundBalance, Voucher
from unionaid.money import CENT, MoneyField


class Money(serializers.DecimalField):
    def __init__(self, **kwargs):
        super().__init__(max_digits=13, decimal_places=2, **kwargs)


class FundSummary(serializers.ModelSerializer):
    """One fund of one unit: its totals and what is left."""

    unit = serializers.CharField(source="unit.code")
    balance = Money()

    class Meta:
        model = FundBalance
        fields = (
            "id", "unit", "source", "union_level", "scheme", "year", "carried_over", "received", "own",
            "passed_down", "used", "carried_forward", "held", "available", "balance",
        )  # fmt: skip
        read_only_fields = fields

    def build_standard_field(self, field_name, model_field):
        return _with_money(super().build_standard_field, field_name, model_field)


class RowSummary(serializers.Serializer):
    """What one lower union gets by a document."""

    unit = serializers.CharField(source="unit.code")
    amount = Money()
    received_on = serializers.DateField(allow_null=True)
    taken_back_on = serializers.DateField(allow_null=True)


class AllocationSummary(serializers.ModelSerializer):
    """A document with what it passes down."""

    unit = serializers.CharField(source="unit.code")
    rows = RowSummary(many=True)

    class Meta:
        model = Allocation
        fields = (
            "id", "unit", "kind", "document_no", "dated", "source", "union_level", "scheme", "year",
            "amount", "tilt", "tilt_reason", "note", "prepared_on", "signed_on", "rows",
        )  # fmt: skip
        read_only_fields = fields

    def build_standard_field(self, field_name, model_field):
        return _with_money(super().build_standard_field, field_name, model_field)


class LedgerRow(serializers.Serializer):
    """A voucher with its entries: debits positive, credits negative, together zero."""

    id = serializers.IntegerField()
    unit = serializers.CharField(source="unit.code")
    fund = serializers.IntegerField(source="fund_id")
    number = serializers.CharField()
    on = serializers.DateField()
    kind = serializers.CharField()
    document_no = serializers.CharField()
    summary = serializers.CharField()
    made_by = serializers.CharField(source="made_by.display_name")
    checked_by = serializers.CharField(source="checked_by.display_name")
    reverses = serializers.IntegerField(source="reverses_id", allow_null=True)
    entries = serializers.SerializerMethodField()

    def get_entries(self, voucher: Voucher) -> dict[str, str]:
        return {entry.account: str(entry.amount.quantize(CENT)) for entry in voucher.entries.all()}


def _with_money(build, field_name, model_field):
    """Money is a decimal text, whatever the database keeps."""
    if isinstance(model_field, MoneyField):
        return Money, {"read_only": True}
    return build(field_name, model_field)
