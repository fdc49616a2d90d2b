"""The ways to sign in: a link sent to the own chat, a passkey, a password with a code."""
