"""What pages call the ways of a handover, what proves it, who received and who counted."""

from __future__ import annotations

from collections.abc import Mapping

from stockroom.papers.words import RECEIVERS
from stockroom.speech import mark as _

WAYS = {
    "run": _("by a run of ours"),
    "collected": _("collected at our door"),
    "taxi": _("by taxi"),
    "volunteer": _("in a volunteer's car"),
    "post": _("by post"),
}
PROOFS = {
    "paper": _("signed paper"),
    "signature": _("signature on the phone"),
    "photo": _("photo of the goods"),
    "pin": _("PIN"),
    "scan": _("code scanned"),
}
PROOF_LEVELS = {
    "required": _("needed"),
    "asked": _("asked for"),
    "optional": _("if they like"),
    "forbidden": _("forbidden"),
}
PROOF_PROFILES = {
    "standard": _("standard"),
    "gate": _("gate"),
    "refuge": _("refuge"),
    "own": _("as set below"),
}
PROOF_PROFILE_HINTS = {
    "standard": _("photo and signature asked for"),
    "gate": _("phones stay outside, paper only"),
    "refuge": _("paper, and no picture of anything"),
    "own": _("each proof by itself"),
}
NOTICES = {
    "tomorrow": _("that we come"),
    "changed": _("that the hour has changed"),
    "called_off": _("that we do not come"),
    "handed_over": _("that something was handed over"),
}
CONFIRMED_BY = {
    "facility": _("confirmed by the facility"),
    "paper_code": _("confirmed by the code on the paper"),
    "telephone": _("confirmed by telephone"),
    "silence": _("confirmed by fourteen days of silence"),
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "receiver": RECEIVERS,
    "way": WAYS,
    "proof": PROOFS,
    "proof_level": PROOF_LEVELS,
    "proof_profile": PROOF_PROFILES,
    "proof_profile_hint": PROOF_PROFILE_HINTS,
    "confirmed_by": CONFIRMED_BY,
    "notice": NOTICES,
}
