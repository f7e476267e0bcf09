from unionaid.accounts.models.handovers import Handover
from unionaid.accounts.models.passwords import PreviousPassword
from unionaid.accounts.models.postings import Posting
from unionaid.accounts.models.users import User

__all__ = ["Handover", "Posting", "PreviousPassword", "User"]
