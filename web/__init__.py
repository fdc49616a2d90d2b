"""The web side of the desk: pages for residents, the console for staff, webhooks, commands."""
