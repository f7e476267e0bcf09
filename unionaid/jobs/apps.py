from datetime import timedelta

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "unionaid.jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from unionaid.attachments import sweeping
        from unionaid.audit import anchors
        from unionaid.jobs import actions, days, results, upkeep

        upkeep.register(actions.revive, every=timedelta(seconds=30))
        upkeep.register(days.begin_days, every=timedelta(minutes=1))
        upkeep.register(anchors.write, every=timedelta(hours=1))
        upkeep.register(results.forget_expired, every=timedelta(hours=1))
        upkeep.register(actions.forget_old, every=timedelta(days=1))
        upkeep.register(sweeping.sweep, every=timedelta(hours=6))
        upkeep.register(upkeep.forget_ended_sessions, every=timedelta(days=1))
