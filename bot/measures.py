"""What the desk counts about itself, for `/metrics`. One set per desk; nothing is global."""

from prometheus_client import CollectorRegistry, Counter, Histogram


class Measures:
    """Counters of events, turns and deliveries; labels are channels and kinds, never people."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.events = Counter(
            "sala_events", "Events heard, by what became of them", ["channel", "outcome"],
            registry=self.registry,
        )  # fmt: skip
        self.batch = Histogram(
            "sala_batch_events", "Events handled in one transaction",
            buckets=(1, 2, 4, 8, 16, 32, 64), registry=self.registry,
        )  # fmt: skip
        self.committed = Histogram(
            "sala_commit_seconds", "From hearing an event to its commit",
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0), registry=self.registry,
        )  # fmt: skip
        self.deliveries = Counter(
            "sala_deliveries", "Attempts to say something, by outcome", ["channel", "outcome"],
            registry=self.registry,
        )  # fmt: skip
        self.files = Counter(
            "sala_files", "Files residents sent, by what became of them", ["channel", "outcome"],
            registry=self.registry,
        )  # fmt: skip
