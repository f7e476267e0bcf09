"""Addresses of 核查与预警, below checks/."""

from django.urls import path

from households.views import check_tasks, checks, duplicates, spot_checks, surveys, watchlist

urlpatterns = [
    path("", checks.checks, name="checks"),
    path("order/", checks.recheck_order, name="recheck_order"),
    path("tasks/", check_tasks.check_tasks, name="check_tasks"),
    path("tasks/export/", check_tasks.check_tasks_export, name="check_tasks_export"),
    path("tasks/<int:pk>/", check_tasks.check_task, name="check_task"),
    path("spot/", spot_checks.spot_checks, name="spot_checks"),
    path("spot/draw/", spot_checks.spot_check_draw, name="spot_check_draw"),
    path("spot/<int:pk>/", spot_checks.spot_check, name="spot_check"),
    path("spot/<int:pk>/export/", spot_checks.spot_check_export, name="spot_check_export"),
    path("spot/<int:pk>/population/", spot_checks.spot_check_population, name="spot_check_population"),
    path("surveys/", surveys.surveys, name="surveys"),
    path("surveys/new/", surveys.survey_new, name="survey_new"),
    path("surveys/<int:pk>/", surveys.survey, name="survey"),
    path("surveys/<int:pk>/print/", surveys.survey_print, name="survey_print"),
    path("surveys/<int:pk>/export/", surveys.survey_export, name="survey_export"),
    path("surveys/<int:pk>/report/", surveys.survey_report, name="survey_report"),
    path("surveys/<int:pk>/remind/", surveys.survey_remind, name="survey_remind"),
    path("surveys/<int:pk>/reopen/", surveys.survey_reopen, name="survey_reopen"),
    path("watchlist/", watchlist.watchlist, name="watchlist"),
    path("watchlist/export/", watchlist.watchlist_export, name="watchlist_export"),
    path("watchlist/reassess/", watchlist.watchlist_reassess, name="watchlist_reassess"),
    path("watchlist/<int:pk>/", watchlist.watched, name="watched"),
    path("watchlist/<int:pk>/draft/", watchlist.watched_draft, name="watched_draft"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/decide/", duplicates.duplicates_decide, name="duplicates_decide"),
    path("duplicates/undo/", duplicates.duplicates_undo, name="duplicates_undo"),
    path("duplicates/rebuild/", duplicates.duplicates_rebuild, name="duplicates_rebuild"),
    path("duplicates/export/", duplicates.duplicates_export, name="duplicates_export"),
    path("duplicates/<int:pk>/", duplicates.duplicate, name="duplicate"),
]
