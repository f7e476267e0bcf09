from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from unionaid import clock
from unionaid.accounts.errors import UsernameTaken
from unionaid.accounts.models import Posting, User
from unionaid.accounts.passwords import one_time_password
from unionaid.accounts.permissions import Role
from unionaid.audit import Event, record
from unionaid.organizations.errors import UnitNotFound
from unionaid.organizations.queries import top_units, unit_by_code


class Command(BaseCommand):
    help = "Create a system administrator at the top unit; prints a one-time password, once."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="the person's name")
        parser.add_argument("--unit", help="code of the unit; the top unit when left out")

    def handle(self, *, username, name, unit, **options):
        try:
            password = create_admin(username=username, name=name, unit=_unit(unit))
        except (UsernameTaken, UnitNotFound) as error:
            raise CommandError(str(error), returncode=2) from error
        self.stderr.write(f"One-time password of {username}, to be changed at the first sign-in:")
        self.stdout.write(password)


def _unit(code):
    if code:
        return unit_by_code(code)
    top = top_units().open().first()
    if top is None:
        raise CommandError("There are no union units yet: run load_units first.", returncode=2)
    return top


@transaction.atomic
def create_admin(*, username, name, unit):
    """Create the account and its lasting posting; return the one-time password."""
    if User.objects.filter(username=username).exists():
        raise UsernameTaken(username=username)
    password = one_time_password()
    user = User.objects.create_user(username, password, display_name=name, must_change_password=True)
    posting = Posting.objects.create(user=user, unit=unit, role=Role.ADMIN, valid_from=clock.today())
    record(Event.ACCOUNT_CREATED, subject=user, after={"username": username, "posting": str(posting)})
    return password
