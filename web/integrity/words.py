"""What the steps and states of the procedure are called."""

from collections.abc import Mapping

from services.integrity.procedure import State
from services.integrity.telling import Step
from services.kit.text import Text, _

STEPS: Mapping[Step, Text] = {
    Step.PRELIMINARY: _("Preliminary look"),
    Step.FACTS: _("Fact finding"),
    Step.REFERRED: _("Referred to another authority"),
    Step.FOUND: _("Closed: it was so"),
    Step.NOT_FOUND: _("Closed: it was not so"),
    Step.UNCLEAR: _("Closed: it could not be found out"),
}

STATES: Mapping[State, Text] = {
    State.RECEIVED: _("Received"),
    State.IN_PROGRESS: _("In progress"),
    State.CLOSED: _("Closed"),
}
