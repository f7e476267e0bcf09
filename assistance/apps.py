from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    name = "assistance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from assistance.actions import reorganising  # models are not loaded before

        reorganising.register()
