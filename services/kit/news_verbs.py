"""What a button about news may say after `presses.NEWS`."""

from typing import Final

YES: Final = "yes"
NO: Final = "no"
"""To the question whether somebody wants news."""
STOP: Final = "stop"
TOPICS: Final = "topics"  # topics shows them, topics:key chooses one or leaves it out
VILLAGE: Final = "village"  # village:2, village:all
EMERGENCIES: Final = "urgent"  # urgent:off, urgent:on
ALL: Final = "all"
ON: Final = "on"
OFF: Final = "off"
