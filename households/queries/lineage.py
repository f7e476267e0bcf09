"""Files with a common past: whose people came from where, and whose aid counts for whom."""

from django.db.models import Q
from django.utils.translation import gettext as _

from households.enums import LinkKind
from households.models import FileLink


def related(archive):
    """Return (words, file) of the files a file was split off, gave people to, or was merged with."""
    links = FileLink.objects.filter(Q(source=archive) | Q(target=archive))
    return [_told(link, archive) for link in links.select_related("source", "target")]


def _told(link, archive):
    split = link.kind == LinkKind.SPLIT
    if link.target_id == archive.pk:
        words = _("%(day)s 由此分户") if split else _("%(day)s 并入本档案")
    else:
        words = _("%(day)s 分出新档案") if split else _("%(day)s 并入档案")
    return words % {"day": link.on.isoformat()}, link.source if link.target_id == archive.pk else link.target


def counted_with(keys):
    """Return {file: {earlier file: last day or None}}: whose aid counts for the household of a file too.

    All that a merged file had, and what the file it was split off had until that day; likewise of
    the files those came from.
    """
    found = {key: {} for key in keys}
    behind = {key: {key: None} for key in keys}
    while any(behind.values()):
        sources = {source for known in behind.values() for source in known}
        links = list(FileLink.objects.filter(target__in=sources).order_by("on", "id"))
        fresh = {}
        for key, known in behind.items():
            fresh[key] = {}
            for link in links:
                if link.target_id not in known or link.source_id in (key, *found[key]):
                    continue
                own = link.on if link.kind == LinkKind.SPLIT else None
                until = min((day for day in (own, known[link.target_id]) if day), default=None)
                found[key][link.source_id] = fresh[key][link.source_id] = until
        behind = fresh
    return found
