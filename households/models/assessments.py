from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from households.enums import Tier
from unionaid.money import MoneyField


class Assessment(models.Model):
    """A recognition (认定核算): rule set, line, every input and every step, as they were that day.

    `outcome` is what the rule recommends, `tier` what people decided. Where they differ,
    a reason and a second person stand beside it.
    """

    class Outcome(models.TextChoices):
        DEEP = "DEEP", _("深度困难")
        RELATIVE = "RELATIVE", _("相对困难")
        ACCIDENTAL = "ACCIDENTAL", _("意外致困")
        EDGE = "EDGE", _("边缘")
        NOT_ELIGIBLE = "NOT_ELIGIBLE", _("不符合")

    archive = models.ForeignKey(
        "households.HardshipArchive", on_delete=models.CASCADE, related_name="assessments"
    )
    rule_set = models.ForeignKey("households.RuleSet", on_delete=models.PROTECT)
    dibao_line = models.ForeignKey("households.DibaoLine", on_delete=models.PROTECT)
    assessed_on = models.DateField(_("核算日期"))
    facts = models.JSONField()
    steps = models.JSONField()
    outcome = models.CharField(_("建议"), max_length=12, choices=Outcome)
    exclusion = models.CharField(max_length=2, blank=True)
    chronic_per_capita = MoneyField(_("人均月纯收入"), null=True, blank=True)
    with_event_per_capita = MoneyField(_("扣除事件支出后人均"), null=True, blank=True)
    event_ratio = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    tier = models.CharField(_("认定类别"), max_length=12, choices=Tier, blank=True)
    tier_reason = models.CharField(_("改定理由"), max_length=300, blank=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["archive"], condition=Q(is_current=True), name="one_current_assessment"
            ),
            models.CheckConstraint(
                condition=Q(tier="") | Q(tier=models.F("outcome")) | ~Q(tier_reason=""),
                name="other_tier_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | Q(chosen_by__isnull=True)
                | ~Q(confirmed_by=models.F("chosen_by")),
                name="other_tier_has_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="tier_confirmation_has_who_and_when",
            ),
        ]

    @property
    def differs(self):
        return bool(self.tier) and self.tier != self.outcome
