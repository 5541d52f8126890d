"""What is written: text in the source's layout, JSON lines by contract, HTML that is safe."""

from __future__ import annotations

import io
import json
from html.parser import HTMLParser

from translate.formats import WRITERS
from translate.glossary.entry import Entry
from translate.glossary.inflection import Form
from translate.glossary.matching import Match
from translate.pipeline import Term, Translation
from translate.text import split

ENTRY = Entry("Tokajew", "Tokayev")
SOURCE = "Prośba Tokajewa."


def translation(status: str = "kept") -> Translation:
    form = Form("Tokajewa", frozenset({"gen"}), "sg")
    term = Term(Match(7, 15, "Tokajewa", ENTRY, form), status, "mask")  # type: ignore[arg-type]
    return Translation(SOURCE, "Tokayev's <b> request.", (term,))


def write(name: str, text: str, translations: list[Translation]) -> str:
    file = io.StringIO()
    writer = WRITERS[name](file)
    todo = iter(translations)
    for paragraph in split(text):
        writer.write("a.txt", paragraph, [next(todo) for _ in paragraph.segments])
    writer.close()
    return file.getvalue()


def test_text_keeps_the_layout() -> None:
    assert write("text", f"\n  {SOURCE}\r\n\r\n", [translation()]) == (
        "\n  Tokayev's <b> request.\r\n\r\n"
    )


def test_jsonl_follows_the_contract() -> None:
    rows = write("jsonl", f"{SOURCE}\n\n{SOURCE}\n", [translation()] * 2).splitlines()
    first, second = map(json.loads, rows)
    assert first == {
        "input": "a.txt",
        "paragraph": 1,
        "segment": 1,
        "source": SOURCE,
        "target": "Tokayev's <b> request.",
        "terms": [
            {
                "source": "Tokajew",
                "matched": "Tokajewa",
                "start": 7,
                "stop": 15,
                "target": "Tokayev",
                "status": "kept",
            }
        ],
    }
    assert (second["paragraph"], second["segment"]) == (2, 1)


class Outline(HTMLParser):
    """Collects tags and what the page would load from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.marks: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = dict(attrs)
        self.links += [value for key, value in attrs if key in ("src", "href") and value]
        if tag == "mark":
            self.marks.append(values.get("class"))


def test_html_is_self_contained_and_escaped() -> None:
    page = write("html", SOURCE, [translation("repaired")])
    outline = Outline()
    outline.feed(page)
    assert outline.links == []
    assert "b" not in outline.tags
    assert outline.marks[:2] == ["repaired", "repaired"]
    assert "&lt;b&gt;" in page
    assert page.rstrip().endswith("</html>")


def test_html_shows_what_is_missing_in_the_source() -> None:
    lost = Translation(SOURCE, "A request.", translation("missing").terms)
    outline = Outline()
    outline.feed(write("html", SOURCE, [lost]))
    assert outline.marks[0] == "missing"
