#!/usr/bin/env bash
# A charity's first fortnight, told through the command line to a service that really runs: from
# an empty database to a report that agrees with the books to the piece.
#
# Run it from anywhere, in the environment where Stockroom is installed:
#
#     bash docs/story/story.sh
#
# It takes a minute or two. It makes a folder of its own, serves a stockroom from it on a free
# port, and takes both away at the end. Name a folder to keep it: STORY_FOLDER=/tmp/mine bash ...
# Everything in it is invented.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# Whatever stockroom you work with otherwise is not touched.
unset STOCKROOM_DATABASE STOCKROOM_URL STOCKROOM_TOKEN
folder=${STORY_FOLDER:-$(mktemp -d)}
mkdir -p "$folder"
# An import keeps its own notes beside the file, so the story works on copies.
cp "$here"/../samples/*.csv "$folder"
export STOCKROOM_DATA=$folder/data
export STOCKROOM_PASSWORD='the story has one password' STOCKROOM_NEW_PASSWORD='the story has one password'

tell() { printf '\n\033[1m%s\033[0m\n' "$*"; }
# `as bob put-away …` is Bob saying it: everybody has a sign-in of their own.
as() { STOCKROOM_CLI_CONFIG=$folder/$1.json stockroom-cli "${@:2}"; }
# What a volunteer does a few hundred times is in by_hand.py, in the same words.
hands() { STOCKROOM_CLI_CONFIG=$folder/$1.json python "$here/by_hand.py" "${@:2}"; }
# One thing that an act made, out of its receipt: `… --json | made lot`.
made() {
    python -c 'import json, sys
made = json.load(sys.stdin)["made"][sys.argv[1]]
print(made[0] if isinstance(made, list) else made)' "$1"
}
close_up() {
    if [[ -n ${service:-} ]]; then kill "$service" && wait "$service" || true; fi
    if [[ -z ${STORY_FOLDER:-} ]]; then rm -rf "$folder"; fi
}
trap close_up EXIT

tell 'An empty database, one steward, and the service'
stockroom add-user sam --name Sam --role steward
port=$(python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
stockroom serve --port "$port" >"$folder/service.log" 2>&1 &
service=$!
for _ in {1..60}; do
    as sam sign-in --url "http://127.0.0.1:$port" --login sam 2>/dev/null && break
    sleep 0.5
done

tell 'The people, the place, the van, and eight facilities: codes, never names or addresses'
enter() {
    as sam person "$1" --name "${1^}" --role "$2" "${@:3}"
    as "$1" sign-in --url "http://127.0.0.1:$port" --login "$1"
}
enter alice coordinator
as alice site 'Harbour hall'
for bin in A1 B1 C1 D1 E1; do as alice bin "$bin" --site 'Harbour hall'; done
as alice van 'Van 1'
for code in DFWC EW-1 EW-2 EW-3; do as alice facility "$code" --kind shelter --language ar; done
for code in IK-5 IK-15 IK-18; do as alice facility "$code" --kind prison --language ru; done
as alice facility BAU --kind prison --language fr --capacity 12 --max-age-months 18
enter bob volunteer --site 'Harbour hall'
enter dora driver
enter fatima facility --facility BAU

tell 'A donation drive: 312 rows typed by many people'
# Some rows are wrong on purpose, and each is answered with its line and what would be right:
#   line 14   -3 bodysuits              fewer than one
#   line 42   product XX-NOPE           not in the catalogue
#   line 68   size "three"              no size that anybody prints
#   line 93   "many" nappies            not a number
#   line 120  use by 2027-02-30         not a day in the calendar; the barcode has a wrong digit too
#   line 216  =HYPERLINK(…)             a spreadsheet formula where a toy is described
#   line 242  999999999999 hats         more than anybody can believe
#   line 268  a donor and nothing else  an empty row
#   line 293  2.5 tops                  not a whole number; its note never ends
# Others are typed well and refused for safety:
#   line 142  formula, dented, opened   only unopened and undented tins are taken
#   line 165  a car seat after a crash  never given on
#   line 192  a cot with a drop side    never given on
#   line 43 and every other whose use-by date has passed on the day you run this
# A file is taken in whole or not at all: with bad rows, the first try writes nothing and ends
# with 7, the exit code for "mend the file".
status=0
as bob intake-file "$folder/donation_drive.csv" --packs-mean pieces --yes || status=$?
test "$status" -eq 7
# Where a row says "vests 5-pack", its number counts single vests: Bob has looked. The bad rows stay
# behind for the drive to mend.
as bob intake-file "$folder/donation_drive.csv" --packs-mean pieces --yes --accept-good-rows | tail -n 1

tell 'Looked at one by one, and shelved'
hands bob inspect
hands bob shelve

tell 'Forty unsorted bags become five mixed boxes in two sortings'
parish=$(as bob donation --donor 'Parish drive' | tail -n 1)
school=$(as bob donation --donor 'School collection' | tail -n 1)
# shellcheck disable=SC2086  # each holds two words: --donation and its id
bags=$(as bob intake BAG --quantity 25 --weight 150kg $parish --json | made lot)
# shellcheck disable=SC2086
more=$(as bob intake BAG --quantity 15 --weight 84kg $school --json | made lot)
for size in 56 62 68 80 86; do
    boxes[size]=$(as bob box-new --place B1 --json | made number)
done
as bob sort "$bags" --bags 20 --rags 21kg --rubbish 3.5kg \
    --into "box ${boxes[56]}=70:56:any" --into "box ${boxes[62]}=95:62:girl:winter" \
    --into "box ${boxes[68]}=80:68:boy:winter"
# The last five bags of the parish and the school's fifteen went onto one table: the pieces are
# shared out by bags, so that every gift can be followed as far as its box.
as bob sort "$bags=5" "$more=15" --rags 16.5kg --rubbish 2kg \
    --into "box ${boxes[62]}=40:62:girl:winter" --into "box ${boxes[80]}=90:80:any" \
    --into "box ${boxes[86]}=75:86:any:winter"

tell 'Eight wish lists come in, and Alice matches them by hand'
as alice wishes-file "$folder/wish_lists.csv" --yes
hands alice promise

tell 'Packed for two facilities, loaded, and away'
wing=$(as bob box-new --json | made number)
shelter=$(as bob box-new --json | made number)
mapfile -t loose < <(hands bob pack BAU "box $wing")
mapfile -t other < <(hands bob pack EW-2 "box $shelter")
as bob seal "box $wing" --for BAU
as bob seal "box $shelter" --for EW-2
run=$(as alice run --day "$(date +%F)" --van 'Van 1' --driver dora \
    --stop BAU@09:00-11:00 --stop EW-2 --json | made run)
as bob load "$run" --box "box $wing" --box "box $shelter" \
    --lot "${loose[0]}" --lot "${loose[1]}" --lot "${other[0]}" --lot "${other[1]}"
as dora depart "$run"

tell 'At the first gate one lot is refused, and one line comes up short'
# Each is LOT:LINE=NUMBER.
IFS=:= read -r lot line number <<<"${loose[0]}"
IFS=:= read -r short short_line short_number <<<"${loose[1]}"
receipt=$(as dora deliver BAU --run "$run" --box "box $wing" --received-by 'wing officer' \
    --line "$lot:$line:refused=$number:not_on_manifest" \
    --line "$short:$short_line:accepted=$((short_number - 1)),missing=1" --json)
refused=$(made lots <<<"$receipt")
delivery=$(made delivery <<<"$receipt")

tell 'Nobody opens at the second: all of it comes back, and the run closes to the piece'
as dora return --run "$run" --lot "$refused" --box "box $shelter" \
    --lot "${other[0]%%:*}" --lot "${other[1]%%:*}"
as dora close-run "$run"
hands bob inspect
hands bob shelve
as bob put-away "box $shelter" C1

tell 'A facility calls at night, and is served from the shelf in one command'
night=$(as alice wish EW-1 NP-DISP --quantity 24 --size Newborn --urgency tonight --json | made lines)
nappies=$(hands bob spare NP-DISP Newborn 24)
as bob deliver EW-1 --line "$nappies:$night:accepted=24" --received-by 'night desk'

tell 'The wing counts for itself, and agrees'
as fatima confirm "$delivery"

tell 'What was asked, allocated, delivered, confirmed, refused, returned?'
as alice report fulfilment
as alice discrepancies
hands alice agree
stockroom check
