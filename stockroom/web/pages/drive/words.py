"""Every sentence of the driver's page, by the key that its scripts know it by.

Those that it shares with the scan page are that page's own. One with plural forms goes by its fact
`number`.
"""

from __future__ import annotations

from collections.abc import Mapping

from stockroom.speech import mark as _
from stockroom.speech import mark_many as ngettext
from stockroom.web.pages.scan import words as scanning

SCREENS: Mapping[str, str] = {
    "d_driving": _("Driving"),
    "d_the_run": _("The run"),
    "d_other_run": _("Another run"),
    "d_no_run": _("No run of yours is open. Ask a coordinator."),
    "d_nothing_fetched": _(
        "Your run has not been fetched to this phone yet. Open this page once with the network."
    ),
    "d_load_the_van": _("Load the van"),
    "d_load_more": _("Load something more"),
    "d_bring_back": _("Bring something back"),
    "d_addresses": _("Addresses, with the network"),
    "d_to_stop": _("On to {stop}"),
    "d_end_of_run": _("End of the run"),
    "d_run_is_closed": _("This run is closed. Thank you, and drive home well."),
    "d_handed_over_here": _("Handed over"),
    "d_left_here": _("Left"),
    "d_kind_facility": _("Nothing aboard for them"),
    "d_kind_site": _("A site of ours"),
    "d_kind_donor": _("A donor"),
    "d_donor": _("Donor, stop {nth}"),
    "d_stop": _("Stop {nth}"),
    "d_not_today_because": _("Not today: {why}"),
    "d_all_aboard": _("Everything is aboard."),
    "d_tap_to_load": _("Scan it, or tap it once it is aboard"),
    "d_stays_here": _("This stays here"),
    "d_we_are_leaving": _("We are leaving"),
    "d_leave_anyway": _("Leave without it"),
    "d_no_such_stop": _("This stop is no longer on the run."),
    "d_we_are_there": _("We are there"),
    "d_we_are_there_after_all": _("We are there after all"),
    "d_we_leave_here": _("We leave here"),
    "d_hand_over": _("Hand over"),
    "d_back_with_sheet": _("I am back with the signed sheet"),
    "d_all_told": _("Everything here is written down."),
    "d_to_fetch": _("To fetch here:"),
    "d_about": _("{kg} kg · {litres} l"),
    "d_bags": _("Bags or boxes of clothes"),
    "d_a_thing": _("Something else, by its name"),
    "d_label_first": _("If you have blank labels, stick one on and scan it first."),
    "d_kilograms": _("Kilograms in all, if it was weighed"),
    "d_is_aboard": _("It is on the van"),
    "d_fetched_here": _("Fetched here"),
    "d_nothing_there": _("Nothing there today"),
    "d_not_in_the_books": _("Something that is not in the books yet"),
    "d_all_unloaded_here": _("Everything for here is off the van."),
    "d_tap_to_unload": _("For here: scan it, or tap it once it is off the van"),
    "d_unload_all": _("All of this is off the van"),
    "d_tap_to_fetch": _("To take along: scan it, or tap it once it is aboard"),
    "d_stays_at_site": _("Tap what stays here all the same"),
    "d_leave_with_it": _("Leave all the same"),
    "d_stop_is_over": _("You have left this stop."),
    "d_for_them": _("For them"),
    "d_not_today": _("Not today"),
    "d_why_not_today": _("Why not today?"),
    "d_goods_stay_aboard": _("The goods stay aboard and come back with you."),
    "d_window": _("Window"),
    "d_expected": _("Expected"),
    "d_takes": _("Takes"),
    "d_ask_for": _("Ask for"),
    "d_sheet": _("Gate sheet"),
    "d_meeting_point": _(
        "They meet you away from the house. Have the office call ahead; do not drive to it."
    ),
    "d_phone_outside": _("Leave this phone in the van."),
    "d_phone_in_vehicle": _("This phone may not leave the van there."),
    "d_take_sheet": _("Take gate sheet {sheet} and a pen, have it signed, and come back here."),
    "d_take_paper": _("Take the gate sheet and a pen, have it signed, and come back here."),
}
HANDING: Mapping[str, str] = {
    "d_everything": _("Everything was accepted"),
    "d_or_not_all": _("Or not all of it"),
    "d_some_wrong": _("Some of it was not"),
    "d_some_wrong_more": _("Line by line: how many, and why. All else was accepted."),
    "d_took_nothing": _("They took nothing"),
    "d_took_nothing_more": _("One reason for all of it."),
    "d_why_nothing": _("Why did they take nothing?"),
    "d_sheet_is_scanned": _("The gate sheet is read."),
    "d_scan_the_sheet": _("Scan the sheet, or type its number"),
    "d_who_received": _("Who received it?"),
    "d_role_only": _("Only the role. Nobody's name is written down."),
    "d_what_was_wrong": _("What was not accepted?"),
    "d_rest_accepted": _("Open only those lines. All others count as accepted."),
    "d_not_all": _("Not all"),
    "d_refused_number": _("Refused"),
    "d_missing_number": _("Missing"),
    "d_all_well": _("All accepted after all"),
    "d_why": _("Why"),
    "d_choose_why": _("Choose the reason"),
    "d_say_why": _("Say why it was refused."),
    "d_go_on": _("Go on"),
    "d_more_proof": _("More proof, if you like"),
    "d_proof_missing": _(
        "Still missing: {what}. You can write it down all the same; the office will ask."
    ),
    "d_write_down": _("Write down the handover"),
    "d_proof_paper": _("The signed sheet"),
    "d_proof_signature": _("Signature"),
    "d_proof_photo": _("Photo of the goods"),
    "d_proof_pin": _("Their PIN"),
    "d_proof_scan": _("A scanned code"),
    "d_level_required": _("needed"),
    "d_level_asked": _("wanted"),
    "d_receipt": _("Number on the sheet, seven digits"),
    "d_wrong_receipt": _("A digit is wrong, or two are swapped. Look at the sheet again."),
    "d_sheet_signed": _("Sheet {sheet} is signed"),
    "d_photo_paper": _("Photograph the signed sheet"),
    "d_photo_goods": _("Photograph the goods, nobody in the picture"),
    "d_kept_paper": _("The sheet is photographed."),
    "d_kept_photo": _("The photo is kept here."),
    "d_kept_signature": _("The signature is kept here."),
    "d_kept_scan": _("A code was scanned."),
    "d_scan_one": _("Scan a parcel or the gate sheet."),
    "d_take_away": _("Take it away"),
    "d_their_pin": _("The PIN that they tell you"),
    "d_pin_not_kept": _("It is not kept on this phone. Keep this page open until it is sent."),
    "d_sign_here": _("Sign here with a finger"),
    "d_sign_how": _("They sign with a finger. A mark is enough; no name is needed."),
    "d_sign_again": _("Sign again"),
    "d_keep_signature": _("Keep the signature"),
    "d_clear": _("Clear"),
}
END: Mapping[str, str] = {
    "d_van_is_empty": _("Nothing is left on the van."),
    "d_tap_to_bring_back": _("Brought back: scan it, or tap it"),
    "d_empty_boxes": _("Empty boxes, if they came back"),
    "d_empty_box": _("Empty"),
    "d_was_refused": _("Refused: {why}"),
    "d_cannot_find_it": _(
        "Something cannot be found? Tell the office: the run stays open until it is settled."
    ),
    "d_close_the_run": _("Close the run"),
    "d_sum_handed": _("Handed over"),
    "d_sum_refused": _("Refused"),
    "d_sum_missing": _("Missing"),
    "d_sum_back": _("Brought back"),
    "not_saved": _(
        "Not done: this phone has no room to write it down. Free some, and do it again."
    ),
}
KINDS: Mapping[str, str] = {
    "d_role_nurse": _("nurse"),
    "d_role_officer": _("officer"),
    "d_role_social_worker": _("social worker"),
    "d_role_house_manager": _("house manager"),
    "d_role_night_desk": _("night desk"),
    "d_role_other": _("somebody else"),
    "d_off_closed": _("the place was closed"),
    "d_off_locked_down": _("the place was locked down"),
    "d_off_not_today": _("they asked for another day"),
    "d_off_no_one_there": _("nobody was there"),
    "d_off_nothing_there": _("there was nothing to fetch"),
    "d_off_road_blocked": _("the road was blocked"),
    "d_off_other": _("another reason"),
    "d_colour_green": _("green"),
    "d_colour_blue": _("blue"),
    "d_colour_orange": _("orange"),
    "d_colour_purple": _("purple"),
    "d_colour_red": _("red"),
    "d_colour_yellow": _("yellow"),
    "d_colour_brown": _("brown"),
    "d_colour_black": _("black"),
    "d_where_behind": _("still to be loaded"),
    "d_where_aboard": _("aboard"),
    "d_where_gone": _("handed over"),
    "d_where_back": _("brought back"),
}
TOLD: Mapping[str, str] = {
    "d_loaded": _("{thing} loaded"),
    "d_departed": _("{place} has left"),
    "d_arrived": _("Arrived at {stop}"),
    "d_left": _("Left {stop}"),
    "d_called_off": _("{stop}: not today"),
    "d_handed_over": _("Handed over at {stop}"),
    "d_took_nothing_at": _("{stop} took nothing; it all comes back"),
    "d_brought_back": _("{thing} brought back"),
    "d_label_is_for_next": _("Label {code} is for what you write down next."),
    "d_unloaded": _("{thing} unloaded at {stop}"),
    "d_all_unloaded": _("Everything for {stop} unloaded"),
    "d_closed": _("The run is closed"),
    "d_here_it_is": _("{thing}: {where}"),
    "d_right_van": _("{place} is the right van."),
    "d_wrong_van": _("That is {place}. This run goes with {van}."),
    "d_barred": _("{thing} stays here. {why}"),
    "d_not_for_this_run": _("{text} is not for this run."),
    "d_for_another_run": _("That is for your run on {day}."),
    "d_is_a_van": _("{place} is a van."),
    "d_not_for_this_stop": _("{thing} is not for this stop."),
    "d_for_this_stop": _("{thing} is for this stop."),
    "d_for_a_stop_ahead": _("{thing} is for stop {nth}. If it stays here, tap it in the list."),
    "d_not_aboard": _("{thing} is not on the van by this phone's list."),
    "d_sheet_of": _("The gate sheet of {stop}"),
    "d_sheet_scanned": _("The gate sheet of {stop} is read."),
}
COUNTED: Mapping[str, tuple[str, str]] = {
    "pieces": scanning.COUNTED["pieces"],
    "saved_here": scanning.COUNTED["saved_here"],
    "sign_in_to_send": scanning.COUNTED["sign_in_to_send"],
    "d_stops": ngettext("{number} stop", "{number} stops"),
    "d_to_load": ngettext("{number} thing to load", "{number} things to load"),
    "d_pieces_aboard": ngettext("{number} piece aboard", "{number} pieces aboard"),
    "d_still_to_load": ngettext("still to load", "still to load"),
    "d_picked_up": ngettext(
        "{product}: {number} piece fetched", "{product}: {number} pieces fetched"
    ),
    "d_still_to_unload": ngettext("still to unload", "still to unload"),
    "d_for_others": ngettext(
        "{number} thing aboard for another stop", "{number} things aboard for other stops"
    ),
    "d_leaving_with": ngettext(
        "{number} thing for here is not where it should be.",
        "{number} things for here are not where they should be.",
    ),
    "d_aboard": ngettext("{number} thing aboard", "{number} things aboard"),
    "d_leaving_without": ngettext(
        "{number} thing is not aboard.", "{number} things are not aboard."
    ),
    "d_minutes": ngettext("{number} minute", "{number} minutes"),
    "d_not_loaded": ngettext(
        "{number} thing for them is not aboard by this phone's list.",
        "{number} things for them are not aboard by this phone's list.",
    ),
    "d_stays_aboard": ngettext(
        "{number} piece for them is still aboard.", "{number} pieces for them are still aboard."
    ),
    "d_pieces_for_them": ngettext(
        "{number} piece is aboard for them.", "{number} pieces are aboard for them."
    ),
    "d_wrong_lines": ngettext(
        "{number} line was not accepted whole.", "{number} lines were not accepted whole."
    ),
    "d_accepted": ngettext("{number} accepted", "{number} accepted"),
    "d_refused": ngettext(
        "{product}: {number} piece refused at {stop}",
        "{product}: {number} pieces refused at {stop}",
    ),
    "d_still_aboard": ngettext("still aboard", "still aboard"),
    "d_pictures_wait": ngettext(
        "{number} picture waits here to be sent. It goes by itself.",
        "{number} pictures wait here to be sent. They go by themselves.",
    ),
    "d_pictures_refused": ngettext(
        "{number} picture could not be taken in. Tell the office.",
        "{number} pictures could not be taken in. Tell the office.",
    ),
}
_ASKED = (
    *("which_run", "never_mind", "product", "size", "how_many", "no_such_product"),
    *(name for name in scanning.ASKED if name.startswith(("fits", "season", "condition"))),
)
_SAID = ("undone", "scanned_already")
_NOT_DONE = ("nothing_in_photo", "photo_refused", "went_wrong")
PLAIN = (
    scanning.PAGE,
    scanning.STATES,
    scanning.PEOPLE,
    {key: scanning.ASKED[key] for key in _ASKED},
    {key: scanning.TOLD[key] for key in _SAID},
    {key: scanning.NOT_DONE[key] for key in _NOT_DONE},
    SCREENS,
    HANDING,
    END,
    KINDS,
    TOLD,
)
