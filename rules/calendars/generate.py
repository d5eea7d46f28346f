#!/usr/bin/env python3
"""Writes the business-day calendars of this folder from the statutes that set them; see README.md.

Run without arguments after changing a rule, read the difference, and raise VERSION. `--check` writes nothing and fails if a
file is not what the rules give. The product reads only the TOML files: which day is kept is data there, not code.
"""
import sys
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
DAY = timedelta(days=1)


def nth(year, month, weekday, n):
    """The n-th weekday of a month."""
    first = date(year, month, 1)
    return first + DAY * ((weekday - first.weekday()) % 7 + 7 * (n - 1))


def last(year, month, weekday):
    end = date(year + month // 12, month % 12 + 1, 1) - DAY
    return end - DAY * ((end.weekday() - weekday) % 7)


def federal(year):
    """5 U.S.C. 6103(a) and (b), and Executive Order 11582: Saturday is kept on Friday, Sunday on Monday."""
    fixed = [(date(year, 1, 1), "New Year's Day"), (date(year, 7, 4), "Independence Day"),
             (date(year, 11, 11), "Veterans Day"), (date(year, 12, 25), "Christmas Day")]
    if year >= 2021:  # Public Law 117-17 of 17 June 2021
        fixed.append((date(year, 6, 19), "Juneteenth National Independence Day"))
    for day, name in fixed:
        move = {SAT: -DAY, SUN: DAY}.get(day.weekday())
        yield (day + move, name + " (observed)") if move else (day, name)
    yield nth(year, 1, MON, 3), "Birthday of Martin Luther King, Jr."
    yield nth(year, 2, MON, 3), "Washington's Birthday"
    yield last(year, 5, MON), "Memorial Day"
    yield nth(year, 9, MON, 1), "Labor Day"
    yield nth(year, 10, MON, 2), "Columbus Day"
    yield nth(year, 11, THU, 4), "Thanksgiving Day"


# Government Code 6700(a)(4) fixes it by the moon; these are the days on which it was kept.
LUNAR_NEW_YEAR = {2023: date(2023, 1, 22), 2024: date(2024, 2, 10), 2025: date(2025, 1, 29)}


def california(year):
    """Government Code 6700 (full days) and 6701: seven dates move from Sunday to Monday, 11 November also to Friday."""
    moving = [(date(year, 1, 1), "New Year's Day"), (date(year, 2, 12), "Lincoln Day"),
              (date(year, 3, 31), "Cesar Chavez Day"), (date(year, 7, 4), "Independence Day"),
              (date(year, 9, 9), "Admission Day"), (date(year, 11, 11), "Veterans Day"),
              (date(year, 12, 25), "Christmas Day")]
    for day, name in moving:
        if day.weekday() == SUN:
            yield day + DAY, name + " (observed)"
        elif day.weekday() == SAT and day.month == 11:
            yield day - DAY, name + " (observed)"
        else:
            yield day, name
    yield nth(year, 1, MON, 3), "Dr. Martin Luther King, Jr. Day"
    yield nth(year, 2, MON, 3), "Third Monday in February"
    yield last(year, 5, MON), "Memorial Day"
    yield nth(year, 9, MON, 1), "Labor Day"
    yield nth(year, 10, MON, 2), "Columbus Day"
    yield nth(year, 11, THU, 4), "Thanksgiving Day"
    if year >= 2015:  # Statutes of 2014, AB 1973
        yield nth(year, 9, FRI, 4), "Native American Day"
    if year >= 2023:  # Statutes of 2022, AB 1655, AB 1801, AB 2596: none of them moves from a Sunday
        yield date(year, 4, 24), "Genocide Remembrance Day"
        yield date(year, 6, 19), "Juneteenth"
        yield LUNAR_NEW_YEAR[year], "Lunar New Year"


def new_york(year):
    """General Construction Law 24: a holiday on a Sunday is kept on Monday, one on a Saturday on no other day. Flag Day is a Sunday."""
    fixed = [(date(year, 1, 1), "New Year's Day"), (date(year, 2, 12), "Lincoln's Birthday"), (date(year, 7, 4), "Independence Day"),
             (date(year, 11, 11), "Veterans Day"), (date(year, 12, 25), "Christmas Day")]
    if year >= 2021:  # Laws of 2020, chapter 251, of 14 October 2020
        fixed.append((date(year, 6, 19), "Juneteenth"))
    for day, name in fixed:
        yield (day + DAY, name + " (observed)") if day.weekday() == SUN else (day, name)
    yield nth(year, 1, MON, 3), "Dr. Martin Luther King, Jr. Day"
    yield nth(year, 2, MON, 3), "Washington's Birthday"
    yield last(year, 5, MON), "Memorial Day"
    yield nth(year, 9, MON, 1), "Labor Day"
    yield nth(year, 10, MON, 2), "Columbus Day"
    yield nth(year, 11, MON, 1) + DAY, "General election day"
    yield nth(year, 11, THU, 4), "Thanksgiving Day"


def easter(year):
    """The Sunday, by the Gregorian reckoning (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def illinois(year):
    """205 ILCS 630/17: a holiday on a Sunday is kept on Monday, one on a Saturday on no other day."""
    fixed = [(date(year, 1, 1), "New Year's Day"), (date(year, 2, 12), "Lincoln's Birthday"), (date(year, 7, 4), "Independence Day"),
             (date(year, 11, 11), "Veterans Day"), (date(year, 12, 25), "Christmas Day")]
    if year >= 2022:  # Public Act 102-14, in force on 1 January 2022
        fixed.append((date(year, 6, 19), "Juneteenth National Freedom Day"))
    for day, name in fixed:
        yield (day + DAY, name + " (observed)") if day.weekday() == SUN else (day, name)
    yield nth(year, 1, MON, 3), "Dr. Martin Luther King, Jr. Day"
    yield nth(year, 2, MON, 3), "Presidents' Day"
    yield nth(year, 3, MON, 1), "Casimir Pulaski's Birthday"
    yield easter(year) - 2 * DAY, "Good Friday"
    yield last(year, 5, MON), "Memorial Day"
    yield nth(year, 9, MON, 1), "Labor Day"
    yield nth(year, 10, MON, 2), "Columbus Day"
    if year % 2 == 0:
        yield nth(year, 11, MON, 1) + DAY, "General election day"
    yield nth(year, 11, THU, 4), "Thanksgiving Day"


VERSION = "2026.1"
CALENDARS = {
    "us-federal": ("Federal holidays of the United States as they are kept", "5 U.S.C. 6103; Executive Order 11582",
                   federal, date(2005, 1, 1), date(2046, 1, 1)),
    "us-ca": ("State holidays of California as they are kept", "California Government Code 6700, 6701",
              california, date(2013, 1, 1), date(2026, 1, 1)),
    "us-ny": ("Public holidays of New York as they are kept", "New York General Construction Law 24",
              new_york, date(2013, 1, 1), date(2026, 1, 1)),
    "us-il": ("Legal holidays of Illinois as they are kept", "Illinois Compiled Statutes, 205 ILCS 630/17",
              illinois, date(2013, 1, 1), date(2026, 1, 1)),
}


def text_of(name):
    title, source, rule, first, until = CALENDARS[name]
    days = {}
    # A year's New Year may be kept in the year before.
    for year in range(first.year, until.year + (1 if rule is federal else 0)):
        for day, holiday in rule(year):
            if first <= day < until and day.weekday() not in (SAT, SUN):
                days[day] = days[day] + ", " + holiday if day in days else holiday
    lines = [f"# {title}. Written by generate.py from the statutes named below; change the rule there, not a line here.",
             "", "[calendar]", f'id = "{name}"', f'title = "{title}"', f'version = "{VERSION}"', f'source = "{source}"',
             f"from = {first}", f"until = {until} # exclusive: there is no answer outside", 'closed = ["saturday", "sunday"]']
    lines += ["", "[holidays]"]
    lines += [f'{day} = "{days[day]}"' for day in sorted(days)]
    return "\n".join(lines) + "\n"


def main(arguments):
    stale = []
    for name in CALENDARS:
        path = HERE / f"{name}.toml"
        text = text_of(name)
        if arguments == ["--check"]:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(path.name)
        else:
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{name} is not what generate.py gives: run it and read the difference")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
