"""Writes messages of many shapes with Python's email: lines of JSON, each a name and a message."""

import base64
import json
import mailbox
import os
import sys
import tempfile
from email import charset as charsets
from email import policy
from email.message import EmailMessage, MIMEPart
from email.mime.application import MIMEApplication
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText

GREETINGS = {
    "utf-8": "Grüße, 日本語, Привет, 😀",
    "us-ascii": "Hello",
    "iso-8859-1": "Grüße, façade",
    "iso-8859-2": "Zażółć gęślą jaźń",
    "iso-8859-5": "Привет",
    "iso-8859-7": "Καλημέρα",
    "iso-8859-9": "Günaydın, şeker",
    "iso-8859-15": "Prix: 5 €, œuvre",
    "windows-1250": "Příliš žluťoučký kůň – „úpěl“",
    "windows-1251": "Привет — «мир»",
    "windows-1252": "Prix – 5 € “now”",
    "windows-1253": "Καλημέρα",
    "windows-1254": "Günaydın – şeker",
    "windows-1255": "שלום",
    "windows-1256": "مرحبا",
    "windows-1257": "Ąžuolas",
    "windows-1258": "Chào",
    "koi8-r": "Привет",
    "koi8-u": "Привіт",
    "iso-2022-jp": "こんにちは、日本語のメールです",
    "shift_jis": "こんにちは、表示ソース能",
    "euc-jp": "こんにちは、日本語",
    "gb2312": "你好，世界",
    "gbk": "你好，世界，鎔",
    "gb18030": "你好，世界 😀 ㆐",
    "big5": "你好，功能許蓋",
    "euc-kr": "안녕하세요",
}


def html(charset, lines=3, eol="\n"):
    hello = GREETINGS[charset]
    items = eol.join(
        f'<p>{hello} {n}: <a href="https://shop.example/{n}?a=1&amp;b={n}%3D">{hello}</a> = {n}</p>'
        for n in range(lines)
    )
    return eol.join(
        [
            f"<!doctype html><html><head><title>{hello}</title></head><body>",
            items,
            f"<a class=x href='https://shop.example/single?q={hello if charset == 'utf-8' else 'x'}'>{hello}</a>",
            "<a href=https://shop.example/bare>=</a>" + hello + "<a href='mailto:a@b.example'>x</a>",
            "</body></html>",
            "",
        ]
    )


def text(charset, eol="\n"):
    hello = GREETINGS[charset]
    return eol.join([hello, f"{hello} https://shop.example/t?a=1&b=2 {hello}", "(https://shop.example/u).", ""])


def head(message, subject="Offers for you – Grüße"):
    message["From"] = "Shop <us@shop.example>"
    message["To"] = "Ann <ann@recipient.example>"
    message["Subject"] = subject
    message["Date"] = "Mon, 30 Nov 2026 10:00:00 +0000"
    message["Message-ID"] = "<1@shop.example>"
    return message


def modern(build, **head_options):
    message = head(EmailMessage(), **head_options)
    build(message)
    return message


shapes = {}


def shape(name):
    def add(build):
        shapes[name] = build
        return build

    return add


def simple(subtype, charset, cte):
    body = html(charset) if subtype == "html" else text(charset)

    def build():
        part = MIMENonMultipart("text", subtype, charset=charset)
        data = body.encode(charset)
        encode = charsets.Charset(charset)
        encode.body_encoding = {"quoted-printable": charsets.QP, "base64": charsets.BASE64}.get(cte)
        if cte in ("quoted-printable", "base64"):
            import email.quoprimime

            part["Content-Transfer-Encoding"] = cte
            if cte == "base64":
                part.set_payload(base64.encodebytes(data).decode())
            else:
                part.set_payload(email.quoprimime.body_encode(data.decode("latin-1")))
            return head(part).as_bytes()
        part["Content-Transfer-Encoding"] = cte
        head(part)
        return part.as_bytes() + data

    return build


