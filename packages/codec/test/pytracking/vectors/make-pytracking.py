"""Makes pytracking.json by running the real pytracking 0.2.3, with clock and randomness frozen:

    python make-pytracking.py > pytracking.json

Fields: `config` has pytracking's keyword names; `error` is a category, which vectors.test.ts maps to codes of LinkError.
"""
import base64, binascii, hashlib, hmac, json, struct, time
from unittest import mock
from urllib.parse import urljoin

import pytracking
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from pytracking.webhook import send_webhook

KEY = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4="
OTHER_KEY = "c7kHXBTd1ZJzIpuLGvVpLqpRa2ywjIuZ6p-Z2Tk0iQk="
IV = bytes(range(16))
NOW = 1763802600
BASE = "https://t.example.com/x/"
URL = "https://shop.example.com/?q=1&r=%2F"
cases = []


def category(error, op):
    kinds = [
        (RecursionError, "depth"), (json.JSONDecodeError, "json"), (InvalidToken, "fernet"),
        ((UnicodeError, LookupError), "encoding"), (binascii.Error, "base64"),
        (AttributeError, "shape"),
    ]
    for kind, name in kinds:
        if isinstance(error, kind):
            return name
    if "Fernet key" in str(error):
        return "key"
    return "shape" if op in ("decode", "path") else "input"


def case(name, op, run, **fields):
    with mock.patch("time.time", lambda: NOW), mock.patch("os.urandom", lambda n: IV[:n]):
        try:
            expect = run()
        except Exception as error:
            expect = {"error": {"category": category(error, op)}}
    cases.append({"name": name, "op": op, **fields, "expect": expect})


def result(tracking):
    return {
        "is_open_tracking": tracking.is_open_tracking,
        "is_click_tracking": tracking.is_click_tracking,
        "tracked_url": tracking.tracked_url, "webhook_url": tracking.webhook_url,
        "metadata_json": json.dumps(tracking.metadata),
        "request_data": tracking.request_data, "timestamp": tracking.timestamp,
    }


def encode(name, metadata, url=None, js_exact=True, **config):
    kind = "click" if url is not None else "open"
    config = {f"base_{kind}_tracking_url": BASE, **config}
    def run():
        if url is None:
            return {"url": pytracking.get_open_tracking_url(metadata, **config)}
        return {"url": pytracking.get_click_tracking_url(url, metadata, **config)}
    case(name, "encode", run, kind=kind, tracked_url=url, metadata_json=json.dumps(metadata),
         config=config, fernet={"now": NOW, "iv_hex": IV.hex()}, js_exact=js_exact)


def decode(name, text, kind="click", request_data=None, js_exact=True, **config):
    read = getattr(pytracking, f"get_{kind}_tracking_result")
    case(name, "decode", lambda: {"result": result(read(text, request_data, **config))},
         kind=kind, input=text, request_data=request_data, config=config, now=NOW, js_exact=js_exact)


def plain(payload, encoding="utf-8"):
    data = payload if isinstance(payload, bytes) else payload.encode(encoding)
    return base64.urlsafe_b64encode(data).decode()


def fernet(message, key=KEY, at=NOW):
    with mock.patch("os.urandom", lambda n: IV[:n]):
        return Fernet(key).encrypt_at_time(message, at).decode()


def forged(version=0x80, blocks=None, cut=None):
    """A token with a valid signature around whatever it is told to hold."""
    raw = base64.urlsafe_b64decode(KEY)
    cipher = Cipher(algorithms.AES(raw[16:]), modes.CBC(IV)).encryptor()
    body = bytes([version]) + struct.pack(">Q", NOW) + IV + cipher.update(blocks)
    body = body[:cut]
    return plain(body + hmac.new(raw[:16], body, hashlib.sha256).digest())


# Links
plenty = {"id": 7, "name": "Zoë 日本 😀", "tags": ["a", [], {}], "ok": True, "none": None}
encode("an open", {"id": 7})
encode("a click", {"id": 7}, URL)
encode("every kind of value", plenty, "https://münchen.example/é")
encode("no metadata", None)
encode("a click without a URL", {"id": 7}, "")
encode("strings to escape", {"s": "\"\\/\b\f\n\r\t\x00\x1f\x7f\x80\u2028\ud800<&>", "\x7f\"": 1})
encode("numbers", {"n": [0, -1, 0.1, 0.0001, 1e-05, 1.5e-07, 123456.789, 2**53 - 1, 5e-324, 1.5e300]})
encode("numbers that JavaScript has not", {"n": [1.0, -0.0, 1e16, 1e22, 2**53 + 1]}, js_exact=False)
encode("integer-like names", {"b": 0, "10": 1, "9": 2}, js_exact=False)
encode("a name that is none of JavaScript's own", {"constructor": 1, "toString": 2})
encode("pairs for metadata", [["a", 1], ["b", [2]], "cd", {"e": 1, "f": 2}, [None, 3], [True, 4]])
for name, value in [("a number", 5), ("a text", "ab"), ("a list of numbers", [1]),
                    ("three of a pair", [["a", 1, 2]]), ("a list for a name", [[["a"], 1]])]:
    encode(f"{name} for metadata", value)
