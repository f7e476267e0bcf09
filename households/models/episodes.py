from django.db import models
from django.db.models import F, Q

from households.enums import ArchiveLevel, Status, Tier, WorkerKind
from unionaid.accounts.permissions import Permission
from unionaid.organizations.models import ScopedQuerySet, UnitScoped


class ArchiveEpisodeQuerySet(ScopedQuerySet):
    def at_end_of(self, day):
        """The episode of each file that is in force at the end of a day."""
        return self.filter(valid_from__lte=day).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=day)
        )


class ArchiveEpisode(UnitScoped):
    """Everything reports count of a file, for a span of days [valid_from, valid_to).

    An episode begins on the day its decision is recorded. A change closes it and
    appends the next one; rows are never edited otherwise. Two changes on one day
    leave an empty span, which no day sees.
    """

    archive = models.ForeignKey(
        "households.HardshipArchive", on_delete=models.CASCADE, related_name="episodes"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(
        "households.ReviewStep", null=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(max_length=16, choices=Status)
    tier = models.CharField(max_length=12, choices=Tier, blank=True)
    archive_level = models.CharField(max_length=12, choices=ArchiveLevel)
    main_cause = models.CharField(max_length=20, blank=True)
    education = models.CharField(max_length=20, blank=True)
    skill_level = models.CharField(max_length=20, blank=True)
    work_status = models.CharField(max_length=20, blank=True)
    worker_kind = models.CharField(max_length=10, choices=WorkerKind, default=WorkerKind.URBAN)
    model_worker_type = models.CharField(max_length=20, default="0")
    ethnicity = models.CharField(max_length=20, blank=True)
    industry = models.CharField(max_length=20, blank=True)
    employer_condition = models.CharField(max_length=20, blank=True)
    on_dibao = models.BooleanField(default=False)
    is_single_parent = models.BooleanField(default=False)
    is_zero_employment = models.BooleanField(default=False)
    sex = models.CharField(max_length=1)
    birth_date = models.DateField(null=True, blank=True)
    household_size = models.PositiveSmallIntegerField()
    is_migrated = models.BooleanField(default=False)
    is_reentry = models.BooleanField(default=False)
    exit_reason = models.CharField(max_length=20, blank=True)

    view_permission = Permission.VIEW_FILES
    is_history = True
    objects = ArchiveEpisodeQuerySet.as_manager()

    COUNTED = (
        "status",
        "tier",
        "archive_level",
        "main_cause",
        "education",
        "skill_level",
        "work_status",
        "worker_kind",
        "model_worker_type",
        "ethnicity",
        "industry",
        "employer_condition",
        "on_dibao",
        "is_single_parent",
        "is_zero_employment",
        "sex",
        "birth_date",
        "household_size",
        "is_migrated",
        "is_reentry",
        "exit_reason",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="episode_ends_on_or_after_its_start",
            ),
            models.UniqueConstraint(
                fields=["archive"], condition=Q(valid_to__isnull=True), name="one_open_episode"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "unit_path", "valid_from"], name="episode_census"),
            models.Index(fields=["archive", "valid_from"], name="episode_of_file"),
        ]


class ArchiveTally(UnitScoped):
    """Counts of files now, by unit, status and tier, kept in the transaction that changes them.

    Writers only append rows, negative for what ends and positive for what begins, so that
    they never wait for each other; a figure is the sum over a subtree. `rebuild_tallies`
    sets them right from the files and merges the rows of one key.
    """

    status = models.CharField(max_length=16, choices=Status)
    tier = models.CharField(max_length=12, choices=Tier, blank=True)
    files = models.IntegerField()
    people = models.IntegerField()

    view_permission = Permission.VIEW_FILES
    is_history = True

    class Meta:
        indexes = [
            models.Index(fields=["unit_path", "status", "tier"], name="tally_scope"),
        ]


class HistoricalSummary(UnitScoped):
    """历史汇总: what a unit reported for a year before its files were entered in full."""

    year = models.PositiveSmallIntegerField()
    tier = models.CharField(max_length=12, choices=Tier)
    stock = models.PositiveIntegerField()
    opened = models.PositiveIntegerField()
    exited = models.PositiveIntegerField()

    view_permission = Permission.VIEW_DASHBOARD
    is_history = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "tier"], name="one_summary_per_year"),
        ]
