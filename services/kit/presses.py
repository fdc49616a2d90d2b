"""The values of our buttons: short, readable, within the 64 bytes Telegram allows."""

LONGEST_VALUE = 64

MENU = "menu"  # menu, menu:group for its services, menu:group:2 for a further page
HELP = "help"
TRACK = "track"
CONTACT = "contact"
CONTINUE = "continue"
LANGUAGE = "language"  # language:en
WEB = "web"  # the form that is open, on a page
BEGIN = "begin"  # begin:service-key; begin:service-key:new leaves an open form behind

ANSWER = "a"  # a:draft:field:value
SKIP = "skip"  # skip:draft:field, or skip:reference for words about a case
BACK = "back"  # back:draft:field
CHANGE = "change"  # change:draft to choose which, change:draft:field, change:draft:field:value
REVIEW = "review"  # review:draft
SEND = "send"  # send:draft
CANCEL = "cancel"  # cancel:draft, or cancel:reference for words about a case
RESTART = "restart"  # restart:draft, then restart:draft:new where answers would be lost

CASE = "case"  # case:reference
WRITE = "write"  # write:reference
WITHDRAW = "withdraw"  # withdraw:reference, then withdraw:reference:yes; withdraw:reference:number
RATE = "rate"  # rate:reference:5
DISPUTE = "dispute"  # dispute:reference
PAY = "pay"  # pay:reference shows what is due next
NEWS = "news"  # news:yes, news:no, news:stop, news:topics:water, news:village:2, news:urgent:off
STOP_NEWS = "news:stop"  # below every announcement
SLIP = "slip"  # slip:reference awaits the picture of a transfer
DATA = "data"  # data:copy, data:erase: what a resident asks about their own data
TALK = "talk"  # talk:reference goes on with a talk, talk:reference:end leaves it

# s:menu, s:mine and other lists of staff in their own chat
STAFF = "s"  # s:action:reference, s:reject:reference:2, s:finish:reference:words, s:leave:reference
SIGN_IN = "sign-in"  # typed by staff in their own chat
LINE = "q"  # staff at the counters: q, q:next:line:counter, q:done:ticket, q:on:ticket:line


def press(verb: str, *arguments: str) -> str:
    """Join a verb and its arguments. None of them may hold a colon."""
    return ":".join((verb, *arguments))


def read_press(value: str) -> list[str]:
    """Split a value into its verb and arguments."""
    return value.split(":")
