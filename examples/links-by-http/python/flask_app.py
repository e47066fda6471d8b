"""POST /orders sends a confirmation whose links and opening are tracked."""

import smtplib
from email.message import EmailMessage
from os import environ

from flask import Flask, request

from hitmark_links import track

app = Flask(__name__)


@app.post("/orders")
def order():
    customer = request.get_json()
    message = EmailMessage()
    message["Subject"] = "Your order"
    message["From"] = "shop@shop.example"
    message["To"] = customer["email"]
    message.set_content("Thank you: https://shop.example/orders")
    message.add_alternative('<a href="https://shop.example/orders">Thank you</a>', subtype="html")
    tracked = track(message, customer["id"], "order", site="acme")
    with smtplib.SMTP("localhost", int(environ.get("SMTP_PORT", "25"))) as smtp:
        smtp.send_message(tracked)
    return "", 204
