from django.urls import path

from assistance.views import standards

urlpatterns = [
    path("aid-standards/", standards.aid_standards, name="aid_standards"),
    path("aid-standards/new/", standards.aid_standards_new, name="aid_standards_new"),
    path("aid-standards/<int:pk>/", standards.aid_standards_version, name="aid_standards_version"),
]
