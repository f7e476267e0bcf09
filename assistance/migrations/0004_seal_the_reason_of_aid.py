import unionaid.privacy.fields
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assistance", "0003_aid_and_its_standards")]
    operations = [
        migrations.RemoveField("aidrecord", "reason"),
        migrations.AddField(
            "aidrecord",
            "reason",
            unionaid.privacy.fields.EncryptedTextField(blank=True, default="", verbose_name="帮扶事由"),
            preserve_default=False,
        ),
    ]
