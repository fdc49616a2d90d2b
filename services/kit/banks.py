"""Banks of Thailand, by the three digits other banks know them by."""

from collections.abc import Mapping, Sequence

from services.kit.text import Text, _

BANKS: Mapping[str, Text] = {
    "034": _("BAAC"),
    "006": _("Krungthai Bank"),
    "030": _("GSB"),
    "004": _("Kasikornbank"),
    "014": _("SCB"),
    "002": _("Bangkok Bank"),
    "025": _("Krungsri"),
    "011": _("ttb"),
    "033": _("GH Bank"),
    "066": _("Islamic Bank"),
    "022": _("CIMB Thai"),
    "024": _("UOB"),
    "067": _("TISCO"),
    "069": _("Kiatnakin Phatra"),
    "073": _("LH Bank"),
}
"""Code to short name, the banks of the countryside first. The codes are those of the clearing
house; the office checks the account before money is sent to it."""

BANK_WORDS: Mapping[str, Sequence[str]] = {
    "034": ("ธกส", "ธ.ก.ส", "การเกษตร", "baac"),
    "006": ("กรุงไทย", "krungthai", "krung thai", "ktb"),
    "030": ("ออมสิน", "gsb", "government savings"),
    "004": ("กสิกร", "กสิกรไทย", "kasikorn", "kbank"),
    "014": ("ไทยพาณิชย์", "scb", "siam commercial"),
    "002": ("กรุงเทพ", "bangkok bank", "bbl"),
    "025": ("กรุงศรี", "อยุธยา", "krungsri", "ayudhya", "bay"),
    "011": ("ทหารไทย", "ธนชาต", "ทีทีบี", "ttb", "tmb"),
    "033": ("อาคารสงเคราะห์", "ธอส", "ธ.อ.ส", "gh bank", "ghb"),
    "066": ("อิสลาม", "islamic", "ibank"),
    "022": ("ซีไอเอ็มบี", "cimb"),
    "024": ("ยูโอบี", "uob"),
    "067": ("ทิสโก้", "tisco"),
    "069": ("เกียรตินาคิน", "ภัทร", "kiatnakin", "kkp"),
    "073": ("แลนด์ แอนด์ เฮ้าส์", "แลนด์แอนด์เฮ้าส์", "land and houses", "lh bank"),
}
"""Words that name a bank, as people type them."""
