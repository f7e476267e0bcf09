"""For the machine that watches: is the process alive, can it serve."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse

from unionaid.web.access import public


@public
def alive(request):
    """The process answers; nothing else is asked."""
    return JsonResponse({"alive": True})


@public
def ready(request):
    """The database answers and has every migration; 503 with the reason otherwise."""
    try:
        executor = MigrationExecutor(connection)
        pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        return JsonResponse({"ready": False, "why": type(error).__name__}, status=503)
    if pending:
        return JsonResponse({"ready": False, "why": f"{pending} migrations are missing"}, status=503)
    return JsonResponse({"ready": True})
