from datetime import timedelta

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "unionaid.notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from unionaid.jobs import upkeep
        from unionaid.notifications import mail

        upkeep.register(mail.send_due, every=timedelta(minutes=1))
