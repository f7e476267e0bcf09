from django.urls import path, register_converter

from households.converters import FileNumberConverter
from households.views import (
    export,
    file,
    finding,
    listing,
    printing,
    reveal,
    review,
    search,
    standards,
    work,
)

register_converter(FileNumberConverter, "file_no")

urlpatterns = [
    path("search/", search.search, name="search"),
    path("work/", work.work, name="work"),
    path("review/", review.review_queue, name="review"),
    path("review/bulk/", review.review_bulk, name="review_bulk"),
    path("review/<file_no:file_no>/", review.review_queue, name="review_file"),
    path("review/<file_no:file_no>/decide/", review.review_decide, name="review_decide"),
    path("standards/", standards.standards, name="standards"),
    path("standards/rules/new/", standards.rule_set_new, name="rule_set_new"),
    path("standards/lines/new/", standards.dibao_line_new, name="dibao_line_new"),
    path("households/", listing.households, name="households"),
    path("households/views/", finding.saved_views, name="saved_views"),
    path("households/views/<int:pk>/", finding.saved_view, name="saved_view"),
    path("households/views/<int:pk>/delete/", finding.saved_view_delete, name="saved_view_delete"),
    path("households/columns/", finding.household_columns, name="household_columns"),
    path("households/export/", export.household_export, name="household_export"),
    path("households/print/", printing.household_print_selected, name="household_print_selected"),
    path("households/<file_no:file_no>/", file.household, name="household"),
    path("households/<file_no:file_no>/print/", printing.household_print, name="household_print"),
    path("households/<file_no:file_no>/reveal/", reveal.reveal, name="reveal"),
    path("households/<file_no:file_no>/rounds/", file.household_rounds, name="household_rounds"),
    path("households/<file_no:file_no>/withdraw/", file.household_withdraw, name="household_withdraw"),
]
