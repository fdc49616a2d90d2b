"""Lending property of the office: who holds what on which day, so that nothing is lent twice."""
