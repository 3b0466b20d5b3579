"""Postings of two companies that do not exist: one warm and British, one formal and American."""

from __future__ import annotations

from ml.documents import Document, Format, parse

WARM = """# {title}

## About us
Northfield Foods has fed the valley since 1962. We are a family firm of eighty people in three kitchens.

## The job in short
You'll join our friendly team and love the noise of a full house, and you'll be glad of the quiet afterwards.

## What you'll do
- Cook {what} for two hundred guests
- Keep a tidy kitchen that's ready for anyone
- Organise the rota with care for one another

## What you'll bring
- You hold a food hygiene certificate
- You don't panic when the programme changes

## Equal opportunity
We welcome everyone regardless of age, faith or background, and we make adjustments wherever they are needed.
"""
STERN = """# {title}

## Purpose Of The Post
The postholder shall administer {what} of the county in accordance with federal rules. The incumbent reports to Ann.

## Main Duties And Tasks
- The postholder organizes the program of the labor center.
- The incumbent does not leave the counter unattended.
- The postholder shall analyze returns.

## Essential Requirements
- A high school diploma is required of the incumbent.
- The postholder is able to operate the counter.
"""
WHAT = ("lunch", "dinner", "bread", "soup", "cakes", "pasta", "fish", "stews", "salads", "pies")


def warm(count: int) -> list[Document]:
    return [read(WARM.format(title=f"Cook {number}", what=WHAT[number])) for number in range(count)]


def stern(count: int) -> list[Document]:
    return [read(STERN.format(title=f"Clerk {number}", what=WHAT[number])) for number in range(count)]


def read(text: str) -> Document:
    return parse(text.encode(), Format.MARKDOWN)
