"""The bell, with a lane for what needs you."""
