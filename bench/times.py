"""What dateparser makes of the time words on standard input, and how fast.

Reads and writes JSON as bench/times.rs says it.
"""

import json
import sys
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import dateparser


def answer(case):
    zone = ZoneInfo(case["zone"])
    now = datetime.fromtimestamp(case["now"] / 1000, zone)
    settings = {"RELATIVE_BASE": now.replace(tzinfo=None), "PREFER_DATES_FROM": "past"}
    languages = [case["lang"]] if case["lang"] else None
    found = dateparser.parse(case["words"], languages=languages, settings=settings)
    if found is None:
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=zone)
    try:
        return round(found.timestamp() * 1000)
    except (OverflowError, ValueError):
        return None


cases = json.load(sys.stdin)
answers = [answer(case) for case in cases]
count, started = 0, time.perf_counter()
while time.perf_counter() - started < 1:
    for case in cases:
        answer(case)
    count += len(cases)
json.dump({"answers": answers, "per_second": count / (time.perf_counter() - started)}, sys.stdout)
