"""Accounts, sign-in, trust tiers, the cast."""
