from unionaid.accounts.models.postings import Posting
from unionaid.accounts.models.users import User

__all__ = ["Posting", "User"]
