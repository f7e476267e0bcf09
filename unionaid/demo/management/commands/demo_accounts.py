from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from unionaid.demo.accounts import DEMO_ACCOUNTS, demo_password


class Command(BaseCommand):
    help = "Print the demo accounts and their password. Needs UNIONAID_DEBUG."

    def handle(self, **options):
        try:
            password = demo_password()
        except ImproperlyConfigured as error:
            raise CommandError(str(error), returncode=2) from error
        for account in DEMO_ACCOUNTS:
            name, role = account.username, account.role
            self.stdout.write(f"{name:<20} {role:<9} {account.unit:<10} {account.display_name}")
        self.stdout.write(f"password: {password}")