for charset in GREETINGS:
    for subtype in ("html", "plain"):
        for cte in ("quoted-printable", "base64", "8bit"):
            stated = "7bit" if cte == "8bit" and charset in ("us-ascii", "iso-2022-jp") else cte
            shapes[f"{subtype} in {charset}, {stated}"] = simple(subtype, charset, stated)


@shape("the library's own choices, text and HTML")
def _():
    def build(message):
        message.set_content(text("utf-8"))
        message.add_alternative(html("utf-8"), subtype="html")

    return modern(build).as_bytes()


@shape("the same with CRLF")
def _():
    def build(message):
        message.set_content(text("utf-8"))
        message.add_alternative(html("utf-8"), subtype="html")

    return modern(build).as_bytes(policy=policy.SMTP)


@shape("8bit by policy")
def _():
    def build(message):
        message.set_content(text("utf-8"), cte="8bit")
        message.add_alternative(html("utf-8"), subtype="html", cte="8bit")

    return modern(build).as_bytes(policy=policy.default.clone(cte_type="8bit"))


@shape("addresses in the header as UTF-8")
def _():
    message = modern(lambda m: m.set_content(html("utf-8"), subtype="html", cte="8bit"), subject="Grüße 日本")
    return message.as_bytes(policy=policy.SMTPUTF8)


@shape("nested multiparts with images, attachments and an attached message")
def _():
    def build(message):
        message.set_content(text("utf-8"))
        message.add_alternative(html("utf-8"), subtype="html")
        message.get_payload()[1].add_related(b"\x89PNG" + bytes(range(256)), "image", "png", cid="<i@x>")
        message.add_attachment(bytes(range(256)) * 40, "application", "pdf", filename="Angebot – Grüße.pdf")
        message.add_attachment(html("utf-8"), subtype="html", filename="page.html")
        message.add_attachment(text("utf-8"), filename="notes.txt")
        inner = modern(lambda m: m.set_content(html("utf-8"), subtype="html"))
        message.add_attachment(inner)

    return modern(build).as_bytes()


@shape("parts of HTML before and after an attachment")
def _():
    message = head(MIMEMultipart("mixed"))
    message.attach(MIMEText(html("utf-8"), "html", "utf-8"))
    message.attach(MIMEApplication(b"pdf", "pdf", name="a.pdf"))
    message.attach(MIMEText(html("iso-8859-1"), "html", "iso-8859-1"))
    return message.as_bytes()


@shape("an HTML part that is not the root of its multipart")
def _():
    message = head(MIMEMultipart("related", start="<root@x>", type="text/html"))
    frame = MIMEText(html("utf-8"), "html", "utf-8")
    frame["Content-ID"] = "<frame@x>"
    root = MIMEText(html("utf-8"), "html", "utf-8")
    root["Content-ID"] = "<root@x>"
    message.attach(frame)
    message.attach(root)
    return message.as_bytes()


@shape("a forwarded message")
def _():
    message = head(MIMEMultipart("mixed"))
    message.attach(MIMEText(text("utf-8"), "plain", "utf-8"))
    message.attach(MIMEMessage(modern(lambda m: m.set_content(html("utf-8"), subtype="html"))))
    return message.as_bytes()


@shape("a digest")
def _():
    message = head(MIMEMultipart("digest"))
    for _n in range(2):
        inner = MIMEMessage(modern(lambda m: m.set_content(text("us-ascii"))))
        del inner["Content-Type"]
        message.attach(inner)
    return message.as_bytes()


@shape("an awkward boundary, a preamble and an epilogue")
def _():
    message = head(MIMEMultipart("alternative", boundary="a'()+_,-./:=? b"))
    message.preamble = "This is a multipart message.\n--a'()+_,-./:=? bc\nhttps://shop.example/preamble\n"
    message.epilogue = "The end.\nhttps://shop.example/epilogue\n"
    message.attach(MIMEText(text("utf-8"), "plain", "utf-8"))
    message.attach(MIMEText(html("utf-8"), "html", "utf-8"))
    return message.as_bytes()


