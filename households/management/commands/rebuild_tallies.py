from django.core.management.base import BaseCommand

from households.actions import tallies


class Command(BaseCommand):
    help = "Set the counts of files right from the files themselves and fold their rows."

    def handle(self, **options):
        differed = tallies.rebuild()
        folded = tallies.fold()
        self.stdout.write(f"{differed} counts were wrong and are right now; {folded} rows folded")
