from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "unionaid.organizations"
    default_auto_field = "django.db.models.BigAutoField"
