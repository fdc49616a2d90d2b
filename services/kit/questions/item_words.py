"""What is said while things and their numbers are gathered."""

from collections.abc import Sequence

from services.kit.text import Rendered, Text, _


def how_many(item: Rendered, most: int) -> Text:
    """Ask how many of one thing."""
    if most == 0:
        return _("There is no {item} to be had at the moment. Please choose another.", item=item)
    return _("{item}: how many? There are {most} in all. Please type a number.",
             item=item, most=most)  # fmt: skip


def so_far(gathered: Rendered) -> Text:
    """Say what was chosen and ask for more."""
    return _("Chosen: {items}. Press another one, or press Go on.", items=gathered)


def example(items: Sequence[Rendered]) -> Text:
    """Show how to answer with what there is."""
    if not items:
        return _("There is nothing to choose at the moment. Please call the office.")
    return _("Please say what and how many, for example: {item} 2.", item=items[0])
