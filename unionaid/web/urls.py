from django.urls import path

from unionaid.web import health, views

urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("language/", views.set_language, name="set_language"),
    path("theme/", views.set_theme, name="set_theme"),
    path("more/", views.more, name="more"),
    path("dev/components/", views.components, name="components"),
]
