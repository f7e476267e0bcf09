from django.urls import path

from reports.views import census, dashboard

urlpatterns = [
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("reports/census.xlsx", census.census_workbook, name="census_workbook"),
]
