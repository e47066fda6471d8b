"""Posts an event with Python's own library. What has the same key is stored once, however often it is sent."""

import json
import os
from urllib.request import Request, urlopen

event = {
    "type": "event",
    "name": "order",
    "key": "order-1007",
    "user": "customer-12",
    "data": {"revenue": 49.90, "currency": "EUR"},
}
request = Request(
    os.environ.get("COLLECTOR", "http://localhost:8700") + "/hits",
    json.dumps([event]).encode(),
    {"Authorization": "Bearer " + os.environ["SITE_KEY"], "Content-Type": "application/json"},
)
print(urlopen(request, timeout=10).read().decode())
