"""Mails to those who manage endpoints: the other system does not hear of what happens here any more."""

from __future__ import annotations

import logging

from django.conf import settings
from django.urls import reverse

from apps.ats.accesses import people_who_connect
from apps.ats.models import Delivery, Endpoint
from jdcopilot.lib.mails import send_to_each

logger = logging.getLogger(__name__)


def mail_switched_off() -> int:
    """Tell of each endpoint that was switched off, once; what no mail server takes is tried again next time."""
    untold = Endpoint.objects.filter(is_untold=True)
    return sum(_tell(endpoint) for endpoint in untold if untold.filter(pk=endpoint.pk).update(is_untold=False))


def _tell(endpoint: Endpoint) -> int:
    addresses = people_who_connect().values_list("email", flat=True)
    try:
        return send_to_each(addresses, f"Webhook endpoint switched off: {endpoint}", _body(endpoint))
    except OSError as error:
        logger.warning("could not mail that endpoint %s is switched off: %s", endpoint.pk, error)
        Endpoint.objects.filter(pk=endpoint.pk, is_active=False).update(is_untold=True)
        return 0


def _body(endpoint: Endpoint) -> str:
    dead = endpoint.deliveries.filter(state=Delivery.State.DEAD).count()
    given_up = f" {dead} deliver{'y was' if dead == 1 else 'ies were'} given up." if dead else ""
    page = f"{settings.SITE_URL}{reverse('connections:endpoints')}"
    return (
        f"{endpoint} is switched off: nothing is sent there any more.{given_up}\n"
        f"{endpoint.disabled_reason}\n\n"
        "Next step: mend the receiver, then switch the endpoint on again; what has waited goes out then. "
        f"What was given up or missed can be sent again there too:\n{page}"
    )
