"""Mail: that there is something new, never what. Sent by the worker where a mail server is configured."""

import logging
from collections import Counter

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unionaid.notifications.models import MailAddress, Notification

logger = logging.getLogger(__name__)


def send_due():
    """Mail everybody with an address who has something new and unread, once for each piece of news.

    What is to be told is claimed first, so that two workers never tell it twice; where the mail
    cannot be sent it is given back and tried again.
    """
    if not settings.MAIL_IS_CONFIGURED:
        return
    waiting = Notification.objects.unread().filter(mailed_at=None, user__mail_address__isnull=False)
    for user, _number in sorted(Counter(waiting.values_list("user", flat=True)).items()):
        _tell(user)


def _tell(user):
    now = timezone.now()
    claimed = Notification.objects.filter(user=user, mailed_at=None).unread()
    number = claimed.update(mailed_at=now)
    if not number:
        return
    address = MailAddress.objects.get(user=user).address
    words = ngettext(
        "您在工会帮扶系统有 %(n)d 条新通知，请登录查看。",
        "您在工会帮扶系统有 %(n)d 条新通知，请登录查看。",
        number,
    )
    try:
        send_mail(_("工会帮扶系统通知"), words % {"n": number}, settings.DEFAULT_FROM_EMAIL, [address])
    except OSError:
        logger.warning("mail could not be sent to user %s", user)
        Notification.objects.filter(user=user, mailed_at=now).update(mailed_at=None)
