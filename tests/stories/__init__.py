"""Stories: whole roads through the desk, over HTTP, with the messengers simulated."""