for value in ["", 0, False, [], {}]:
    encode(f"{json.dumps(value)} for metadata: none", value)
defaults = {"default_metadata": {"a": 1, "b": {"c": 2}}, "webhook_url": "https://hook.example/é"}
encode("default metadata and webhook, included", {"z": 1, "a": 2}, URL, **defaults,
       include_default_metadata=True, include_webhook_url=True)
encode("default metadata and webhook, not included", {"z": 1}, URL, **defaults)
for webhook in [None, ""]:
    encode(f"webhook {webhook}, to be included", {"z": 1}, include_webhook_url=True, webhook_url=webhook)
encode("a slash at the end", {"id": 7}, append_slash=True)
encode("an encrypted open", {"id": 7}, encryption_bytestring_key=KEY)
encode("an encrypted click", plenty, URL, encryption_bytestring_key=KEY, **defaults,
       include_default_metadata=True, include_webhook_url=True, append_slash=True)
for length in range(15, 18):
    encode(f"metadata of {length} letters, encrypted", {"p": "x" * length},
           encryption_bytestring_key=KEY)
for name, key in [("too short", "short"), ("without padding", KEY[:-1]), ("of 33 bytes", plain(bytes(33))),
                  ("beyond ASCII", "é" * 44), ("with + and /", KEY.replace("-", "+").replace("_", "/")),
                  ("with a newline", KEY + "\n"), ("that is empty: none", "")]:
    encode(f"a key {name}", {"id": 7}, encryption_bytestring_key=key)
for encoding in ["ascii", "latin-1", "cp1252", "UTF8", "utf-8-sig", "utf-16", "utf-16-be", "nope"]:
    encode(f"encoding {encoding}", {"id": "é"}, encoding=encoding)
for base in ["https://a.b", "https://a.b/t", "https://a.b/t?x=1#f", "https://a.b/x/../t//", "/t/", "",
             None, "HTTPS://A.B/é/", "https://u:p@[::1]:80/t/;p", "https://[bad/", "mailto:a@b.c"]:
    encode(f"base {base}", {"id": 7}, base_open_tracking_url=base)

# What others send
token = plain('{"url": "http://x.y/??>>~~", "metadata": {"a": 1}}')
unpadded = plain('{"url": "http://x.y/??>>~~"}zz'[:-2] + "  ")
for name, text in [
    ("as it is", token), ("after a slash", "/" + token), ("after two slashes", "//" + token),
    ("before a slash", token + "/"), ("without padding before a slash", token.rstrip("=") + "/"),
    ("without padding", token.rstrip("=")), ("with more padding", token + "="),
    ("of whole groups", unpadded), ("of whole groups before a slash", unpadded + "/"),
    ("in the standard alphabet", token.replace("-", "+").replace("_", "/")),
    ("broken over two lines", token[:5] + "\r\n" + token[5:]), ("with a query", token + "?a=b"),
    ("with = inside", token[:9] + "=" + token[9:]), ("with == inside", token[:10] + "==" + token[10:]),
    ("with %3D for =", token.replace("=", "%3D")), ("in lower case", token.lower()),
    ("with a letter beyond ASCII", token[:5] + "é日" + token[5:]),
    ("with a lone surrogate", token[:5] + "\ud800" + token[5:]),
    ("cut off", token[:-5]), ("empty", ""), ("of one letter", "A"),
]:
    decode(f"a token {name}", text)
