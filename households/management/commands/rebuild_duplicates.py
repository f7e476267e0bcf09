from django.core.management.base import BaseCommand

from households.actions.keeping_pairs import rebuild


class Command(BaseCommand):
    help = "Find all pairs of files that may be one anew; decisions stay while their values do."

    def handle(self, **options):
        pairs, left_out = rebuild()
        self.stdout.write(f"{pairs} pairs, {left_out} groups too large to compare")
