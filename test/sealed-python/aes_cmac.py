"""AES (FIPS 197), encryption only, and AES-CMAC (RFC 4493): slow, but for the standard library alone."""


def times2(x):
    return (x << 1) ^ (0x11B if x & 0x80 else 0)


def make_sbox():
    p = q = 1
    sbox = [0x63] * 256
    while True:
        p ^= times2(p)
        q ^= q << 1; q ^= q << 2; q ^= q << 4; q &= 0xFF
        if q & 0x80: q ^= 0x09
        rotated = q * 0x101
        sbox[p] = (q ^ rotated >> 7 ^ rotated >> 6 ^ rotated >> 5 ^ rotated >> 4) & 0xFF ^ 0x63
        if p == 1: return sbox


SBOX = make_sbox()


class Aes:
    def __init__(self, key):
        words, n, round_constant = [list(key[i:i + 4]) for i in range(0, len(key), 4)], len(key) // 4, 1
        for i in range(n, 4 * (n + 7)):
            word = words[-1]
            if i % n == 0:
                word = [SBOX[b] for b in word[1:] + word[:1]]
                word[0] ^= round_constant
                round_constant = times2(round_constant)
            elif n > 6 and i % n == 4:
                word = [SBOX[b] for b in word]
            words.append([a ^ b for a, b in zip(words[i - n], word)])
        self.rounds = [sum(words[i:i + 4], []) for i in range(0, len(words), 4)]

    def encrypt(self, block):
        state = [a ^ b for a, b in zip(block, self.rounds[0])]
        for number, key in enumerate(self.rounds[1:], 2):
            state = [SBOX[state[(5 * i) % 16]] for i in range(16)]
            if number < len(self.rounds):
                mixed = []
                for i in range(0, 16, 4):
                    column = state[i:i + 4]
                    every = column[0] ^ column[1] ^ column[2] ^ column[3]
                    mixed += [c ^ every ^ times2(c ^ column[(k + 1) % 4]) for k, c in enumerate(column)]
                state = mixed
            state = [a ^ b for a, b in zip(state, key)]
        return bytes(state)


def xor(a, b):
    return bytes(x ^ y for x, y in zip(a, b))


def dbl(block):
    number = int.from_bytes(block, "big") << 1
    return (number & (1 << 128) - 1 ^ (0x87 if number >> 128 else 0)).to_bytes(16, "big")


def cmac(aes, message):
    whole = dbl(aes.encrypt(bytes(16)))
    cut = max(0, (len(message) - 1) // 16 * 16)
    last, mac = message[cut:], bytes(16)
    last = xor(last, whole) if len(last) == 16 else xor((last + b"\x80").ljust(16, b"\0"), dbl(whole))
    for i in range(0, cut, 16):
        mac = aes.encrypt(xor(mac, message[i:i + 16]))
    return aes.encrypt(xor(mac, last))
