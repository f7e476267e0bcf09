from django.urls import path

from unionaid.audit import views

urlpatterns = [
    path("audit/", views.audit, name="audit"),
    path("audit/<int:pk>/", views.audit_event, name="audit_event"),
]
