"""Choose until the car is unique; reserve it."""
