"""How much one file may cost."""

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Ceilings for one file: bytes, seconds and counts, each for one run of the confined child."""

    input_bytes: int = 128 * MEGABYTE
    memory_bytes: int = 1024 * MEGABYTE
    """Address space, which is mostly mapped libraries; the memory really used is far lower."""
    cpu_seconds: int = 60
    wall_seconds: float = 120.0
    output_bytes: int = 128 * MEGABYTE
    instances: int = 50_000
    triangles: int = 1_000_000
    """Triangles drawn, each instance counted."""
    pixels: int = 40_000_000
