from django.urls import path

from reports.views import annual, census, dashboard, dynamics, published, report

urlpatterns = [
    path("reports/published/", published.published_figures, name="published_figures"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("reports/", report.reports, name="reports"),
    path("reports/texts/", report.report_text, name="report_text"),
    path("reports/annual.docx", report.report_document, name="report_document"),
    path("reports/tables/", annual.annual_tables, name="annual_tables"),
    path("reports/annual.xlsx", annual.annual_workbook, name="annual_workbook"),
    path("reports/dynamics/", dynamics.dynamics, name="dynamics"),
    path("reports/dynamics.xlsx", dynamics.dynamics_workbook, name="dynamics_workbook"),
    path("reports/dynamics/files/", dynamics.dynamics_files, name="dynamics_files"),
    path("reports/census.xlsx", census.census_workbook, name="census_workbook"),
]
