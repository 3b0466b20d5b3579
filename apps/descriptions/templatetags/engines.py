"""What a page says of the engines."""

from __future__ import annotations

from django import template

from apps.descriptions import engine

register = template.Library()


@register.inclusion_tag("descriptions/_sent_to.html")
def sent_to() -> dict[str, str]:
    """Where the text goes when the button beside this is pressed; nothing where it stays on this machine."""
    return {"places": " or ".join(engine.destinations())}
