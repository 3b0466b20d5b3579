"""Reading an endless answer in a test."""

from __future__ import annotations

import asyncio

from asgiref.sync import sync_to_async
from django.db import connections


def tell(story):
    """Run a story to its end and give back the connection of the thread that served it: the database outlives it."""

    async def told():
        try:
            return await story()
        finally:
            await sync_to_async(connections.close_all)()

    return asyncio.run(told())


async def text_of(response) -> str:
    return "".join([chunk.decode() async for chunk in response.streaming_content])
