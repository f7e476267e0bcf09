from django.db import migrations, models

from unionaid.privacy import keyring


def name_root_key(apps, editor):
    apps.get_model("audit", "ChainHead").objects.update(root_key=keyring.root_id())


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_refuse_changes")]
    operations = [
        migrations.AddIndex(
            model_name="auditevent", index=models.Index(fields=["at"], name="event_by_time")
        ),
        migrations.AddField(
            model_name="chainhead",
            name="root_key",
            field=models.BinaryField(default=b"", max_length=4),
            preserve_default=False,
        ),
        migrations.RunPython(name_root_key, migrations.RunPython.noop),
    ]
