"""Writing many rows at once under ids given beforehand."""

from functools import partial
from itertools import chain, islice
from operator import attrgetter

from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models import Max

from households.models import (
    AidNeed,
    ArchiveEpisode,
    Assessment,
    Consent,
    Demand,
    DemandNote,
    DocumentReceipt,
    ExclusionFlag,
    FamilyMember,
    FieldNote,
    FileTask,
    HardshipArchive,
    HardshipEvent,
    HomeVisit,
    IncomeItem,
    MatchRecord,
    MeetingMinutes,
    NoticeEntry,
    Pairing,
    PublicNotice,
    ReviewStep,
    RigidExpense,
    SecondaryCause,
    Submission,
)

# A row stands after the rows it points to.
ORDER = (
    HardshipArchive, FamilyMember, IncomeItem, RigidExpense, HardshipEvent, ExclusionFlag,
    SecondaryCause, AidNeed, DocumentReceipt, Assessment, MeetingMinutes, ReviewStep, FieldNote,
    Submission, ArchiveEpisode, FileTask, HomeVisit, MatchRecord, PublicNotice, NoticeEntry,
    Pairing, Demand, DemandNote,
    Consent,
)
ROWS_AT_ONCE = 250  # of one statement, where rows are not sent one by one


class Ids:
    """The next free id of each model, from where the tables end."""

    def __init__(self):
        self.last = {model: model.objects.aggregate(last=Max("pk"))["last"] or 0 for model in ORDER}

    def next(self, model):
        self.last[model] += 1
        return self.last[model]


class Table:
    """Inserts rows of one model faster than `bulk_create`, which prepares every plain value anew.

    The rows must be whole: nothing is set by the field on saving.
    """

    PLAIN = (
        models.BigAutoField, models.BooleanField, models.CharField, models.ForeignKey,
        models.OneToOneField, models.PositiveSmallIntegerField, models.PositiveIntegerField,
        models.TextField,
    )

    def __init__(self, model):
        self.connection = connections[DEFAULT_DB_ALIAS]  # itself: the proxy asks its thread at every turn
        quote = self.connection.ops.quote_name
        fields = model._meta.concrete_fields
        columns = ", ".join(quote(field.column) for field in fields)
        self.insert = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES "
        self.place = f"({', '.join(['%s'] * len(fields))})"
        self.values_of = attrgetter(*(field.attname for field in fields))
        self.prepared = [
            (place, self._preparer(field))
            for place, field in enumerate(fields)
            if type(field) not in self.PLAIN
        ]

    def write(self, rows):
        values = map(self._values, rows)
        with self.connection.cursor() as cursor:
            if self.connection.vendor == "sqlite":
                cursor.executemany(self.insert + self.place, values)
                return
            while some := list(islice(values, ROWS_AT_ONCE)):
                cursor.execute(self.insert + ", ".join([self.place] * len(some)), list(chain(*some)))

    def _values(self, row):
        values = list(self.values_of(row))
        for place, prepare in self.prepared:
            values[place] = prepare(values[place])
        return values

    def _preparer(self, field):
        if type(field) is models.DateField:
            return self.connection.ops.adapt_datefield_value
        if type(field) is models.DateTimeField:
            return self.connection.ops.adapt_datetimefield_value
        return partial(field.get_db_prep_save, connection=self.connection)


def write(rows):
    """Insert the rows of every model, in the order their references ask for."""
    for model in ORDER:
        if rows.get(model):
            Table(model).write(rows[model])


def set_sequences():
    """Let the database go on counting after the ids that were given."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), ORDER):
            cursor.execute(statement)
