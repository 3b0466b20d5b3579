from __future__ import annotations

import json

from ml.documents import Format, export, parse, web_page
from ml.documents.tests.samples import nurse

TEXT = "<h1>Baker</h1><h2>Duties</h2><ul><li>Bake</li></ul>" + "<p>Good bread and long nights.</p>" * 10


def test_it_works() -> None:
    page = f"<html><body><nav>Home</nav><main>{TEXT}</main><footer>Cookies</footer></body></html>"
    found = web_page.parse(page)
    assert found.title == "Baker"
    assert "Home" not in str(found)
    assert "Cookies" not in str(found)


def test_json_ld_comes_first() -> None:
    posting = json.dumps({"@type": "JobPosting", "title": "Head Baker", "description": "<p>Bake</p>"})
    page = f'<body><script type="application/ld+json">{posting}</script><main>{TEXT}</main></body>'
    assert web_page.parse(page).title == "Head Baker"


def test_json_ld_of_something_else_is_passed_over() -> None:
    page = f'<body><script type="application/ld+json">{{"@type": "WebSite"}}</script><main>{TEXT}</main></body>'
    assert web_page.parse(page).title == "Baker"


def test_without_a_main_part_only_the_frame_goes() -> None:
    page = f"<body><header><a>Menu</a></header><div>{TEXT}</div><form>Search<input></form>tail</body>"
    found = str(web_page.parse(page))
    assert "Bake" in found
    assert "tail" in found
    assert "Menu" not in found
    assert "Search" not in found


def test_the_header_that_holds_the_title_stays() -> None:
    found = web_page.parse(
        f"<body><main><header><h1>Baker</h1></header><h2>Duties</h2><p>{'Bake. ' * 50}</p></main></body>"
    )
    assert found.title == "Baker"


def test_a_piece_of_a_page_is_read_as_it_is() -> None:
    exported = export(nurse(), Format.HTML).content
    assert parse(exported, Format.HTML).sections == nurse().sections
