from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    name = "assistance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from assistance.actions import reorganising  # models are not loaded before
        from assistance.queries import funds
        from unionaid.web import menu

        reorganising.register()
        menu.register_badge("funds", funds.waiting_count, hot=True)
