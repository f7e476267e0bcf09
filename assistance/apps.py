from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssistanceConfig(AppConfig):
    name = "assistance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from assistance import jobs, own_work  # noqa: F401  the kinds of jobs register themselves
        from assistance.actions import handing_over, reorganising  # models are not loaded before
        from assistance.queries import aid, batch_page, funds
        from households import file_parts, held_data, holds
        from unionaid.web import menu

        reorganising.register()
        own_work.register_all()
        handing_over.register()
        holds.register(aid.held_by_aid)
        held_data.register(aid.held_on_person)
        menu.register_badge("funds", funds.waiting_count, hot=True)
        menu.register_badge("aid", batch_page.waiting_count, hot=True)
        menu.register_badge("aid_waiting", aid.waiting_count, hot=True)
        file_parts.register_link("household_aid", _("帮扶"), aid.count)
        file_parts.register_print("assistance/_print.html", aid.printed)
        file_parts.register_card("assistance/_file_card.html", aid.card)
