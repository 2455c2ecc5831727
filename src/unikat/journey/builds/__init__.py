"""Workshop, bay, days, crew, plan, guide, sign-off."""
