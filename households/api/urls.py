from django.urls import path, register_converter

from households.api import (
    changes,
    checks,
    contacts,
    imports,
    notices,
    papers,
    preparing,
    registers,
    requests,
    views,
)
from households.converters import FileNumberConverter

register_converter(FileNumberConverter, "api_file_no")

urlpatterns = [
    path("files/", views.FilesView.as_view(), name="api_files"),
    path("files/<api_file_no:file_no>/", views.FileView.as_view(), name="api_file"),
    path("files/<api_file_no:file_no>/reveal/", views.RevealView.as_view(), name="api_reveal"),
    path("files/<api_file_no:file_no>/accept/", preparing.AcceptView.as_view(), name="api_accept"),
    path("files/<api_file_no:file_no>/visits/", preparing.VisitsView.as_view(), name="api_visits"),
    path("files/<api_file_no:file_no>/matches/", preparing.MatchesView.as_view(), name="api_matches"),
    path(
        "files/<api_file_no:file_no>/checklist/", papers.ChecklistView.as_view(), name="api_file_checklist"
    ),
    path(
        "files/<api_file_no:file_no>/attachments/",
        papers.FileAttachmentsView.as_view(),
        name="api_file_attachments",
    ),
    path(
        "files/<api_file_no:file_no>/consents/", papers.FileConsentsView.as_view(), name="api_file_consents"
    ),
    path("attachments/<int:pk>/", papers.AttachmentView.as_view(), name="api_attachment"),
    path("consents/<int:pk>/", papers.ConsentView.as_view(), name="api_consent"),
    path("files/<api_file_no:file_no>/warnings/", checks.WarnView.as_view(), name="api_warn"),
    path("checks/tasks/", checks.CheckTasksView.as_view(), name="api_check_tasks"),
    path("checks/tasks/<int:pk>/", checks.CheckTaskView.as_view(), name="api_check_task"),
    path("checks/rechecks/", checks.RechecksView.as_view(), name="api_rechecks"),
    path("checks/spot-checks/", checks.SpotChecksView.as_view(), name="api_spot_checks"),
    path("checks/spot-checks/<int:pk>/", checks.SpotCheckView.as_view(), name="api_spot_check"),
    path("checks/surveys/<int:pk>/", checks.SurveyView.as_view(), name="api_survey"),
    path("checks/watchlist/", checks.WatchlistView.as_view(), name="api_watchlist"),
    path("checks/duplicates/", checks.DuplicatesView.as_view(), name="api_duplicates"),
    path(
        "files/<api_file_no:file_no>/requests/",
        requests.FileRequestsView.as_view(),
        name="api_file_requests",
    ),
    path("files/<api_file_no:file_no>/changes/", changes.FileChangesView.as_view(), name="api_file_changes"),
    path(
        "files/<api_file_no:file_no>/changes/<int:pk>/undo/",
        changes.ChangeUndoView.as_view(),
        name="api_change_undo",
    ),
    path("files/<api_file_no:file_no>/history/", changes.FileHistoryView.as_view(), name="api_file_history"),
    path("requests/", requests.RequestsView.as_view(), name="api_requests"),
    path("requests/<int:pk>/", requests.RequestView.as_view(), name="api_request"),
    path("requests/<int:pk>/decide/", requests.RequestDecideView.as_view(), name="api_request_decide"),
    path("files/<api_file_no:file_no>/<slug:step>/", views.DecisionView.as_view(), name="api_decision"),
    path("minutes/", preparing.MinutesView.as_view(), name="api_minutes"),
    path("notices/", notices.NoticesView.as_view(), name="api_notices"),
    path("notices/<int:pk>/", notices.NoticeView.as_view(), name="api_notice"),
    path("notices/<int:pk>/end/", notices.NoticeEndView.as_view(), name="api_notice_end"),
    path(
        "notices/<int:pk>/take-down/", notices.NoticeTakeDownView.as_view(), name="api_notice_take_down"
    ),
    path("notices/<int:pk>/objections/", notices.ObjectionsView.as_view(), name="api_objections"),
    path("objections/<int:pk>/answer/", notices.ObjectionAnswerView.as_view(), name="api_objection_answer"),
    path("intakes/", registers.IntakesView.as_view(), name="api_intakes"),
    path("freezes/", registers.FreezesView.as_view(), name="api_freezes"),
    path("pairings/", contacts.PairingsView.as_view(), name="api_pairings"),
    path("visits/", contacts.HomeVisitsView.as_view(), name="api_home_visits"),
    path("demands/", contacts.DemandsView.as_view(), name="api_demands"),
    path("demands/<int:pk>/", contacts.DemandView.as_view(), name="api_demand"),
    path("tasks/", contacts.TasksView.as_view(), name="api_tasks"),
    path("imports/", imports.ImportsView.as_view(), name="api_imports"),
    path("imports/<int:pk>/", imports.ImportView.as_view(), name="api_import"),
    path("imports/<int:pk>/<slug:step>/", imports.ImportStepView.as_view(), name="api_import_step"),
    path("drafts/", views.DraftsView.as_view(), name="api_drafts"),
]
