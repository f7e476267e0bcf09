from django.urls import path

from campaigns.views import campaign

urlpatterns = [
    path("campaigns/", campaign.campaigns, name="campaigns"),
    path("campaigns/<slug:kind>/<int:year>/", campaign.campaign, name="campaign"),
]
