from django.urls import path

from campaigns.views import campaign, closing, families, papers, plan, records, registers

urlpatterns = [
    path("campaigns/", campaign.campaigns, name="campaigns"),
    path("campaigns/programmes/", registers.programmes, name="programmes"),
    path("campaigns/records/<slug:register>/", registers.records, name="campaign_records"),
    path("campaigns/records/<slug:register>/print/", registers.records_print, name="campaign_records_print"),
    path(
        "campaigns/records/<slug:register>/workbook/", registers.records_workbook,
        name="campaign_records_workbook",
    ),
    path(
        "campaigns/records/<slug:register>/import/", registers.records_import,
        name="campaign_records_import",
    ),
    path(
        "campaigns/records/<slug:register>/template/", registers.records_template,
        name="campaign_records_template",
    ),
    path("campaigns/records/<slug:register>/new/", records.record_new, name="campaign_record_new"),
    path("campaigns/records/<slug:register>/<int:pk>/", records.record, name="campaign_record"),
    path(
        "campaigns/records/<slug:register>/<int:pk>/edit/", records.record_edit, name="campaign_record_edit"
    ),
    path(
        "campaigns/records/<slug:register>/<int:pk>/step/", records.record_step, name="campaign_record_step"
    ),
    path("campaigns/records/<slug:register>/<int:pk>/pay/", records.record_pay, name="campaign_record_pay"),
    path(
        "campaigns/records/<slug:register>/<int:pk>/papers/", papers.record_papers,
        name="campaign_record_papers",
    ),
    path(
        "campaigns/records/<slug:register>/<int:pk>/papers/<int:paper>/", papers.record_paper,
        name="campaign_record_paper",
    ),
    path(
        "campaigns/records/<slug:register>/<int:pk>/papers/<int:paper>/remove/", papers.record_paper_remove,
        name="campaign_record_paper_remove",
    ),
    path("campaigns/new/", plan.campaign_new, name="campaign_new"),
    path("campaigns/<slug:kind>/<int:year>/plan/", plan.campaign_plan, name="campaign_plan"),
    path("campaigns/<slug:kind>/<int:year>/families/", families.campaign_families, name="campaign_families"),
    path("campaigns/<slug:kind>/<int:year>/closing/", closing.campaign_closing, name="campaign_closing"),
    path(
        "campaigns/<slug:kind>/<int:year>/closing/print/", closing.campaign_closing_print,
        name="campaign_closing_print",
    ),
    path("campaigns/<slug:kind>/<int:year>/", campaign.campaign, name="campaign"),
]
