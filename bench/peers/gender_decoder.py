"""gender-decoder: its analysis alone, without the database in which it keeps every text."""

from __future__ import annotations

import sys
from types import SimpleNamespace

from clock import time_it

sys.path.insert(0, f"{sys.argv[2]}/gender-decoder")

from app.models import JobAd  # noqa: E402  its place is known only now

METHODS = {name: method for name, method in vars(JobAd).items() if callable(method) and not name.startswith("_")}
#: An advert that is no row of a table, with the methods of one that is.
Advert = type("Advert", (SimpleNamespace,), METHODS)

time_it(lambda text: Advert(ad_text=text).analyse())
