"""The kinds of question a service may ask, one file each."""

from services.kit.questions.choice import Choice
from services.kit.questions.count import Count
from services.kit.questions.house import House
from services.kit.questions.phone import Phone
from services.kit.questions.photo import Photo
from services.kit.questions.place import Place
from services.kit.questions.words import Line, Paragraph

__all__ = ["Choice", "Count", "House", "Line", "Paragraph", "Phone", "Photo", "Place"]
