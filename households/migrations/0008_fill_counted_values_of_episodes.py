from django.db import migrations
from django.db.models import OuterRef, Subquery

COUNTED = (
    "worker_kind",
    "model_worker_type",
    "ethnicity",
    "industry",
    "employer_condition",
    "on_dibao",
    "is_single_parent",
    "is_zero_employment",
)


def fill(apps, _schema_editor):
    """Give every episode the values of its file: earlier ones were never kept."""
    episodes = apps.get_model("households", "ArchiveEpisode").objects.all()
    files = apps.get_model("households", "HardshipArchive").objects.filter(pk=OuterRef("archive"))
    episodes.update(**{name: Subquery(files.values(name)) for name in COUNTED})


class Migration(migrations.Migration):
    dependencies = [("households", "0007_episodes_count_the_household")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
