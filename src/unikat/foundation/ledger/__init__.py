"""Who did what, and what came from what (the red thread); the register of things."""
