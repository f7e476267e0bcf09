from tests.households.conftest import *  # noqa: F403
from tests.province import province  # noqa: F401
