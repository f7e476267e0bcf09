from django.urls import path

from assistance.views import allocations, corrections, funds, household, ledger, standards

urlpatterns = [
    path("funds/", funds.funds, name="funds"),
    path("funds/allocations/", allocations.allocations, name="allocations"),
    path("funds/allocations/new/", allocations.allocation_new, name="allocation_new"),
    path("funds/allocations/down/", allocations.pass_down, name="pass_down"),
    path("funds/allocations/<int:pk>/", allocations.allocation, name="allocation"),
    path("funds/allocations/<int:pk>/sign/", allocations.allocation_sign, name="allocation_sign"),
    path("funds/allocations/<int:pk>/discard/", allocations.allocation_discard, name="allocation_discard"),
    path("funds/receipts/<int:pk>/", allocations.allocation_receive, name="allocation_receive"),
    path("funds/ledger/", ledger.fund_ledger, name="fund_ledger"),
    path("funds/ledger/print/", ledger.fund_ledger_print, name="fund_ledger_print"),
    path("funds/ledger/workbook/", ledger.fund_ledger_workbook, name="fund_ledger_workbook"),
    path("funds/vouchers/<int:pk>/", ledger.voucher, name="voucher"),
    path("funds/vouchers/<int:pk>/reverse/", corrections.voucher_reverse, name="voucher_reverse"),
    path("funds/reversals/<int:pk>/sign/", corrections.reversal_sign, name="reversal_sign"),
    path("funds/reversals/<int:pk>/drop/", corrections.reversal_drop, name="reversal_drop"),
    path("funds/closing/<int:year>/", corrections.year_closing, name="year_closing"),
    path("funds/closing/<int:year>/sign/", corrections.year_closing_sign, name="year_closing_sign"),
    path("funds/closing/<int:year>/drop/", corrections.year_closing_drop, name="year_closing_drop"),
    path("aid-waiting/", household.aid_waiting, name="aid_waiting"),
    path("households/<file_no:file_no>/aid/", household.household_aid, name="household_aid"),
    path("households/<file_no:file_no>/aid/new/", household.aid_new, name="aid_new"),
    path("households/<file_no:file_no>/aid/cap/", household.aid_cap, name="aid_cap"),
    path("households/<file_no:file_no>/aid/<int:pk>/amend/", household.aid_amend, name="aid_amend"),
    path("households/<file_no:file_no>/aid/<int:pk>/decide/", household.aid_decide, name="aid_decide"),
    path("aid-standards/", standards.aid_standards, name="aid_standards"),
    path("aid-standards/new/", standards.aid_standards_new, name="aid_standards_new"),
    path("aid-standards/<int:pk>/", standards.aid_standards_version, name="aid_standards_version"),
]
