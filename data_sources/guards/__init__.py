"""What every answer must pass before it is stored or shown. A wrong price is worse than none.

``scalars``   one number of a source, or nothing; never an exception of Python's own
``contract``  the fields that were agreed on, and which of them is missing
``units``     shares or lots: whichever puts turnover / volume between low and high
``limits``    how far a mainland share may move in a day
``bars``      a series: identity, order of prices, quarantine, spikes
``quotes``    a batch of quotes: what is good, what waits for a second source, what is refused
"""

from data_sources.guards.bars import checked_bars, in_order
from data_sources.guards.quotes import Sifted, checked_quotes, confirmed, sifted_quotes

__all__ = ["Sifted", "checked_bars", "checked_quotes", "confirmed", "in_order", "sifted_quotes"]
