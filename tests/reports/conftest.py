from tests.households.conftest import *  # noqa: F403
