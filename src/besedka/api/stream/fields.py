"""Fields that commands of every audience share, with their limits."""

from typing import Annotated

import msgspec

_UUID = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"

ClientId = Annotated[str, msgspec.Meta(pattern=_UUID)]
Id = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Text = Annotated[str, msgspec.Meta(max_length=40_000)]
Seq = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
