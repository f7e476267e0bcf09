"""What somebody had typed when the session ended: carried through the sign-in page, never stored.

The fields travel in the page itself as one signed text, so the server keeps nothing and
nobody can change the address they are meant for.
"""

from dataclasses import dataclass

from django.core import signing

SALT = "unionaid.accounts.kept"
OLDEST = 12 * 60 * 60  # seconds
NEVER = ("password", "csrfmiddlewaretoken")


@dataclass(frozen=True)
class Kept:
    path: str
    fields: list[tuple[str, str]]
    files: list[str]
    owner: int | None


def keep(request, owner=None):
    """Return the posted form as a signed text. Passwords and files are left out, files by name."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not any(word in name for word in NEVER)
    ]
    files = [file.name for name in request.FILES for file in request.FILES.getlist(name)]
    content = {
        "path": request.get_full_path(),
        "fields": fields,
        "files": files,
        "owner": owner.pk if owner else None,
    }
    return signing.dumps(content, salt=SALT, compress=True)


def read(text, user):
    """Return what was kept, or None when there is nothing, it is too old, or somebody else typed it."""
    try:
        content = signing.loads(text, salt=SALT, max_age=OLDEST)
    except signing.BadSignature:
        return None
    kept = Kept(
        path=content["path"],
        fields=[(name, value) for name, value in content["fields"]],
        files=content["files"],
        owner=content["owner"],
    )
    return kept if kept.owner in (None, user.pk) else None
