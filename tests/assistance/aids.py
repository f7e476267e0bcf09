"""What is proposed in the tests, and files as migration or re-rating left them."""

from decimal import Decimal

from assistance.enums import FundSource
from assistance.kinds import AidType
from assistance.proposals import Proposal
from households.models import HardshipArchive


def proposal(**changes):
    """The least aid: 3000 元 of living aid for the year from the province's union money."""
    values = {
        "aid_type": AidType.LIVING,
        "source": FundSource.UNION,
        "union_level": "PROVINCE",
        "period": "2022",
        "amount": Decimal("3000.00"),
    }
    return Proposal(**values | changes)


def changed(archive, **values):
    """Give a file other values, as a re-rating or an exit leaves them."""
    HardshipArchive.objects.filter(pk=archive.pk).update(**values)
    archive.refresh_from_db()
    return archive
