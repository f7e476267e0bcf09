"""Several people at the same moment: each call in a thread and on a connection of its own."""

from threading import Barrier, Thread

from django.db import connections


def at_once(calls, *, refused=()):
    """Make all calls at the same moment and return what those answered that were not refused.

    `refused` are the errors a call may lose the race with; any other is raised here.
    """
    gate, answers, faults = Barrier(len(calls)), [], []

    def make(call):
        try:
            gate.wait(10)
            answers.append(call())
        except refused:
            pass
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [Thread(target=make, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for fault in faults:
        raise fault
    return answers
