"""What a model measures, with where the figures come from and how far they can be trusted."""

from dataclasses import dataclass
from typing import Literal

Triple = tuple[float, float, float]


@dataclass(frozen=True)
class Mass:
    """A mass in grams, or None with the reason in words."""

    grams: float | None
    reason: str
    source: str
    accuracy: str


@dataclass(frozen=True)
class PartMeasures:
    """One distinct shape of the model: volume in mm3 (None if it is open) and how often it is placed."""

    name: str
    placed: int
    triangles: int
    closed: bool
    volume_mm3: float | None


@dataclass(frozen=True)
class Branch:
    """A node of the model's tree: `parent` is an index into the tree, `part` one into the measured parts."""

    name: str
    parent: int | None
    part: int | None


@dataclass(frozen=True)
class Measures:
    """Measures of a whole model, every placed copy counted, in millimetres.

    `volume_mm3` and `centre_mm` are None unless every shape is a closed surface: an open one encloses
    nothing. `source` is "mesh" and `accuracy` "estimated": flat triangles stand within `tolerance_mm` of the
    true surface where that is known (STEP), else within an unknown distance (None).
    """

    closed: bool
    volume_mm3: float | None
    centre_mm: Triple | None
    low_mm: Triple
    high_mm: Triple
    triangles: int
    instances: int
    up: Literal["y", "z"]
    unit: str
    """The unit in the file; the figures here are millimetres always."""
    unit_stated: bool
    """False where the format has no unit (STL) and millimetres were assumed."""
    tolerance_mm: float | None
    parts: tuple[PartMeasures, ...]
    source: str = "mesh"
    accuracy: str = "estimated"

    @property
    def size_mm(self) -> Triple:
        """Length of the bounding box along x, y and z in mm."""
        (x0, y0, z0), (x1, y1, z1) = self.low_mm, self.high_mm
        return (x1 - x0, y1 - y0, z1 - z0)

    def mass_g(self, density_g_cm3: float) -> Mass:
        """The mass for one density in g/cm3; never from an open mesh."""
        if not 0 < density_g_cm3 < 100:
            return Mass(None, "The density is not a usable number in g/cm3.", self.source, self.accuracy)
        if self.volume_mm3 is None:
            gaps = [part.name or "without a name" for part in self.parts if not part.closed]
            named = ", ".join(gaps[:5])
            reason = f"{len(gaps)} of {len(self.parts)} shapes are not closed ({named}): no volume."
            return Mass(None, reason, self.source, self.accuracy)
        grams = float(f"{self.volume_mm3 / 1000 * density_g_cm3:.7g}")  # as many digits as the volume has
        return Mass(grams, "", self.source, self.accuracy)
