from django.urls import path, register_converter

from households.api import views
from households.converters import FileNumberConverter

register_converter(FileNumberConverter, "api_file_no")

urlpatterns = [
    path("files/", views.FilesView.as_view(), name="api_files"),
    path("files/<api_file_no:file_no>/", views.FileView.as_view(), name="api_file"),
    path("files/<api_file_no:file_no>/reveal/", views.RevealView.as_view(), name="api_reveal"),
    path("files/<api_file_no:file_no>/<slug:step>/", views.DecisionView.as_view(), name="api_decision"),
    path("drafts/", views.DraftsView.as_view(), name="api_drafts"),
]
