"""Who opens a page inside LINE or Telegram: told by the messenger, proved to the desk."""

from web.identity.door import routes
from web.identity.session import Identity, identity_of, require_same_person

__all__ = ["Identity", "identity_of", "require_same_person", "routes"]
