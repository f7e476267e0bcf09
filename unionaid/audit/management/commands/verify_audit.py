import json

from django.core.management.base import BaseCommand

from unionaid.audit.verifying import verify


class Command(BaseCommand):
    help = "Walk the audit chains; status 1 and the first broken record when something is wrong."

    def add_arguments(self, parser):
        parser.add_argument("--format", choices=["json", "table"], default="table")

    def handle(self, **options):
        result = verify()
        if options["format"] == "json":
            self.stdout.write(json.dumps(result, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(f"{result['events']} events in {result['chains']} chains")
            for fault in result["broken"]:
                self.stdout.write(f"broken: {fault['chain']}#{fault['seq']}: {fault['why']}")
        if not result["valid"]:
            raise SystemExit(1)
