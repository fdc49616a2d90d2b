"""How often something may be done: at most so many times in any so many seconds."""

from collections import deque
from dataclasses import dataclass, field
from math import ceil


@dataclass(slots=True)
class Rate:
    """A sliding window over the times of what was let through, by the caller's clock."""

    limit: int
    seconds: float
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> int:
        """Whole seconds until there is room again; 0 when there is room now."""
        while self.times and now - self.times[0] >= self.seconds:
            self.times.popleft()
        if len(self.times) < self.limit:
            return 0
        return max(1, ceil(self.seconds - (now - self.times[0])))

    def count(self, now: float) -> None:
        self.times.append(now)

    def take(self, now: float) -> int:
        """Count one if there is room; otherwise the whole seconds to wait."""
        wait = self.wait(now)
        if not wait:
            self.count(now)
        return wait
