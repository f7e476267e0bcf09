"""All addresses, one line an app. Order follows the menu."""

from django.urls import include, path

urlpatterns = [
    path("", include("unionaid.accounts.urls")),
    path("", include("unionaid.web.urls")),
]