for payload in [
    "[]", "null", "1", '"x"', "{", '{"url": 1, "webhook": [2]}', '{"url": null}', '{"metadata": null}',
    '{"metadata": []}', '{"metadata": ""}', '{"metadata": "ab"}', '{"metadata": ["ab"]}',
    '{"metadata": [["a", 1]]}', '{"metadata": [[1.5, 1]]}', '{"metadata": [{"a": 1, "b": 2}]}',
    '{"metadata": 5}', '{"metadata": {"a": 1}, "metadata": {"b": 2}}', ' {}\n', "\t\r{ } ", "\x0b{}",
    "\u00a0{}", "\ufeff{}", "{}x", '{"url":"a\nb"}', '{"url":"\\ud800"}', '{"url":"\\x"}', '{"url":"\\u00"}',
    "{'url':'x'}", '{"url":"x",}', "[,]", '{"url"}', '{"url":}', '{"url":"a', '{"url":"a\\"', '{"url":"a\\\\"}',
    '{"url": 01}', '{"url": 1.}', '{"url": .5}', '{"url": +1}', '{"url": 1e5}', '{"url": 1E-7}',
    '{"url": -0}', '{"url": tru}', '{"url": -NaN}', '{"url": NaNNaN}', '{"url": 1Infinity}', '{"url": "NaN"}',
    '{"url": True}', '{"url": {"__proto__": {"a": 1}}, "metadata": {"__proto__": {"polluted": 1}}}',
]:
    decode(f"payload {payload}", plain(payload))
for payload in ['{"metadata": {"n": NaN, "i": Infinity, "m": -Infinity}}', '{"metadata": {"a": 1e400}}',
                '{"metadata": {"a": -0.0, "b": 1.0}}', '{"metadata": {"a": 9007199254740993}}']:
    decode(f"payload {payload}", plain(payload), js_exact=False)
decode("bytes that are no UTF-8", plain(b'{"url":"\xe9"}'))
decode("the same bytes as Latin-1", plain(b'{"url":"\xe9\x80"}'), encoding="latin-1")
decode("the same bytes as Windows-1252", plain(b'{"url":"\xe9\x80"}'), encoding="cp1252")
decode("a byte that Windows-1252 has not", plain(b'{"url":"\x81"}'), encoding="cp1252")
decode("bytes that are no ASCII", plain(b'{"url":"\xe9"}'), encoding="ascii")
decode("UTF-16", plain('{"url":"é"}', "utf-16"), encoding="utf-16")
decode("a letter that Latin-1 has not", token + "日", encoding="latin-1")
decode("a replacement character in Windows-1252", token + "\ufffd", encoding="cp1252")
for include in [False, True]:
    decode(f"default metadata, included: {include}", token, "open", {"user_ip": "203.0.113.7"},
           default_metadata={"a": 0, "b": {"c": 2}}, include_default_metadata=include)
    decode(f"webhook, included: {include}", plain('{"webhook": "http://inside"}'),
           webhook_url="http://outside", include_webhook_url=include)
for name, text in [("whole", BASE + token), ("with another scheme", BASE[8:] + token), ("twice", BASE * 2 + token)]:
    decode(f"a URL {name}", text, "open", base_open_tracking_url=BASE)
sealed = fernet(b'{"metadata": {"id": 7}}')
for name, text, key in [
    ("as it is", sealed, KEY), ("before a slash", sealed + "/", KEY), ("without padding", sealed.rstrip("="), KEY),
    ("of another key", sealed, OTHER_KEY), ("without a key", sealed, None), ("that is plain", token, KEY),
    ("of an empty text", fernet(b""), KEY), ("of bytes", fernet(b"\xff"), KEY),
    ("of the year 1970", fernet(b"{}", at=0), KEY), ("of the far future", fernet(b"{}", at=2**40), KEY),
]:
    decode(f"an encrypted token {name}", text, encryption_bytestring_key=key)

# The parts
for kind, base, url in [("open", BASE, BASE + "abc"), ("click", "https://a.b", "https://a.b/abc"),
                        ("click", "https://é.b/😀", "http://a.b/cdefghijkl"), ("open", None, "abc")]:
    config = {f"base_{kind}_tracking_url": base}
    case(f"path of {url} after {base}", "path", kind=kind, input=url, config=config,
         run=lambda: {"path": getattr(pytracking, f"get_{kind}_tracking_url_path")(url, **config)})
