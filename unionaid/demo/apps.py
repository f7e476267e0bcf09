from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "unionaid.demo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from unionaid.accounts import showcase
        from unionaid.demo.accounts import printed_accounts

        showcase.show(printed_accounts)
