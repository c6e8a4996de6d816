"""Every sentence of the scan page, by the key that its scripts know it by.

They are handed in with the page, so that they are there without network. One with plural forms
goes by its fact `number`.
"""

from __future__ import annotations

from collections.abc import Mapping

from stockroom.speech import mark as _
from stockroom.speech import mark_many as ngettext

VERBS: Mapping[str, str] = {
    "take_in": _("Take in"),
    "sort": _("Sort"),
    "inspect": _("Inspect"),
    "put_away": _("Put away"),
    "move": _("Move"),
    "pick": _("Pick"),
    "pack": _("Pack"),
    "count": _("Count"),
    "load": _("Load"),
    "find": _("Find"),
}
WAYS: Mapping[str, str] = {
    "from": _("From"),
    "to": _("To"),
    "at": _("At"),
    "source_take_in": _("The donor"),
    "source_sort": _("Bags"),
    "source_inspect": _("Scan a thing, look at it, and say what becomes of it."),
    "source_put_away": _("Inbound"),
    "source_move": _("Where it lies"),
    "source_pick": _("The shelf"),
    "source_pack": _("The packing bench"),
    "source_count": "",
    "source_load": _("The packing bench"),
    "source_find": _("Scan anything: see what it is and where it lies."),
    "target_take_in": _("Inbound"),
    "target_sort": _("Scan a box"),
    "target_put_away": _("Scan a bin"),
    "target_move": _("Scan a place"),
    "target_pick": _("The packing bench"),
    "target_pack": _("Scan a box"),
    "target_count": _("Scan a place"),
    "target_load": _("Scan a van"),
    "another_place": _("Another place"),
    "change": _("Change"),
    "ask_how_many": _("Ask me how many"),
    "seal": _("Seal this box"),
}
PAGE: Mapping[str, str] = {
    "home": _("Home"),
    "cards": _("Cards for scanning"),
    "scanning": _("Scanning"),
    "mute": _("Mute"),
    "back": _("Back"),
    "what_will_you_do": _("What will you do?"),
    "what_the_next_scan_does": _("What the next scan does"),
    "what_you_did": _("What you did"),
    "nothing_yet": _("Nothing yet."),
    "needs_you": _("Needs you"),
    "take_off": _("Take it off the list"),
    "undo": _("Undo"),
    "try_again": _("Try again"),
    "write_on_it": _("Write on it: lot {number}"),
    "fewer": _("One fewer"),
    "more": _("One more"),
    "in_hand": _("In hand"),
    "open_its_page": _("Open its page"),
    "nothing_there": _("Nothing is there."),
    "camera": _("Camera"),
    "torch": _("Torch"),
    "other_camera": _("The other camera"),
    "stop_camera": _("Stop the camera"),
    "start_scanning": _("Start scanning"),
    "start_again": _("Start the camera again"),
    "photo_of_label": _("Take a photo of the label"),
    "type_code": _("Type a code or number"),
    "enter": _("Enter"),
    "camera_no-camera": _(
        "No camera can be used here. Type the code, use a USB scanner or a photo."
    ),
    "camera_refused": _(
        "The camera was refused. Allow it in the browser's settings, or take a photo."
    ),
    "camera_in-use": _("Another app has the camera. Close that app, and start again."),
    "may_forget": _("This browser may clear what waits here when it needs room. Send soon."),
    "new_version": _("A newer version is ready."),
    "renew": _("Change over now"),
}
STATES: Mapping[str, str] = {
    "state_saved": _("Saved here"),
    "state_sent": _("Sent, not answered yet"),
    "state_recorded": _("Recorded"),
    "state_held": _("Held for a coordinator"),
    "state_refused": _("Needs you"),
    "state_parked": _("Waits for the one above"),
    "all_sent": _("All sent"),
    "no_network": _("No network"),
    "send_now": _("Send now"),
}
ASKED: Mapping[str, str] = {
    "never_mind": _("Never mind"),
    "from_where": _("It lies in several places. From which do you take it?"),
    "for_whom": _("For whom is it?"),
    "list_number": _("list {number}"),
    "how_many": _("How many?"),
    "these": _("These"),
    "which_run": _("Which run?"),
    "look_at_it": _("Look at it closely"),
    "all_yes": _("All of it is so: accept"),
    "no_word": _("No"),
    "outcome_word_accept": _("Accept"),
    "outcome_word_quarantine": _("Quarantine"),
    "outcome_word_redirect": _("Redirect"),
    "outcome_word_recycle": _("Recycle"),
    "outcome_word_destroy": _("Destroy"),
    "is_on_hold": _("It is on hold: set it aside and tell a coordinator."),
    "what_went_in": _("What went in?"),
    "bags_emptied": _("Bags emptied"),
    "pieces_in_box": _("Pieces in the box"),
    "it_is_a_guess": _("It is a guess"),
    "write_it_down": _("Write it down"),
    "what_is_it": _("What is it?"),
    "barcode_is_new": _("Barcode {barcode} is new here. Say once what it is: then it is known."),
    "for_label": _("For label {code}"),
    "product": _("Product"),
    "size": _("Size"),
    "fits": _("Girl or boy"),
    "season": _("Season"),
    "condition": _("Condition"),
    "no_such_product": _("Choose one of the products in the list."),
    "that_is_it": _("That is it"),
}
IN_HAND: Mapping[str, str] = {
    "same_again": _("The next label means the same again"),
    "scan_its_label": _("Now scan the label that you put on it."),
    "barcode_or_say": _("Scan its barcode, or say what it is."),
    "say_what_it_is": _("Say what it is"),
    "something_else": _("Something else"),
    "without_label": _("Without a label"),
    "scan_what_is_here": _("Scan everything that is here."),
    "leave_out": _("Leave it out"),
    "not_scanned_why": _("What nobody looked at stays as it is. Say what is gone."),
    "it_is_gone": _("It is gone"),
    "count_is_done": _("The count is done"),
    "for_facility": _("for {facility}"),
    "wanted": _("Wanted"),
    "want": _("{number} for {facility}"),
    "want_size": _("size {size}"),
    "urgency_tonight": _("tonight"),
    "inspect_first": _("Once it is inspected and accepted, it can go straight to the bench."),
    "for_somebody_else": _("For somebody else"),
}
PEOPLE: Mapping[str, str] = {
    "who_are_you": _("Who are you?"),
    "whose_turn": _("Whose turn is it?"),
    "has_the_device": _("has this device now"),
    "has_no_pin": _("has no PIN here yet"),
    "its_me": _("It is me"),
    "pin": _("PIN"),
    "pin_digits": _("{number} to {most} digits"),
    "choose_pin": _("Choose a PIN, to take turns without network"),
    "change_pin": _("Change my PIN"),
    "why_pin": _("It says whose turn it is on this device, and protects nothing else."),
    "keep_pin": _("Keep it"),
    "wrong_pin": _("That is not the PIN."),
    "sign_in": _("Sign in"),
    "another_person": _("Somebody new here signs in once, with the network, on this device."),
}
TOLD: Mapping[str, str] = {
    "verb_set": _("{verb}. Now scan."),
    "to_place": _("{place}. Now scan the things."),
    "counting": _("Counting {place}. Scan what is there."),
    "now_its_place": _("Now scan the place that it goes to."),
    "now_its_box": _("Now scan the box that it goes into."),
    "now_its_label": _("{product}. Now scan its label."),
    "new_barcode": _("That barcode is new here. What is it?"),
    "here_it_is": _("{product}"),
    "here_is_place": _("{place}"),
    "moved_box": _("{box} to {place}"),
    "moved_new": _("{code} to {place}"),
    "sealed": _("{box} sealed for {facility}"),
    "loaded_box": _("{box} loaded"),
    "undone": _("Undone: {act}"),
    "outcome_accept": _("{product}: accepted"),
    "outcome_quarantine": _("{product}: to quarantine"),
    "outcome_redirect": _("{product}: redirected"),
    "outcome_recycle": _("{product}: recycled"),
    "outcome_destroy": _("{product}: destroyed"),
    "scanned_already": _("Scanned already."),
    "counted_already": _("Counted already."),
    "lies_there": _("It lies in {place} already."),
}
NOT_DONE: Mapping[str, str] = {
    "unknown_text": _("{text} is no label, number or barcode that we know."),
    "not_known_here": _("This device does not know that label yet."),
    "barcode_not_known": _("Nothing with that barcode has come in yet."),
    "goods_have_no_label": _("That is a shop's barcode. Scan our label instead."),
    "scan_the_goods": _("That is a place. Scan the goods."),
    "label_is_taken": _("That label is on {product} already. Take another."),
    "inbound_only": _("What comes in goes to inbound. Choose Put away for shelves."),
    "not_a_shelf": _("Nothing is put in {place} like that."),
    "not_a_box": _("{place} is not a box."),
    "not_one_facility": _("{box} does not hold goods for one facility alone."),
    "promised_to_nobody": _("{product} is promised to nobody here."),
    "on_hold": _("{product} is on hold. Set it aside and tell a coordinator."),
    "no_open_run": _("No run is open. Ask a coordinator."),
    "no_run_of_van": _("No open run goes with {place}."),
    "place_first": _("Scan the place first."),
    "count_is_open": _("Finish counting {place} first."),
    "nothing_counted": _("Nothing has been counted in {place} yet."),
    "nothing_in_photo": _("No code can be read in that photo. Go closer, with more light."),
    "photo_refused": _("That photo cannot be read. {why}"),
    "not_saved": _(
        "Not done: this device has no room to write it down. Free some, and scan again."
    ),
    "went_wrong": _("That went wrong: {what}"),
}
COUNTED: Mapping[str, tuple[str, str]] = {
    "pieces": ngettext("{number} piece", "{number} pieces"),
    "saved_here": ngettext("{number} saved here", "{number} saved here"),
    "sign_in_to_send": ngettext("Sign in to send {number}", "Sign in to send {number}"),
    "promised_from": ngettext("{number} piece in {place}", "{number} pieces in {place}"),
    "there_are": ngettext("There is {number} piece.", "There are {number} pieces."),
    "not_scanned": ngettext("{number} not scanned", "{number} not scanned"),
    "pieces_each": ngettext("Pieces under each label", "Pieces under each label"),
    "packs_each": ngettext(
        "Packs of {number} under each label", "Packs of {number} under each label"
    ),
    "moved_lot": ngettext(
        "{product} to {place}, {number} piece", "{product} to {place}, {number} pieces"
    ),
    "taken_in": ngettext(
        "{product}: {number} piece taken in", "{product}: {number} pieces taken in"
    ),
    "picked": ngettext(
        "{product}: {number} piece for {facility}", "{product}: {number} pieces for {facility}"
    ),
    "straight_to_bench": ngettext(
        "Straight to the bench for {facility}", "{number} straight to the bench for {facility}"
    ),
    "sent_to_bench": ngettext(
        "{product}: {number} piece to the bench for {facility}",
        "{product}: {number} pieces to the bench for {facility}",
    ),
    "packed": ngettext(
        "{product}: {number} piece for {facility} into {box}",
        "{product}: {number} pieces for {facility} into {box}",
    ),
    "loaded_lot": ngettext(
        "{product}: {number} piece loaded for {facility}",
        "{product}: {number} pieces loaded for {facility}",
    ),
    "sorted": ngettext("{number} piece sorted into {box}", "{number} pieces sorted into {box}"),
    "seen": ngettext("{product}: {number} piece", "{product}: {number} pieces"),
    "count_told": ngettext("{place} counted, {number} lot", "{place} counted, {number} lots"),
}
