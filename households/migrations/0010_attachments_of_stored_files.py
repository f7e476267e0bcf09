import django.db.models.deletion
from django.db import migrations, models

import households.enums


class Migration(migrations.Migration):
    """Attachments point to stored files. The table was never written to, so it is made anew."""

    dependencies = [
        ("attachments", "0001_initial"),
        ("households", "0009_contacts_and_demands"),
        ("organizations", "0002_unit_steps_used"),
    ]

    operations = [
        migrations.DeleteModel(name="Attachment"),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit_path", models.CharField(editable=False, max_length=255)),
                (
                    "kind",
                    models.CharField(
                        choices=households.enums.DocumentKind.choices, max_length=16, verbose_name="材料"
                    ),
                ),
                ("person", models.BinaryField(blank=True, default=bytes, max_length=16)),
                ("received_on", models.DateField(verbose_name="收到日期")),
                (
                    "archive",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="households.hardshiparchive",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="households.draft",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="attachments.storedfile",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.unionunit",
                        verbose_name="所属工会",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="households.homevisit",
                    ),
                ),
            ],
            options={"verbose_name": "材料", "ordering": ["kind", "id"]},
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(fields=["archive", "kind"], name="attachment_of_file"),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(fields=["draft", "kind"], name="attachment_of_draft"),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(archive__isnull=False) | models.Q(draft__isnull=False),
                name="attachment_hangs_somewhere",
            ),
        ),
    ]
