"""What a person types to find a file: a name, its pinyin, a file number, an employer, a number on a card."""

import re
import unicodedata

from django.db.models import Case, IntegerField, Q, Value, When

from households.enums import CLOSED
from households.models import FamilyMember, HardshipArchive
from households.rows import identity_index
from unionaid.privacy.blind_index import blind_index

FILE_NUMBER = re.compile(r"[A-Z]{2}-?\d{6}-?\d{4}-?\d{5}")
IDENTITY_NUMBER = re.compile(r"\d{17}[\dX]")
MOBILE = re.compile(r"1\d{10}")
BANK_ACCOUNT = re.compile(r"\d{12,24}")
LAST_FOUR = re.compile(r"\d{3}[\dX]")
SERIAL = re.compile(r"\d{1,5}")
SEALED = re.compile(r"~[0-9a-f]{32}(-[0-9a-f]{32})?")
LETTERS = re.compile(r"[A-Za-z' ]+")


def normalised(text):
    """Return what was typed without full-width forms, outer spaces or a leading quote."""
    return unicodedata.normalize("NFKC", text or "").strip().lstrip("'").strip()


def is_personal_number(text):
    """Tell whether a text is a whole identity, mobile or account number: nothing to keep in an address."""
    compact = _compact(text)
    return any(shape.fullmatch(compact) for shape in (IDENTITY_NUMBER, MOBILE, BANK_ACCOUNT))


def sealed(text):
    """Return what may stand in an address for a personal number: its blind indexes, which tell nothing.

    Any other text comes back as it is. `matching` finds the same files by either.
    """
    if not is_personal_number(text):
        return text
    return "~" + "-".join(index.hex() for index in _indexes(_compact(text)))


def is_sealed(text):
    return bool(SEALED.fullmatch(text or ""))


def matching(archives, text):
    """Narrow files to those a text may mean. Numbers are looked up whole, by blind index, never in part.

    A whole identity number finds the file of any member; four digits mean the last
    four of the worker's number or a serial; letters are initials or pinyin from the start.
    """
    text, compact = normalised(text), _compact(text)
    if not compact:
        return archives
    if FILE_NUMBER.fullmatch(compact):
        return archives.filter(file_no=_hyphenated(compact))
    if is_sealed(text):
        return archives.filter(_indexed(bytes.fromhex(part) for part in text[1:].split("-")))
    if is_personal_number(compact):
        return archives.filter(_indexed(_indexes(compact)))
    if LAST_FOUR.fullmatch(compact) or SERIAL.fullmatch(compact):
        return archives.filter(_last_four(compact) | _serial(compact))
    if LETTERS.fullmatch(text):
        return archives.filter(_sounding(text) | Q(employer__icontains=text))
    return archives.filter(
        Q(worker_name__icontains=text)
        | Q(employer__icontains=text)
        | Q(file_no__icontains=compact)
        | Q(pk__in=FamilyMember.objects.filter(name=text).values("archive"))
    )


def _compact(text):
    return normalised(text).replace(" ", "").upper()


def _indexes(compact):
    """Blind indexes of all that a number of this shape may be."""
    found = []
    if IDENTITY_NUMBER.fullmatch(compact):
        found.append(identity_index(compact))
    if MOBILE.fullmatch(compact):
        found.append(blind_index("mobile", compact))
    if BANK_ACCOUNT.fullmatch(compact):
        found.append(blind_index("bank_account", compact))
    return found


def _indexed(indexes):
    indexes = list(indexes)
    holding = FamilyMember.objects.filter(id_index__in=indexes).values("archive")
    return Q(pk__in=holding) | Q(mobile_index__in=indexes) | Q(bank_account_index__in=indexes)


def _hyphenated(compact):
    plain = compact.replace("-", "")
    return f"{plain[:2]}-{plain[2:8]}-{plain[8:12]}-{plain[12:]}"


def _last_four(compact):
    return Q(id_last4=compact) if LAST_FOUR.fullmatch(compact) else Q()


def _serial(compact):
    return Q(file_no__endswith=f"-{compact:0>5}") if SERIAL.fullmatch(compact) else Q()


def _sounding(text):
    sound = re.sub("[' ]", "", text).lower()
    return _beginning("name_initials", sound) | _beginning("name_pinyin", sound)


def _beginning(field, letters):
    """Ask for a prefix as a range, which an index serves under every collation."""
    low = Q(**{f"{field}__gte": letters})
    stem = letters.rstrip("z")
    if not stem:
        return low
    return low & Q(**{f"{field}__lt": stem[:-1] + chr(ord(stem[-1]) + 1)})


def best_matches(posting, text, size):
    """Return up to `size` files of the posting's scope a text may mean, living files first."""
    if not normalised(text):
        return []
    closed = Case(
        When(status__in=[status.value for status in CLOSED], then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    return list(
        matching(HardshipArchive.objects.visible_to(posting), text)
        .annotate(closed=closed)
        .select_related("unit")
        .only("file_no", "worker_name", "tier", "status", "closed_on", "unit__short_name")
        .order_by("closed", "name_pinyin", "id")[:size]
    )
