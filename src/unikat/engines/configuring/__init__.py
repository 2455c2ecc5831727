"""Option rules in, a valid, explained and unique choice out.

`compile_model(model) -> Edition`, then for any choices `edition.state`, `explain`, `ways_out`, `conflict`, `complete` and
`nearest_free`; `findings(model)` before a release; `fingerprint(codes)` for what exists once.

`compile_features(feature_model) -> FeatureEdition` does the same for rule files of other tools, which `languages` reads.
"""

from unikat.engines.configuring.checking import Finding, findings
from unikat.engines.configuring.completing import Change, Completion
from unikat.engines.configuring.edition import Edition, compile_model
from unikat.engines.configuring.explaining import Explanation, WayOut
from unikat.engines.configuring.expressions import Expression, ExpressionError, parse
from unikat.engines.configuring.feature_edition import (
    Domains,
    FeatureEdition,
    Session,
    compile_features,
    open_edition,
)
from unikat.engines.configuring.feature_reasons import Reasons
from unikat.engines.configuring.features import FeatureModel
from unikat.engines.configuring.fingerprint import fingerprint
from unikat.engines.configuring.model import Group, Model, ModelError, Option, Rule
from unikat.engines.configuring.satisfying import TooHardError
from unikat.engines.configuring.state import OptionState, Reason, State, Status

__all__ = [
    "Change",
    "Completion",
    "Domains",
    "Edition",
    "Explanation",
    "Expression",
    "ExpressionError",
    "FeatureEdition",
    "FeatureModel",
    "Finding",
    "Group",
    "Model",
    "ModelError",
    "Option",
    "OptionState",
    "Reason",
    "Reasons",
    "Rule",
    "Session",
    "State",
    "Status",
    "TooHardError",
    "WayOut",
    "compile_features",
    "compile_model",
    "findings",
    "fingerprint",
    "open_edition",
    "parse",
]
