from django.apps import AppConfig


class HouseholdsConfig(AppConfig):
    name = "households"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from households import jobs  # noqa: F401  (its kinds of work register themselves)
        from households.actions import reorganising  # models are not loaded before
        from households.queries import review, work
        from unionaid.web import menu

        reorganising.register()
        menu.register_badge("work", work.count, hot=True)
        menu.register_badge("review", review.waiting_count, hot=True)
        menu.register_badge("households", work.files_on_record)
