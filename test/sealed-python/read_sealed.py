"""A reader of sealed tokens, written from docs/sealed-tokens.md and its tables."""
import base64, datetime, hmac, json, re

from aes_cmac import Aes, cmac, dbl, xor

KINDS = ["open", "click", "unsubscribe"]
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
END, MAX_HISTORY, MAX_DEPTH = 128, 32768, 990


class Refused(Exception):
    """Its text is the code."""


class Key:
    def __init__(self, text):
        _, self.id, secret = text.split(".")
        self.number = 0
        for character in self.id:
            self.number = (31 * self.number + ord(character)) % 4096
        aes = Aes(base64.urlsafe_b64decode(secret + "="))
        blocks = [cmac(aes, bytes([i]) + b"hitmark sealed\0" + self.id.encode() + b"\2\0") for i in (1, 2, 3, 4)]
        self.mac, self.crypt = Aes(blocks[0] + blocks[1]), Aes(blocks[2] + blocks[3])

    def unseal(self, sealed, associated):
        tag, text = sealed[:16], sealed[16:]
        counter = int.from_bytes(tag, "big") & ~(1 << 63 | 1 << 31)
        stream = b"".join(self.crypt.encrypt((counter + i).to_bytes(16, "big")) for i in range(len(text) // 16 + 1))
        payload = xor(text, stream)
        d = xor(dbl(cmac(self.mac, bytes(16))), cmac(self.mac, associated))
        if len(payload) >= 16:
            last = payload[:-16] + xor(payload[-16:], d)
        else:
            last = xor(dbl(d), (payload + b"\x80").ljust(16, b"\0"))
        return payload if hmac.compare_digest(cmac(self.mac, last), tag) else None


class RangeDecoder:
    def __init__(self, payload):
        self.payload, self.position, self.low, self.range, self.offset = payload, 0, 0, 2 ** 32 - 1, 0
        for _ in range(4): self.offset = self.shifted()

    def shifted(self):
        byte = self.payload[self.position] if self.position < len(self.payload) else 0
        self.position += 1
        return (self.offset << 8 | byte) % 2 ** 32

    def look(self, bits):
        self.part = self.range >> bits
        return min(self.offset // self.part, 2 ** bits - 1)

    def take(self, start, size):
        self.offset -= start * self.part
        self.low = (self.low + start * self.part) % 2 ** 32
        self.range = size * self.part
        while self.range < 2 ** 24:
            self.offset, self.low, self.range = self.shifted(), self.low * 256 % 2 ** 32, self.range * 256

    def number(self, bits):
        value = 0
        while bits > 0:
            step = min(bits, 16)
            part = self.look(step)
            self.take(part, 1)
            value, bits = value << step | part, bits - step
        return value

    def symbol(self, starts):
        value, symbol = self.look(14), 0
        while starts[symbol + 1] <= value: symbol += 1
        self.take(starts[symbol], starts[symbol + 1] - starts[symbol])
        return symbol

    def is_complete(self):
        for unit in (2 ** 32, 2 ** 24, 2 ** 16, 2 ** 8, 1):
            shortest = -(-self.low // unit) * unit
            if shortest < self.low + self.range: break
        return (self.offset < self.range and self.position >= len(self.payload)
                and not self.payload.endswith(b"\0")
                and (self.low + self.offset - shortest) % 2 ** 32 == 0)


def frequency_table(weights):
    total, seen, starts = sum(weights), 0, [0]
    for i, weight in enumerate(weights):
        seen += weight
        starts.append(i + 1 + seen * (2 ** 14 - len(weights)) // total)
    return starts


class Model:
    def __init__(self, tables):
        self.tables, self.known = tables, {}
        lists = tables["phrases"]
        self.phrases = [(lists[name]["phrases"], frequency_table(
            [2 ** 24 // (place + lists[name]["head"]) for place in range(len(lists[name]["phrases"]))]))
            for name in ("URL prefixes", "JSON delimiters", "Words", "Fragments")]
        self.sample = " ".join(lists["Words"]["phrases"] + lists["Fragments"]["phrases"])
        self.digits = {radix: frequency_table([1] * radix) for radix in (16, 10, 62)}

    def class_of(self, character):
        for expression, name in (("[a-z]", "a"), ("[0-9]", "0"), ("[A-Z]", "A")):
            if re.match(expression, character): return name
        return character if character in self.tables["columns"] else "!" if " " <= character <= "~" else ""

    def context(self, name, before):
        if (name, before) not in self.known:
            self.known[name, before] = frequency_table(self.weights(name, before))
        return self.known[name, before]

    def after(self, unit):
        if unit >= 128: return self.context("wide", " ")
        name = self.class_of(chr(unit))
        return self.context(name, chr(unit) if name == "a" else " ")

    def weights(self, name, before):
        rows, columns = self.tables["weights"], self.tables["columns"]
        digits = [int(digit, 36) for digit in rows.get(name, rows["&"])]
        row = [0 if d == 0 else 2 ** ((d + 1) // 2) if d % 2 else 3 * 2 ** (d // 2 - 1) for d in digits]
        characters = [chr(code) for code in range(128)]
        classes = [self.class_of(c) for c in characters]
        parts = [1 + 3 * self.sample.count(before + c) if k == "a" else 1 for c, k in zip(characters, classes)]
        sums = {k: sum(p for p, of in zip(parts, classes) if of == k) for k in classes}
        return [2 ** 16 * row[columns.index(k)] * p // sums[k] if k else 0 for k, p in zip(classes, parts)] + [
            2 ** 16 * weight for weight in row[len(columns):]]

    def read_text(self, decoder, history, kind):
        start, symbol = len(history), decoder.symbol(self.context(kind, " "))
        while symbol != END:
            history += [symbol] if symbol < END else self.read_segment(decoder, history, symbol - END - 1)
            if len(history) > MAX_HISTORY: raise Refused("malformed-payload")
            symbol = decoder.symbol(self.after(history[-1]))
        text = history[start:]
        history.append(10)
        return b"".join(unit.to_bytes(2, "little") for unit in text).decode("utf-16-le", "surrogatepass")

    def read_segment(self, decoder, history, number):
        if number < 4:
            phrases, starts = self.phrases[number]
            return units(phrases[decoder.symbol(starts)])
        if number == 4:
            position = decoder.number(len(history).bit_length())
            end = position + 4 + decoder.number(5)
            if end > len(history): raise Refused("malformed-payload")
            return history[position:end]
        if number == 5:
            groups = ["%04x" % decoder.number(16) for _ in range(8)]
            return units("%s%s-%s-%s-%s-%s%s%s" % tuple(groups))
        if number < 9:
            radix, least, bits = [(16, 6, 6), (10, 2, 4), (62, 4, 5)][number - 6]
            length = least + decoder.number(bits)
            return [ord(DIGITS[decoder.symbol(self.digits[radix])]) for _ in range(length)]
        if number == 9:
            return units(timestamp(decoder))
        return [decoder.number(16 if decoder.number(1) else 11)]


def units(text):
    data = text.encode("utf-16-le", "surrogatepass")
    return [data[i] | data[i + 1] << 8 for i in range(0, len(data), 2)]


def timestamp(decoder):
    form = decoder.number(2)
    if form == 3: raise Refused("malformed-payload")
    count = decoder.number((16, 33, 43)[form])
    seconds, milliseconds = (count * 86400, 0) if form == 0 else (count, 0) if form == 1 else divmod(count, 1000)
    days, second = divmod(seconds, 86400)
    date = datetime.date.fromordinal(719163 + days).isoformat()
    clock = "T%02d:%02d:%02d" % (second // 3600, second // 60 % 60, second % 60)
    return date + ("", clock + "Z", clock + ".%03dZ" % milliseconds)[form]


def depth(text):
    level = deepest = 0
    for found in re.finditer(r'"(?:[^"\\]|\\.)*"|([\[{])|([\]}])', text, re.S):
        level += 1 if found[1] else -1 if found[2] else 0
        deepest = max(deepest, level)
    return deepest


def read_json(text):
    if depth(text) > MAX_DEPTH: raise Refused("too-deep")
    try:
        return json.loads(text)
    except ValueError:
        raise Refused("malformed-json")


def read_payload(model, payload, dictionary, version):
    decoder, history = RangeDecoder(payload), units(dictionary)
    link = {field["name"]: field["absent"] for fields in model.tables["versions"] for field in fields}
    for field in model.tables["versions"][version - 1]:
        name, form, share = field["name"], field["form"], field["share"]
        if decoder.look(4) >= share:
            decoder.take(share, 16 - share)
            continue
        decoder.take(0, share)
        if form == "time": link[name] = decoder.number(32) * 1000
        elif form == "flag": link[name] = field["value"]
        else:
            text = model.read_text(decoder, history, form)
            link[name] = read_json(text) if form == "json" else text
    if not decoder.is_complete(): raise Refused("malformed-payload")
    return link


def token_bytes(token):
    mark, text = token[:1], token[1:]
    decode, encode, bits, alphabet = (
        (base64.urlsafe_b64decode, base64.urlsafe_b64encode, 4, "[A-Za-z0-9_-]*") if mark == "s"
        else (base64.b32decode, base64.b32encode, 8, "[A-Za-z2-7]*"))
    if mark not in ("s", "b", "B") or not re.fullmatch(alphabet, text): raise Refused("malformed-token")
    text = text if mark == "s" else text.upper()
    try:
        data = decode(text + "=" * (-len(text) % bits))
    except ValueError:
        raise Refused("malformed-token")
    if encode(data).decode().rstrip("=") != text or len(data) < 18: raise Refused("malformed-token")
    return data


def json_text(text):
    literal = json.dumps(text, ensure_ascii=False)
    return re.sub("[\ud800-\udfff]", lambda lone: "\\u%04x" % ord(lone[0]), literal)


def spellings(token):
    for lost in ("", "-", "_"):
        try: yield token_bytes(token + lost)
        except Refused: pass


def read(model, token, keys, dictionaries, host, kind=None, now=0):
    possible_bytes = list(spellings(token))
    if not possible_bytes: raise Refused("malformed-token")
    data = possible_bytes[0]
    first, version, length = int.from_bytes(data[:2], "big"), 1, 2
    kind_number = first >> 14
    if kind_number == 3:
        kind_number, version, length = data[2] >> 6, data[2] % 64, 3
        if kind_number == 3 or not 2 <= version <= len(model.tables["versions"]):
            raise Refused("unknown-version")
    if len(data) < length + 16: raise Refused("malformed-token")
    header = int.from_bytes(data[:length], "big")
    candidates = [key for key in keys if key.number == first % 4096]
    if not candidates: raise Refused("unknown-key")
    is_bound = first >> 13 & 1
    possible = dictionaries if first >> 12 & 1 else [""]
    if not possible: raise Refused("unknown-dictionary")
    for key in candidates:
        for dictionary in possible:
            associated = '["hitmark sealed 1",%d,%s,%s]' % (
                header, json_text(host if is_bound else ""), json_text(dictionary))
            payloads = [key.unseal(each[length:], associated.encode()) for each in possible_bytes]
            payload = next((each for each in payloads if each is not None), None)
            if payload is None: continue
            link = {**read_payload(model, payload, dictionary, version), "kind": KINDS[kind_number], "key": key.id,
                    "format": "sealed", "authentic": True}
            if kind not in (None, link["kind"]): raise Refused("wrong-kind")
            if link["expiresAtMs"] is not None and link["expiresAtMs"] <= now: raise Refused("expired")
            return link
    raise Refused("wrong-host" if is_bound else "bad-signature")


def host_of(url):
    return re.sub(r"\.?(:\d*)?$", "", re.match(r"(?:https?://)?([^/?#]*)", url.lower())[1])


def token_of(url):
    path = re.sub(r"/?([?#].*)?$", "", url, flags=re.S)
    sealed = re.search(
        r"(?:^/?|[^/]/)(s[\w-]{24,}(?![\w-])|[bB][a-zA-Z2-7]{24,}(?![a-zA-Z2-7]))(?![\w-]*/[\w-])",
        path, re.ASCII)
    return sealed[1] if sealed else path.split("/")[-1]
