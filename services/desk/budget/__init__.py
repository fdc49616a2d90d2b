"""The month's messages: what each kind may use of them, and what waits when they are used up."""
