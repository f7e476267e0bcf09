from datetime import timedelta

from django.apps import AppConfig


class HouseholdsConfig(AppConfig):
    name = "households"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from households import (
            check_work,
            file_parts,
            import_jobs,  # noqa: F401  (its kinds of work too)
            jobs,  # noqa: F401  (its kinds of work register themselves)
            leaving_card,
            notifying,
            own_work,
            warning_card,
        )
        from households.actions import (  # models are not loaded before
            checking,  # noqa: F401  (a request answers the task that asked for it)
            checklists,
            consents,
            content_requests,  # noqa: F401  (effects of requests register themselves)
            grace,
            handing_over,
            holidays,
            importing,
            keeping_pairs,
            leaving,  # noqa: F401  (guards and effects of requests register themselves)
            merging,  # noqa: F401  (effect of its request)
            minutes,  # noqa: F401  (guards of steps register themselves)
            new_standards,
            notices,
            rechecks,
            referrals,
            reorganising,
            rerating,  # noqa: F401  (guard and effect of its request)
            splitting,  # noqa: F401  (guard and effect of its request)
            verifying,  # noqa: F401  (guards of steps)
        )
        from households.forms import content_requests as content_forms  # noqa: F401
        from households.forms import leaving as leaving_forms  # noqa: F401  (forms of requests too)
        from households.forms import rerating as rerating_form  # noqa: F401
        from households.queries import checks as check_queries
        from households.queries import notices as notice_queries
        from households.queries import person_requests, requests, review, work
        from unionaid.clock import timers
        from unionaid.jobs import upkeep
        from unionaid.organizations.actions import reference
        from unionaid.web import menu

        reorganising.register()
        handing_over.register()
        reference.register_part(holidays.load_packaged_holidays)
        reference.register_part(checklists.load_packaged_checklist)
        timers.register(notices.close_pages)
        upkeep.register(importing.forget_old, every=timedelta(days=1))
        timers.register(grace.end_due)
        timers.register(consents.note_ended)
        timers.register(referrals.ask_for_results)
        timers.register(notifying.remind)
        timers.register(rechecks.raise_due)
        timers.register(new_standards.look_when_they_begin)
        timers.register(keeping_pairs.refresh_changed)
        file_parts.register_card("households/_warnings.html", warning_card.card)
        file_parts.register_card("households/_leaving.html", leaving_card.card)
        own_work.register_all()
        check_work.register_all()
        menu.register_badge("work", work.count, hot=True)
        menu.register_badge("review", review.waiting_count, hot=True)
        menu.register_badge("requests", requests.waiting_count, hot=True)
        menu.register_badge("person_requests", person_requests.waiting_count, hot=True)
        menu.register_badge("notices", notice_queries.waiting_count, hot=True)
        menu.register_badge("checks", check_queries.overdue_count, hot=True)
        menu.register_badge("households", work.files_on_record)