for base, url in [
    ("http://a/b/c/d;p?q", "g:h"), ("http://a/b/c/d;p?q", "./g"), ("http://a/b/c/d;p?q", "/g"),
    ("http://a/b/c/d;p?q", "//g"), ("http://a/b/c/d;p?q", "?y"), ("http://a/b/c/d;p?q", "g?y#s"),
    ("http://a/b/c/d;p?q", ";x"), ("http://a/b/c/d;p?q", "#s"), ("http://a/b/c/d;p?q", ".."),
    ("http://a/b/c/d;p?q", "../../../g"), ("http://a/b/c/d;p?q", "g/./h/../i"), ("http://a", "g"),
    ("", "g"), ("g", ""), ("a/b", "c"), ("x-y://a/b", "c"), ("ftp:a", "b"), ("//h/a//b", "c"),
    (" \x00http://a/b\n/c", "d\te"), ("1http://a/", "b"), ("http://a]/", "b"), ("http://[::1/", "b"),
    ("http://[1.2.3.4]/", "b"), ("http://[v1.x]/", "b"), ("http://a\u2100b/", "c"), ("file:///a/", "b"),
]:
    case(f"{json.dumps(base)} and {json.dumps(url)}", "urljoin", base=base, token=url,
         run=lambda: {"url": urljoin(base, url)})
for text in ["", "YQ==", "YQ=", "YQ", "YWI=", "YWJj", "YWJjZ", "-_-_", "+/+/", "Y W\nJ!j", "é日YWJj", "=YWJj",
             "Y=WJj", "YW=Jj", "YW==Jj", "YWI=Jj", "YWJj====", "YR==", "====", "Y=Q==", "Y===", "YW=JjYW="]:
    case(json.dumps(text), "b64decode", input=text,
         run=lambda: {"hex": base64.urlsafe_b64decode(text.encode()).hex()})

# Fernet
for message, now in [(b"hello", NOW), (b"", NOW), (bytes(range(33)), NOW), (b"far future", 2**40 + 2**35)]:
    case(f"{len(message)} bytes", "fernet-encrypt", key=KEY, iv_hex=IV.hex(), now=now, message_hex=message.hex(),
         run=lambda: {"token": fernet(message, at=now)})
hello = fernet(b"hello")
block = b"0123456789abcde\x01"
for name, text, ttl, now in [
    ("at once", hello, 60, NOW), ("in its last second", hello, 60, NOW + 60), ("too late", hello, 60, NOW + 61),
    ("too late, with any age allowed", hello, None, NOW + 61), ("with no age allowed", hello, 0, NOW),
    ("a minute before it was made", hello, 60, NOW - 60), ("61 s before it was made", hello, 60, NOW - 61),
    ("61 s before it was made, with any age allowed", hello, None, NOW - 61),
    ("with another version", forged(version=0x81, blocks=block), None, NOW),
    ("without a block", forged(blocks=b""), None, NOW), ("with half a block", forged(blocks=block, cut=-8), None, NOW),
    ("padded by 1", forged(blocks=block), None, NOW), ("padded by 0", forged(blocks=bytes(16)), None, NOW),
    ("padded by 17", forged(blocks=b"\x11" * 32), None, NOW),
    ("padded unevenly", forged(blocks=b"0123456789abc\x02\x03\x03"), None, NOW),
    ("that is only a signature", forged(blocks=b"", cut=0), None, NOW),
    ("that is no base64", "A" + hello, None, NOW), ("with its signature cut", plain(base64.urlsafe_b64decode(hello)[:-1]), None, NOW),
]:
    def run():
        with mock.patch("time.time", lambda: now):
            return {"message_hex": Fernet(KEY).decrypt(text.encode(), ttl).hex()}
    case(f"a token {name}", "fernet-decrypt", run, key=KEY, token=text, ttl=ttl, now=now)

# Which bits of the text can be flipped so that Python still reads it.
for message in [b"x" * 5, b"x" * 17, b"x" * 37]:
    text = fernet(message).encode()
    accepted = []
    for at in range(len(text) * 8):
        changed = bytearray(text)
        changed[at // 8] ^= 1 << at % 8
        try:
            Fernet(KEY).decrypt(bytes(changed))
            accepted.append(at)
        except InvalidToken:
            pass
    case(f"bits of a token of {len(text)} letters", "fernet-flips", key=KEY, token=text.decode(),
         run=lambda: {"accepted": accepted})

# Webhooks
for url, metadata, request_data in [
    (None, {"id": 7}, None), (URL, plenty, {"user_agent": "é", "user_ip": "203.0.113.7"}), ("", {}, {}),
    (5, {}, []), (None, {"a": float("nan")}, None), (None, {"a": [float("-inf")]}, None),
]:
    tracking = pytracking.TrackingResult(url is None, url is not None, url, "http://h/", metadata, request_data, NOW)
    def run():
        with mock.patch("requests.Session.send", lambda self, request, **_: request):
            return {"body": send_webhook(tracking).body.decode()}
    case(f"webhook of {json.dumps(metadata)}", "webhook", run, tracking_result=result(tracking))

print("[\n" + ",\n".join(map(json.dumps, cases)) + "\n]")
