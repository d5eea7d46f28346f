#!/usr/bin/env bash
# Writes a book of the schema that the built command makes as SQL text: make.sh PROVISO > tests/books/schema-N.sql
# Run it before a new migration is added, so that its test has a book of the schema before. Needs sqlite3.
set -euo pipefail
proviso=$(realpath "$1")
rules=$(realpath "$(dirname "$0")/../../rules")
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
ln -s "$rules" rules # so that the book names its sources without a path of this machine
cat >accounts.csv <<'TEXT'
account,opened,name,zone,plan,seats,activated,card_form
acme,2013-03-01,"Acme, Inc.",America/Los_Angeles,unlimited-monthly,2,2013-03-01,yes
TEXT
cat >payments.csv <<'TEXT'
account,date,amount,method,ref
acme,2013-03-01,398.00,card,card 4410
nobody,2013-03-02,1.00,card,
TEXT
cat >events.jsonl <<'TEXT'
{"on": "2013-03-01", "type": "price.posted", "sku": "per-minute", "amount": "0.019", "per": "minute"}
{"on": "2013-03-20", "account": "acme", "type": "seat.activated", "plan": "unlimited-monthly", "quantity": 1}
TEXT
cat >calls.csv <<'TEXT'
id,account,number,started,seconds
c1,acme,+13105550100,2013-03-04T10:00:00Z,14
c2,acme,+13105550100,2013-03-04T11:00:00Z,61
TEXT
export PROVISO_BOOK=old.book
{
  "$proviso" init --pack safesoft-2013 --rules rules
  "$proviso" import accounts accounts.csv
  "$proviso" import payments payments.csv || true # one row waits
  "$proviso" import events events.jsonl
  "$proviso" import calls calls.csv
  "$proviso" run --through 2013-04-01
  "$proviso" finalize
  "$proviso" close 2013-03
  "$proviso" run --through 2013-04-30
} >&2
version=$(sqlite3 old.book 'PRAGMA user_version')
echo "-- A book of schema $version: the printed example of SS-6.b.ii with two calls, sealed through 2013-04-01, March closed."
echo "-- Made by tests/books/make.sh; drafts stand through 2013-04-30."
sqlite3 old.book .dump
echo "PRAGMA application_id=$(sqlite3 old.book 'PRAGMA application_id');"
echo "PRAGMA user_version=$version;"