@shape("a boundary that begins as another does")
def _():
    inner = MIMEMultipart("alternative", boundary="part-1")
    inner.attach(MIMEText(text("utf-8"), "plain", "utf-8"))
    inner.attach(MIMEText(html("utf-8"), "html", "utf-8"))
    message = head(MIMEMultipart("mixed", boundary="part"))
    message.attach(inner)
    message.attach(MIMEApplication(b"x" * 1000, "pdf", name="a.pdf"))
    return message.as_bytes()


@shape("a boundary in pieces (RFC 2231)")
def _():
    message = modern(lambda m: (m.set_content(text("utf-8")), m.add_alternative(html("utf-8"), subtype="html")))
    raw = message.as_bytes()
    boundary = message.get_boundary()
    half = len(boundary) // 2
    pieces = f'boundary*0="{boundary[:half]}";\n boundary*1="{boundary[half:]}"'
    return raw.replace(f'boundary="{boundary}"'.encode(), pieces.encode())


@shape("a message cut off before its last boundary")
def _():
    message = modern(lambda m: (m.set_content(text("utf-8")), m.add_alternative(html("utf-8"), subtype="html")))
    raw = message.as_bytes()
    return raw[: raw.rindex(b"--" + message.get_boundary().encode())]


@shape("format=flowed")
def _():
    message = modern(lambda m: m.set_content("> quoted https://shop.example/t?a=1&b=2 \n> and on\n\nSee \n(https://shop.example/u).\n-- \nUs\n"))
    message.set_param("format", "flowed")
    return message.as_bytes()


@shape("format=flowed, delsp=yes, with an address over two lines")
def _():
    message = modern(lambda m: m.set_content("See https://shop.example/ \nt?a=1&b=2  \nand\nhttps://shop.exam \nple/u\n"))
    message.set_param("format", "flowed")
    message.set_param("delsp", "yes")
    return message.as_bytes()


@shape("lines of 998 and a line that grows over it")
def _():
    message = head(EmailMessage())
    long_line = '<p>' + 'x' * 900 + '<a href="https://shop.example/long?' + 'y' * 40 + '">z</a>'
    message.set_content(long_line + "\n" + "w" * 998 + "\n</body>\n", subtype="html", cte="7bit")
    return message.as_bytes(policy=policy.default.clone(max_line_length=None))


@shape("a whole page in one line")
def _():
    body = html("utf-8", lines=80).replace("\n", "")
    return modern(lambda m: m.set_content(body, subtype="html")).as_bytes()


@shape("no MIME at all")
def _():
    lines = ["From: us@shop.example", "To: ann@recipient.example", "Subject: Hello", ""]
    return "\n".join(lines + [text("us-ascii")]).encode()


@shape("no MIME at all, and a line that grows over 998")
def _():
    lines = ["From: us@shop.example", "To: ann@recipient.example", "Subject: Hello", ""]
    return "\n".join(lines + ["x" * 930 + " https://shop.example/t?a=1&b=2", ""]).encode()


@shape("a mailbox's copy, with a line From and its length")
def _():
    folder = tempfile.mkdtemp()
    box = mailbox.mbox(os.path.join(folder, "box"))
    message = mailbox.mboxMessage(modern(lambda m: m.set_content(html("utf-8"), subtype="html")).as_bytes())
    message["Content-Length"] = str(len(message.get_payload().encode()))
    message["Lines"] = str(message.get_payload().count("\n"))
    box.add(message)
    box.flush()
    with open(os.path.join(folder, "box"), "rb") as file:
        return file.read()


@shape("an invitation")
def _():
    message = head(MIMEMultipart("alternative"))
    message.attach(MIMEText(html("utf-8"), "html", "utf-8"))
    event = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nURL:https://shop.example/event\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    part = MIMEText(event, "calendar", "utf-8")
    part.set_param("method", "REQUEST")
    message.attach(part)
    return message.as_bytes()


for name, build in shapes.items():
    message = base64.b64encode(build()).decode()
    sys.stdout.write(json.dumps({"name": name, "message": message}) + "\n")
