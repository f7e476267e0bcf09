from django.urls import path

from assistance.api import views

urlpatterns = [
    path("funds/", views.FundsView.as_view(), name="api_funds"),
    path("allocations/", views.AllocationsView.as_view(), name="api_allocations"),
    path("ledger/", views.LedgerView.as_view(), name="api_ledger"),
]
