class JobFailed(Exception):
    """Raised inside a job that cannot be done, with the sentence its owner reads."""


class JobCancelled(Exception):
    """Raised inside a job whose owner has cancelled it, or that another worker has taken over."""


class WorkerStops(Exception):
    """Raised inside a job whose worker has been told to stop; the job is queued again."""
