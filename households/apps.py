from django.apps import AppConfig


class HouseholdsConfig(AppConfig):
    name = "households"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from households import jobs  # noqa: F401  (its kinds of work register themselves)
        from households.actions import reorganising  # models are not loaded before

        reorganising.register()
