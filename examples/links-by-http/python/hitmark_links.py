"""Links and tracked emails from hitmark, with Python's own library."""

import json
import os
from base64 import b64decode, b64encode
from email import message_from_bytes, policy
from urllib.request import Request, urlopen


def hitmark(path, body):
    """Posts a JSON object, or a list of them. An HTTPError says in its body what is wrong."""
    request = Request(
        os.environ.get("HITMARK_API", "http://localhost:8701") + path,
        json.dumps(body).encode(),
        {
            "Authorization": "Bearer " + os.environ["HITMARK_LINKS__API_TOKEN"],
            "Content-Type": "application/json",
        },
    )
    with urlopen(request, timeout=10) as answer:
        return json.load(answer)


def track(message, recipient, campaign, **options):
    """A finished message (email.message) with click links and an open pixel. Sign it afterwards."""
    eml = b64encode(message.as_bytes()).decode()
    email = {"eml": eml, "recipient": recipient, "message": campaign, **options}
    answer = hitmark("/api/rewrite", email)
    return message_from_bytes(b64decode(answer["eml"]), policy=policy.SMTP)


if __name__ == "__main__":
    html = '<a href="https://shop.example/">Our offer</a>'
    email = {"html": html, "recipient": "c-17", "message": "spring", "site": "acme"}
    print(hitmark("/api/rewrite", email)["html"])
