"""Values that cost little to define: ``@frozen`` is ``dataclass(frozen=True, slots=True)`` at a tenth of its price.

dataclass compiles six functions anew for every class, half a millisecond each time, and a window defines a hundred
before its first paint. Here the functions are shared, and a constructor is compiled when the first value is made.
Fields, ``replace``, ``fields``, ``asdict``, matching and pickling are dataclass's own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

Made = TypeVar("Made")
_put = object.__setattr__
_OMITTED = object()


@overload
def frozen(cls: type[Made], /) -> type[Made]: ...
@overload
def frozen(*, kw_only: bool = False, eq: bool = True) -> Callable[[type[Made]], type[Made]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field, Field))
def frozen(cls: type[Made] | None = None, /, *, kw_only: bool = False, eq: bool = True) -> Any:
    """A class of values with slots that nobody can change. kw_only, eq: as dataclass has them."""
    return _shaped(cls, kw_only, eq) if cls is not None else lambda cls: _shaped(cls, kw_only, eq)


def _shaped(cls: type[Any], kw_only: bool, eq: bool) -> type[Any]:
    own = set(vars(cls))
    cls.__doc__ = cls.__doc__ or cls.__name__  # where there is none dataclass writes down the signature: 1 ms
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
    given = {"__init__": _first_init(made), "__repr__": _repr, "__setattr__": _refuse, "__delattr__": _refuse}
    given |= {"__getstate__": _state, "__setstate__": _take_state}
    for name, function in (given | (_comparing(made) if eq else {})).items():
        if name not in own:  # what the class says itself stands
            setattr(made, name, function)
    return made  # type: ignore[no-any-return]


def _comparing(cls: Any) -> dict[str, Callable[..., Any]]:
    """Equal and hash by the values of the fields, as dataclass has them."""
    read = _reader([one.name for one in fields(cls) if one.compare])

    def equal(self: Any, other: Any) -> Any:
        return read(self) == read(other) if other.__class__ is self.__class__ else NotImplemented

    return {"__eq__": equal, "__hash__": lambda self: hash(read(self))}


def _reader(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What makes a tuple of the fields of a value."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _repr(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(_: Any, name: str, *value: object) -> None:
    raise FrozenInstanceError(f"cannot {'assign to' if value else 'delete'} field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in fields(self)]


def _take_state(self: Any, state: list[Any]) -> None:
    for one, value in zip(fields(self), state, strict=True):
        _put(self, one.name, value)


def _first_init(cls: Any) -> Callable[..., None]:
    """A constructor that compiles the real one and steps aside."""

    def first(self: Any, *args: Any, **kwargs: Any) -> None:
        cls.__init__ = _compiled(cls)
        cls.__init__(self, *args, **kwargs)

    return first


def _compiled(cls: Any) -> Callable[..., None]:
    """``__init__`` with the parameters of the fields, as dataclass writes it."""
    known: dict[str, Any] = {"put": _put, "OMITTED": _OMITTED}
    positional: list[str] = []
    named: list[str] = []
    body: list[str] = []
    for one in fields(cls):
        known |= {f"default_{one.name}": one.default, f"make_{one.name}": one.default_factory}
        (named if one.kw_only else positional).append(_parameter(one))
        body.append(f"put(self, {one.name!r}, {_value(one)})")
    body += ["self.__post_init__()"] if hasattr(cls, "__post_init__") else []
    parameters = ", ".join(["self", *positional, *(["*", *named] if named else [])])
    exec(f"def __init__({parameters}):\n " + "\n ".join(body or ["pass"]), known)  # noqa: S102 - names of fields
    made = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"  # a wrong call says whose it is
    return made  # type: ignore[no-any-return]


def _parameter(one: Field[Any]) -> str:
    if one.default_factory is not MISSING:
        return f"{one.name}=OMITTED"
    return one.name if one.default is MISSING else f"{one.name}=default_{one.name}"


def _value(one: Field[Any]) -> str:
    return one.name if one.default_factory is MISSING else f"make_{one.name}() if {one.name} is OMITTED else {one.name}"
