"""The pages of the confidential channel: an application of its own beside the desk's."""
