"""All addresses, one line an app. Order follows the menu."""

from django.urls import include, path

urlpatterns = [
    path("", include("unionaid.accounts.urls")),
    path("", include("unionaid.web.urls")),
    path("", include("unionaid.jobs.urls")),
    path("", include("unionaid.notifications.urls")),
    path("", include("unionaid.audit.urls")),
    path("", include("households.urls")),
    path("", include("assistance.urls")),
    path("", include("campaigns.urls")),
    path("", include("reports.urls")),
    path("api/v1/", include("unionaid.api_urls")),
]

handler403 = "unionaid.web.errors.forbidden"
handler404 = "unionaid.web.errors.not_found"
handler500 = "unionaid.web.errors.failed"
