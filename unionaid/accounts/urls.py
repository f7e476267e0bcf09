from django.urls import include, path

from unionaid.accounts.views import accounts, handovers, own_account, postings, sign_in, units

unit_pages = [
    path("", units.unit, name="unit"),
    path("new/", units.create_unit, name="create_unit"),
    path("rename/", units.rename_unit, name="rename_unit"),
    path("move/", units.move_unit, name="move_unit"),
    path("merge/", units.merge_unit, name="merge_unit"),
    path("close/", units.close_unit, name="close_unit"),
]
account_pages = [
    path("", accounts.account, name="account"),
    path("change/", accounts.change_account, name="change_account"),
    path("disable/", accounts.disable_account, name="disable_account"),
    path("enable/", accounts.enable_account, name="enable_account"),
    path("reset/", accounts.reset_account_password, name="reset_account_password"),
    path("postings/new/", postings.grant_posting, name="grant_posting"),
]
urlpatterns = [
    path("", own_account.home, name="home"),
    path("login/", sign_in.sign_in, name="login"),
    path("logout/", sign_in.sign_out, name="logout"),
    path("password/", own_account.password, name="password_change"),
    path("still-here/", own_account.still_here, name="still_here"),
    path("postings/", postings.own_postings, name="postings"),
    path("admin/org/", units.unit, name="org"),
    path("admin/org/units/<str:code>/", include(unit_pages)),
    path("admin/org/users/", accounts.accounts, name="accounts"),
    path("admin/org/users/new/", accounts.create_account, name="create_account"),
    path("admin/org/users/<int:pk>/", include(account_pages)),
    path("admin/org/postings/<int:pk>/deputy/", postings.appoint_deputy, name="appoint_deputy"),
    path("admin/org/postings/<int:pk>/handover/", handovers.prepare_handover, name="prepare_handover"),
    path("admin/org/handovers/", handovers.handovers, name="handovers"),
    path("admin/org/handovers/<int:pk>/drop/", handovers.drop_handover, name="drop_handover"),
    path("handovers/<int:pk>/", handovers.handover, name="handover"),
    path("handovers/<int:pk>/sign/", handovers.sign_handover, name="sign_handover"),
    path("admin/org/postings/<int:pk>/end/", postings.end_posting, name="end_posting"),
]
