#!/usr/bin/env bash
# A month of seats and real calls, start to end: a book, imports, two runs, an invoice, a why, and the proof; then a bill of each of
# three contracts in one book.
# Usage: examples/demo.sh [PROVISO]   (the command; default: the one on the PATH)
set -euo pipefail
proviso=$(command -v "${1:-proviso}") || { echo "demo: no proviso command; ./dev demo builds it" >&2; exit 1; }
proviso=$(realpath "$proviso")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
room=$(mktemp -d -t proviso-demo.XXXXXX)
export PROVISO_BOOK=$room/september.book

step() { printf '\n\033[1m%s\033[0m\n' "$*"; }
try() { printf '$ proviso %s\n' "$*"; "$proviso" "$@"; }
may_wait() { try "$@" || [[ $? == 1 ]]; } # exit code 1: rows wait in suspense

step "A book under one contract"
try init "$PROVISO_BOOK" --pack safesoft-2013 --seller examples/seller.toml

step "Accounts, prices, what happened, and the money that came"
try import accounts examples/accounts.csv
try import prices examples/prices.csv
try import events examples/events.csv
try import payments examples/payments-2017-09.csv

step "Call records of a real FreePBX; calls between extensions are charged as on-net"
may_wait import calls fixtures/calls/freepbx-cdr-2017-09.csv --from freepbx --mapping examples/freepbx.toml --zone Europe/London
try suspense list

step "What falls due until 14 September, drafted, looked at, sealed"
try run --through 2017-09-14
try invoice list
try finalize

step "Another month: a late payment, and an agreement that ends"
try import payments examples/payments-2017-10.csv
try run --through 2017-11-02
try finalize
try invoice list
try calendar --as-of 2017-11-02

step "One invoice as it is sent"
try invoice show INV-000006
try invoice show INV-000006 --format html --output "$room/INV-000006.html"

step "Why is the third seat of September 139.30?"
try explain INV-000004:1

step "Do the books balance, and does every amount follow from the facts?"
try aging --as-of 2017-11-02
try trial-balance --as-of 2017-11-02
try verify "$PROVISO_BOOK"

september=$PROVISO_BOOK
export PROVISO_BOOK=$room/contracts.book
step "Another book, with a customer under each of three contracts"
try init "$PROVISO_BOOK" --pack safesoft-2013 --pack ipsoft-2019 --pack velvetel
try import events examples/three-contracts.jsonl
try run --through 2020-03-02 --quiet
try finalize
why() { # the table of other readings is left out here
  step "$1"
  try invoice show "${2%:*}"
  try explain "$2" | sed '/^  what each option/,/^$/d'
}
why "SafeSoft: a seat added on the 16th day of a cycle of thirty pays 14/30 of 199" INV-000003:1
why "IPsoft: a hosted service, a year ahead with tax on top" INV-000001:1
why "IPsoft: a claim ends a service on 1 March, and 306 of 366 prepaid days come back" CN-000001:1
why "Velvetel: an app, a year ahead" INV-000004:1
why "Velvetel: 1,200.00 paid thirty days late at 1.5 % a month" INT-000001:1
step "And what each reading of the three contracts is worth in that book"
try compare --quiet | sed "13,\$d"

step "Kept for you to look at"
printf 'the invoice  %s\nthe book     %s\n' "$room/INV-000006.html" "$september"
