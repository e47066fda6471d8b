"""Reads every link of packages/codec/test/link/vectors/sealed-links.json:

    python3 read_vectors.py docs/sealed-tokens.json < sealed-links.json

prints one JSON value a line: what each link says, damaged ones too, then the code of each that is to be refused.
"""
import json, sys
from datetime import datetime, timezone
from functools import cache

from read_sealed import Key, Model, Refused, host_of, read, token_of

key_of = cache(Key)


def keys_of(texts):
    texts = [texts] if isinstance(texts, str) else texts
    return [key_of(text) for text in texts if text.startswith("hm1.")]


def milliseconds(time):
    return datetime.strptime(time, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc).timestamp() * 1000


def answer(model, vector, keys, now):
    options = {"keys": keys, **vector.get("options", {}), **vector.get("reader", {})}
    host, kind = (vector.get("read", {}).get(name) for name in ("host", "kind"))
    host = host_of(vector["url"] if host is None else host)
    try:
        return read(model, token_of(vector["url"]), keys_of(options["keys"]),
                    options.get("dictionaries", []), host, kind, now)
    except Refused as refused:
        return str(refused)


def main():
    with open(sys.argv[1], encoding="utf-8") as tables:
        model = Model(json.load(tables))
    vectors = json.load(sys.stdin)
    settings = vectors["settings"]
    for vector in vectors["links"] + vectors["damaged"]:
        print(json.dumps(answer(model, vector, settings["keys"], 0)))
    for vector in vectors["refused"]:
        now = milliseconds(vector.get("now", settings["now"]))
        print(json.dumps(answer(model, vector, settings["keys"][:1], now)))


main()
