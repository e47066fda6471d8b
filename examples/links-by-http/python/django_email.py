"""Sends one person an email of Django whose links and opening are tracked."""

from django.core.mail import EmailMultiAlternatives

from hitmark_links import hitmark


def send_tracked(subject, text, html, to, recipient, campaign, **options):
    """`recipient` is your own id of the person; `options` are those of /api/rewrite, such as `site`."""
    email = {"html": html, "text": text, "recipient": recipient, "message": campaign, **options}
    tracked = hitmark("/api/rewrite", email)
    headers = tracked.get("headers")
    message = EmailMultiAlternatives(subject, tracked["text"], to=[to], headers=headers)
    message.attach_alternative(tracked["html"], "text/html")
    return message.send()
