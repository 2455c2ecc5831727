"""Bays, days, people and steps become a build plan, or the reason why there is none."""

from .models import Day, Person, Plan, Reason, Refusal, Row, Step
from .scheduling import plan, steps_of_car

__all__ = ["Day", "Person", "Plan", "Reason", "Refusal", "Row", "Step", "plan", "steps_of_car"]
