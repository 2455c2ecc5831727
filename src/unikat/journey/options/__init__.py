"""Option groups, rules, editions and their release."""
