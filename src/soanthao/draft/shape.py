"""What all models share: closed against unknown keys, never raising, knowing their place."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Final, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationInfo,
    model_validator,
)

from soanthao.draft.faults import Faults, hint, shortened
from soanthao.draft.leaves import ID, Branch, branch_of, faults_of
from soanthao.draft.nodes import Fields, Listing, Node, Scalar, is_absent
from soanthao.draft.text import Prose
from soanthao.language.nearest import folded, nearest

_SECRET_KEY: Final = re.compile(r"\b(?:mat|secre\w*|confiden\w*|classifi\w*)\b")
_SECRET_WORD: Final = re.compile(r"\bmật\b|^(?:toi[ -]?|tuyet[ -]?)?mat$")


def is_secret_key(key: str) -> bool:
    """Tell whether an unknown *key* speaks of a degree of secrecy (độ mật)."""
    return bool(_SECRET_KEY.search(folded(key).replace("_", " ").replace("-", " ")))


def is_secret(word: str) -> bool:
    """Tell whether *word* is, or holds, a degree of secrecy (mật, tối mật, tuyệt mật)."""
    return bool(_SECRET_WORD.search(word.casefold()))


def _required(schema: dict[str, Any], model: type[BaseModel]) -> None:
    required: frozenset[str] = getattr(model, "REQUIRED", frozenset())
    if required:
        schema["required"] = sorted(required)


class _Known(dict[str, object]):
    """The known keys of a mapping whose faults are already noted."""


class Shape(BaseModel):
    """A mapping of the draft. Every field may be None: absent, or faulty and already noted."""

    model_config = ConfigDict(
        model_title_generator=lambda model: (model.__doc__ or "").partition("\n")[0].rstrip("."),
        extra="forbid",
        frozen=True,
        json_schema_extra=_required,
        protected_namespaces=(),
    )
    REQUIRED: ClassVar[frozenset[str]] = frozenset()
    TEXT_KEY: ClassVar[str] = ""
    """The key of the text, in a shape that may stand where a bare text may."""

    _node: Fields | None = PrivateAttr(None)

    @property
    def node(self) -> Fields:
        """The mapping that was read."""
        if self._node is None:
            raise TypeError("a shape is read from a file")
        return self._node

    def has(self, key: str) -> bool:
        """Tell whether *key* was written with a value, sound or not."""
        return self.node.has(key)

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """Return the keys as a clerk writes them."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, data: Any, handler: ModelWrapValidatorHandler[Any], info: ValidationInfo) -> Any:  # noqa: ANN401 - pydantic's border
        if isinstance(data, _Known):
            # pydantic-core 2.50 reuses the whole validator, this wrapper included, inside itself
            # where a model contains itself.
            return handler(data)
        faults = faults_of(info)
        if not isinstance(data, Branch):
            node = data if isinstance(data, Scalar) else getattr(data, "node", None)
            if isinstance(node, Scalar | Listing):
                faults.add("Y314" if isinstance(node, Scalar) and node.absent else "Y306", node)
            return None
        keys = cls.keys()
        unknown = [pair for key, pair in data.node.entries.items() if key not in keys]
        meant = {cls._unknown(place, value, faults) for place, value in unknown}
        shape = handler(_Known({key: value for key, value in data.items() if key in keys}))
        shape._node = data.node
        cls._complete(shape, meant, faults)
        return shape

    @classmethod
    def _unknown(cls, place: Scalar, value: Node, faults: Faults) -> str | None:
        """Note the unknown key at *place*; return the key that was most likely meant."""
        key = place.value
        if is_secret_key(key):
            faults.add("Y512", place, word=key)
            return None
        if is_absent(value) and not ID.fullmatch(key.replace("_", "-")):
            faults.add("Y131", place)
            return None
        known = cls.keys()
        is_cased = key.lower() in known
        if cls.TEXT_KEY and not is_cased and not ID.fullmatch(key.replace("_", "-")):
            faults.add("Y121", place.source, place.end)
            return cls.TEXT_KEY
        meant = key.lower() if is_cased else nearest(key, cls.keys())
        faults.add("Y301", place, key=shortened(key), hint=hint(meant, cls.keys()))
        return meant

    @classmethod
    def _complete(cls, shape: Shape, meant: set[str | None], faults: Faults) -> None:
        for key in sorted(cls.REQUIRED):
            if key not in shape.node.entries:
                if key not in meant:
                    faults.add("Y302", shape.node, key=key)
            elif not shape.has(key):
                faults.add("Y303", shape.node.key(key), key=key)
            else:
                value = getattr(shape, cls._name_of(key))
                texts = value if isinstance(value, tuple) else (value,)
                if texts and all(isinstance(text, Prose) and not text.value for text in texts):
                    faults.add("Y303", texts[0].node, key=key)

    @classmethod
    def _name_of(cls, key: str) -> str:
        return next(
            name for name, field in cls.model_fields.items() if (field.alias or name) == key
        )


S = TypeVar("S", bound=Shape)


def read_shape(shape: type[S], node: Node, faults: Faults) -> S | None:
    """Return *node* as *shape*; None if it is no mapping. All faults are noted."""
    result: S | None = shape.model_validate(branch_of(node), context={"faults": faults})
    return result


# pydantic reads these calls when the classes are built; their type is that of the field.


def is_(text: str, key: str | None = None) -> Any:  # noqa: ANN401
    """Describe a field that holds one value, written as *key* where the name differs."""
    return Field(None, description=text, alias=key)


def are(text: str, key: str | None = None) -> Any:  # noqa: ANN401
    """Describe a field that holds a list."""
    return Field((), description=text, alias=key)


def map_of(text: str) -> Any:  # noqa: ANN401
    """Describe a field that holds values by id."""
    return Field(default_factory=dict, description=text)


def branch_or(mapping: str, other: str) -> Discriminator:
    """Choose *mapping* for keys and values, *other* for everything else."""
    return Discriminator(lambda value: mapping if isinstance(value, Branch) else other)
