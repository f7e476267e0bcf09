from django.db import models


class BusinessDate(models.Model):
    """The one row that holds the demo's date; real installations have none."""

    day = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="only_one_business_date"),
        ]

    def __str__(self):
        return self.day.isoformat()
