"""Shapes of the answers. Sensitive values are masked; the reveal endpoint asks for a reason."""

from rest_framework import serializers

from households.models import Draft, HardshipArchive
from households.queries import file_page
from households.revealing import masked
from households.wording import section


class FileSummary(serializers.ModelSerializer):
    """A line of the list."""

    unit = serializers.CharField(source="unit.code")
    unit_name = serializers.CharField(source="unit.name")

    class Meta:
        model = HardshipArchive
        fields = (
            "file_no",
            "unit",
            "unit_name",
            "worker_name",
            "sex",
            "birth_date",
            "id_last4",
            "tier",
            "status",
            "archive_level",
            "worker_kind",
            "work_status",
            "main_cause",
            "household_size",
            "annual_income",
            "net_per_capita_income",
            "applied_on",
            "first_approved_on",
            "changed_on",
        )
        read_only_fields = fields


def detail(archive, posting):
    """Return one file whole, in words, with everything sensitive masked."""
    rows = file_page.rows_of(archive)
    return FileSummary(archive).data | {
        "township": archive.township,
        "mobile": _text(masked(archive, "mobile", posting)),
        "address_detail": _text(masked(archive, "address_detail", posting)),
        "bank_account": _text(masked(archive, "bank_account", posting)),
        "hardship_note": archive.hardship_note,
        "members": [
            {
                "place": member.position,
                "relation": member.relation,
                "name": member.name,
                "sex": member.sex,
                "birth_date": member.birth_date,
                "id_number": _text(masked(member, "id_number", posting, member.position)),
                "is_counted": member.is_counted,
            }
            for member in rows.members
        ],
        "incomes": [_item(item) for item in rows.incomes],
        "expenses": [_item(item) for item in rows.expenses],
        "event": _item(rows.event) if rows.event else None,
        "needs": [_item(item) for item in rows.needs],
        "assessment": rows.assessment
        and {
            "outcome": rows.assessment.outcome,
            "tier": rows.assessment.tier,
            "chronic_per_capita": rows.assessment.chronic_per_capita,
            "rule_set": rows.assessment.rule_set.version,
            "dibao_line": rows.assessment.dibao_line.urban_monthly,
            "steps": rows.assessment.steps,
        },
        "steps": [
            {
                "step": step.step,
                "from": step.from_status,
                "to": step.to_status,
                "on": step.on,
                "note": step.note,
            }
            for step in rows.steps
        ],
    }


class DraftSummary(serializers.ModelSerializer):
    unit = serializers.CharField(source="unit.code")
    file_no = serializers.CharField(source="archive.file_no", default=None)

    class Meta:
        model = Draft
        fields = ("id", "unit", "file_no", "worker_name", "last_step", "version", "saved_at")
        read_only_fields = fields


class Decision(serializers.Serializer):
    """What a reviewer sends."""

    note = serializers.CharField(max_length=1000, required=False, default="", allow_blank=True)
    tier = serializers.CharField(required=False, default="", allow_blank=True)
    tier_reason = serializers.CharField(max_length=300, required=False, default="", allow_blank=True)
    confirm_tier = serializers.BooleanField(required=False, default=False)
    minutes = serializers.IntegerField(required=False, allow_null=True, default=None)


class Reveal(serializers.Serializer):
    field = serializers.CharField(max_length=40)
    purpose = serializers.CharField(max_length=200)


def _text(value):
    return value.text if value else ""


def _item(row):
    hidden = {"id", "archive", "position", "member"}
    values = {field.name: getattr(row, field.name) for field in row._meta.fields if field.name not in hidden}
    return {name: words for name, _label, words in section(type(row), values)}
