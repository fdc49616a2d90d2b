"""LINE and Telegram as they are documented, on loopback, for tests, benches and trying out."""

from tests.simulator.delivery import Redelivery
from tests.simulator.people import Place
from tests.simulator.platform import Options
from tests.simulator.screen import NoSuchButton, NothingSeen
from tests.simulator.server import Simulator

__all__ = ["NoSuchButton", "NothingSeen", "Options", "Place", "Redelivery", "Simulator"]
