"""Numbers from strangers that no column can hold find nothing, instead of ending the request."""

from __future__ import annotations

from typing import Any

from django.db.models import IntegerField
from django.db.models.lookups import In

LARGEST = 2**63 - 1


@IntegerField.register_lookup
class InRange(In):
    """`in` as Django has it, without the numbers beyond any column; Django itself does this for `=`, `<` and `>`."""

    def get_prep_lookup(self) -> Any:
        """The prepared values that a database can compare with."""
        prepared = super().get_prep_lookup()
        if not isinstance(prepared, list):
            return prepared
        return [each for each in prepared if not isinstance(each, int) or -LARGEST <= each <= LARGEST]
