"""Opens messages with Python's email: a line of JSON for each, with its headers and parts."""

import base64
import json
import sys
from email import message_from_bytes, policy


def leaves(message):
    if message.get_content_maintype() != "multipart" or not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        yield from leaves(part)


def parts(message):
    for part in leaves(message):
        if part.is_multipart():
            inner = base64.b64encode(part.as_bytes()).decode()
            yield {"type": part.get_content_type(), "file": None, "text": None, "bytes": inner}
            continue
        data = part.get_payload(decode=True) or b""
        charset = part.get_content_charset() or "utf-8"
        is_body = part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment"
        yield {
            "type": part.get_content_type(),
            "file": part.get_filename(),
            "text": data.decode(charset, "replace") if is_body else None,
            "bytes": None if is_body else base64.b64encode(data).decode(),
            "encoding": str(part.get("Content-Transfer-Encoding", "")).lower(),
            "written": part.get_payload(),
        }


for line in sys.stdin:
    message = message_from_bytes(base64.b64decode(line), policy=policy.compat32)
    headers = [[name, str(value)] for name, value in message.items()]
    sys.stdout.write(json.dumps({"headers": headers, "parts": list(parts(message))}) + "\n")
