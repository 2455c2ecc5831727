"""Densities of materials that a list names without an alloy or a grade: usual values in kg/m3, each an assumption."""

#: Rounded handbook values: wrought aluminium 2,640-2,810, unalloyed steel 7,830-7,870, stainless 7,700-8,000.
DENSITIES = {
    "aluminium": 2700,
    "steel": 7850,
    "stainless steel": 7900,
    "brass": 8500,
    "copper": 8960,
    "titanium": 4500,
    "abs": 1050,
    "pla": 1240,
    "petg": 1270,
    "nylon": 1140,
    "pom": 1410,
}
_OTHER_WORDS = {
    "aluminum": "aluminium",
    "alu": "aluminium",
    "stahl": "steel",
    "edelstahl": "stainless steel",
    "messing": "brass",
    "kupfer": "copper",
    "titan": "titanium",
    "polyamid": "nylon",
    "pa": "nylon",
    "delrin": "pom",
}


def density_of(material: str) -> int | None:
    """The usual density in kg/m3 of a material by its plain name, or None for anything more particular."""
    word = " ".join(material.casefold().split())
    return DENSITIES.get(_OTHER_WORDS.get(word, word))
