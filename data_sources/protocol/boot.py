"""How the data process and its sources are started."""

from __future__ import annotations

from dataclasses import field

from data_sources.protocol.wants import Asked, ListingWanted, QuotesWanted, SuggestWanted
from models.frozen import frozen


@frozen(kw_only=True)
class SourceContext:
    """What a source is told when it is opened, in whatever process that is.

    folder: a private directory the source may keep files in. proxy, ca_bundle: "" means as the environment says.
    first_answer_s: how long a host may stay silent. quote_s, deadline_s, listing_s: how long one job may take in
    all, by kind of want (deadline_s: everything else). seed: for the simulated market. profile: where the user's keys
    are; only a source that wants a key is told.
    """

    folder: str
    proxy: str = ""
    ca_bundle: str = ""
    first_answer_s: float = 5.0
    deadline_s: float = 30.0
    seed: int = 1
    now: float = 0.0
    quote_s: float = 10.0
    listing_s: float = 420.0  # three long lists, a page a second
    profile: str = ""

    def deadline(self, want: Asked) -> float:
        """Seconds after which whoever answers ``want`` is given up, whatever it is doing."""
        if isinstance(want, QuotesWanted | SuggestWanted):
            return self.quote_s
        return self.listing_s if isinstance(want, ListingWanted) else self.deadline_s


@frozen(kw_only=True)
class Boot:
    """How to start the data process. always_open: poll as if every market traded now; for load runs only."""

    profile: str
    offline: bool = False
    simulated: bool = False
    proxy: str = ""
    ca_bundle: str = ""
    facts: str = ""  # folder of the bundled reference facts
    order: dict[str, tuple[str, ...]] = field(default_factory=dict)  # "bars.CN" -> source ids, user's choice
    always_open: bool = False
