"""What is counted after an announcement to a crowd: who was told, how often, how fast."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bench.crowd import Reader
from bench.desk_process import DeskProcess


@dataclass
class Outcome:
    """What was counted."""

    people: int = 0
    kills: int = 0
    seconds: float = 0.0
    starting: float = 0.0
    """Of these, until a desk that was killed listened again."""
    sending: float = 0.0
    """Until the last of LINE's people was told, without starting."""
    ceiling: float = 0.0
    peak: int = 0
    told: Counter[int] = field(default_factory=Counter)
    telegram: Counter[int] = field(default_factory=Counter)
    held: int = 0
    problems: list[str] = field(default_factory=list)

    def line(self) -> str:
        pace = (self.told[1] + self.repeated) / self.sending
        return (
            f"{self.people:,} people, {self.kills} kills, {self.seconds:.0f} s "
            f"({self.starting:.0f} s of them starting): "
            f"LINE once {self.told[1]:,}, twice {self.repeated:,}, held for want of quota "
            f"{self.held:,}; Telegram once {self.telegram[1]:,}, repeated {self.on_telegram}; "
            f"peak {self.peak:,} KB; on LINE {pace:,.0f}/s while a desk ran, "
            f"ceiling {self.ceiling:,.0f}/s ({pace / self.ceiling:.2f})"
        )

    @property
    def repeated(self) -> int:
        return sum(count for times, count in self.told.items() if times > 1)

    @property
    def on_telegram(self) -> int:
        """How many messages came once too often."""
        return sum(count * (times - 1) for times, count in self.telegram.items() if times > 1)


def examine(
    outcome: Outcome, on_line: Iterable[Reader], kept: set[str], on_telegram: Iterable[int]
) -> None:
    """Find who was missed and who was told twice; `kept` are those held for want of quota."""
    for one in on_line:
        outcome.told[one.told] += 1
        if one.told > 1 or (one.told and one.id in kept):
            outcome.problems.append(f"told twice on LINE: {one.id}")
        if not one.told and one.reachable and one.id not in kept:
            outcome.problems.append(f"missed on LINE: {one.id}")
    outcome.held = len(kept)
    outcome.telegram = Counter(on_telegram)
    if outcome.telegram[0]:
        outcome.problems.append(f"missed on Telegram: {outcome.telegram[0]}")
    if outcome.on_telegram > outcome.kills:
        outcome.problems.append(
            f"{outcome.on_telegram} repeats on Telegram for {outcome.kills} kills"
        )


def peak_memory(desk: DeskProcess) -> int:
    """Return the most memory the desk's largest process ever held, in KB."""
    peaks = [0]
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            told = dict(
                line.split(":", 1) for line in status.read_text().splitlines() if ":" in line
            )
        except OSError:
            continue
        if desk.group in {int(status.parent.name), int(told.get("NSpgid", "0").split()[-1])}:
            peaks.append(int(told.get("VmHWM", "0 kB").split()[0]))
    return max(peaks)
