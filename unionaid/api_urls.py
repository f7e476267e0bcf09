"""/api/v1/: every endpoint, and their description for programs."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from campaigns.api import RecordsView
from reports.api import AnnualView, CensusView, DynamicsView
from unionaid.accounts.api import token_view


class SchemaView(SpectacularAPIView):
    """The OpenAPI description, for everybody who has signed in."""

    required_permissions = ()


urlpatterns = [
    path("token/", token_view, name="api_token"),
    path("schema/", SchemaView.as_view(), name="api_schema"),
    path("census/", CensusView.as_view(), name="api_census"),
    path("annual/", AnnualView.as_view(), name="api_annual"),
    path("dynamics/", DynamicsView.as_view(), name="api_dynamics"),
    path("campaigns/<slug:register>/", RecordsView.as_view(), name="api_campaign_records"),
    path("", include("households.api.urls")),
    path("", include("assistance.api.urls")),
]
