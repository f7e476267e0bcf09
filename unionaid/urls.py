"""All addresses, one line an app. Order follows the menu."""

from django.urls import path  # noqa: F401

urlpatterns = []
