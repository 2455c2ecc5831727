"""The words behind numbers, units, negations and opposites, German and English.

They are written as people write them and folded as texts are (see `folding`); "don't" has no apostrophe.
"""

from fractions import Fraction

from .folding import fold


def _words(listed: str) -> frozenset[str]:
    return frozenset(fold(word) for word in listed.split())


# unit -> (dimension, how many base units it is)
UNITS: dict[str, tuple[str, Fraction]] = {
    fold(name): (dimension, Fraction(factor))
    for dimension, sizes in {
        "length": {
            "mm millimeter millimetre millimetres millimeters": "1/1000",
            "cm zentimeter centimeter centimetre centimetres centimeters": "1/100",
            "m meter metern metre metres meters": "1",
            "km kilometer kilometern kilometre kilometres kilometers": "1000",
            "zoll inch inches": "254/10000",
        },
        "mass": {
            "g gramm gram grams": "1/1000",
            "kg kilo kilos kilogramm kilogram kilograms": "1",
            "t tonne tonnen tonnes ton tons": "1000",
        },
        "power": {
            "w watt watts": "1",
            "kw kilowatt kilowatts": "1000",
            "ps": "73549875/100000",
            "hp": "7457/10",
        },
        "energy": {"wh wattstunden": "1", "kwh kilowattstunden": "1000"},
        "voltage": {"v volt volts": "1", "kv": "1000"},
        "current": {"a ampere amps amp": "1"},
        "torque": {"nm newtonmeter": "1"},
        "force": {"n newton": "1", "kn kilonewton": "1000"},
        "volume": {"l liter litern litre litres liters": "1", "ml": "1/1000"},
        "time": {
            "s sekunde sekunden second seconds": "1",
            "min minute minuten minutes": "60",
            "h stunde stunden hour hours": "3600",
            "tag tage tagen day days": "86400",
            "woche wochen week weeks": "604800",
        },
        "speed": {"km/h kmh": "1", "mph": "1609344/1000000"},
        "money": {"€ eur euro euros": "1", "ct cent cents": "1/100"},
        "dollars": {"$ usd dollar dollars": "1"},
        "share": {"% prozent percent": "1"},
        "angle": {"° grad degree degrees": "1"},
    }.items()
    for names, factor in sizes.items()
    for name in names.split()
}

NUMBER_WORDS = {
    fold(word): number
    for number, words in enumerate(
        [
            "zwei two",
            "drei three",
            "vier four",
            "fünf five",
            "sechs six",
            "sieben seven",
            "acht eight",
            "neun nine",
            "zehn ten",
            "elf eleven",
            "zwölf twelve",
        ],
        start=2,
    )
    for word in words.split()
}
# "Viersitzer", "zweitürig", "Dreirad": a number at the start of such a word counts
COUNTED = ("sitz", "tur", "rad", "zylind", "gang")

# These deny what follows; NEGATIONS_OF_VERBS may also deny what stands before ("rostet nicht").
NEGATIONS_OF_NOUNS = _words(
    "kein keine keinen keinem keiner keines keins ohne weder statt anstatt no without none neither nor "
    "instead rather"
)
NEGATIONS_OF_VERBS = _words(
    "nicht nie niemals not never cannot cant dont doesnt wont isnt arent shouldnt mustnt wouldnt"
)
NEGATIONS = NEGATIONS_OF_NOUNS | NEGATIONS_OF_VERBS
# Words that no negation is about.
EMPTY = NEGATIONS | _words(
    "aber als auch auf aus bei das dass dem den der des die ein eine einem einen einer eines für ich ihr "
    "ist man mehr mein mich mir mit nach nur oder per selber selbst sich sie sind soll sollen sollte und "
    "uns von vom was wenn wie wird wir zum zur darf muss kann and any are can could for from have its "
    "like more must not please shall should that the them they this too want will with would you your"
)

# Two sides of one question each; a star stands for any ending, without it only endings of inflection count.
OPPOSITES: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (_words(left), _words(right))
    for left, right in (
        ("mehr more", "weniger less fewer"),
        ("groß big bigger large larger", "klein small smaller"),
        ("hoch* höher hohe high higher raise raised", "tief* niedrig* low lower lowered"),
        ("lang long longer", "kurz short shorter"),
        ("breit wide wider", "schmal narrow narrower"),
        ("dick thick thicker", "dünn thin thinner"),
        ("schnell fast faster", "langsam slow slower"),
        ("leicht light lighter", "schwer heavy heavier"),
        ("laut loud louder", "leise quiet quieter silent"),
        ("hell bright brighter", "dunkel dunkl* dark darker"),
        ("warm heiß beheiz* heiz* hot heated heating", "kalt kühl* belüft* cold cool cooled ventilat*"),
        ("weich soft softer", "hart hard harder"),
        ("billig günstig cheap cheaper", "teuer teur* expensive"),
        ("neu new", "alt gebraucht old used"),
        ("offen* open", "geschlossen* closed"),
        ("vorn vorne vorder* front", "hinten hinter* rück* rear back"),
        ("innen* inside interior", "außen* outside exterior"),
        ("links linke left", "rechts rechte"),
        ("oben ober* top upper", "unten unter* bottom underneath"),
        (
            "erlaub* zulass* zugelassen allow* permit*",
            "verbiet* verbot* untersag* forbid* ban banned prohibit*",
        ),
        ("abnehm* lösbar detach* removable", "fest starr fixed permanent*"),
        ("drahtlos* kabellos* wireless*", "kabelgebunden* wired"),
        ("automat*", "manuell* handbetrieb* manual*"),
        ("elektrisch elektro* electric*", "verbrenn* diesel benzin* petrol gasoline combustion"),
        ("sommer* summer", "winter*"),
    )
)
ENDINGS = frozenset(
    f"{degree}{case}"
    for degree in ("", "er", "st", "est")
    for case in ("", "e", "en", "er", "es", "em", "n", "r", "s", "m")
)
