"""Whether a held number is the one that is said: by the digits that are printed, and by words such as 逾, 近, 约.

EXACT: the held number rounds to the said one in its printed decimals, half up or half to even. OVER (逾, 超, 以上):
held >= said, to the digit that is printed. UNDER (不足, 以内): held < said. 近: said * 0.9 <= held <= said. ABOUT (约,
左右): |held - said| <= the larger of half a unit of the last digit and 5 % of said. A range holds both its ends. Of a
fall all of this is of its size.
"""

from __future__ import annotations

import math

from models.claims.values import Bound, Claim

NEAR_LEAST = 0.9
ABOUT_PART = 0.05
TINY = 1e-9


def rounds_to(held: float, said: float, step: float) -> bool:
    """Whether ``held`` is printed as ``said`` when a unit of the last digit is worth ``step``."""
    if not math.isfinite(held):
        return False
    size = abs(held) / step
    nearest = {math.floor(size + 0.5 + TINY * max(1.0, size)), round(size)}
    target = round(abs(said) / step)
    return target in nearest and (held * said >= 0 or target == 0)


def meets(held: float, claim: Claim, *, value: float | None = None) -> bool:
    """Whether a held number is what a claim says; value: instead of the claim's own."""
    said = claim.value if value is None else value
    assert said is not None
    step = step_of(claim)
    if "to" in claim.words:
        low, high = sorted((said, float(claim.words["to"])))
        return low - step / 2 - TINY <= held <= high + step / 2 + TINY
    falls = said < 0 or (said == 0 and claim.sign < 0)
    return _meets(-held if falls else held, abs(said), step, claim)


def _meets(held: float, said: float, step: float, claim: Claim) -> bool:
    match claim.bound:
        case Bound.OVER:
            return held >= said - TINY * max(1.0, said) or rounds_to(held, said, step / 10)
        case Bound.UNDER if "near" in claim.words:
            return NEAR_LEAST * said - TINY <= held <= said + TINY or rounds_to(held, said, step / 10)
        case Bound.UNDER:
            return 0 <= held < said + TINY
        case Bound.ABOUT:
            return abs(held - said) <= max(step / 2, ABOUT_PART * said) + TINY
    return rounds_to(held, said, step)


def step_of(claim: Claim) -> float:
    """What a unit of the last printed digit is worth."""
    return float(claim.words.get("step", 10.0**-claim.digits))


def percent(value: float, digits: int = 2) -> str:
    """+5.75%; never -0.00%."""
    shown = f"{value:+.{digits}f}"
    return ("+" + shown[1:] if float(shown) == 0 else shown) + "%"


def points(value: float) -> str:
    """+0.03, percentage points."""
    shown = f"{value:+.2f}"
    return "+0.00" if float(shown) == 0 else shown
