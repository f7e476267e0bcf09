from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "unionaid.attachments"
    default_auto_field = "django.db.models.BigAutoField"
