"""Who is thanked and paid."""
