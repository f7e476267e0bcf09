from django.shortcuts import render

from unionaid.accounts.queries import administrators


def without_posting(request):
    """Say that an account holds no office today, and whom to ask for one."""
    return render(request, "accounts/without_posting.html", {"administrators": administrators()}, status=403)
