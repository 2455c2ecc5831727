"""One open vehicle: brief, licence, team and roles, phases, published rules."""
