"""One app per stage, in the order in which a car is born."""
