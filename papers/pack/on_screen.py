# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A piece of a pack as it is shown in a browser: the very HTML that is printed, with what only paper needs taken out.

Only known elements and attributes pass. Classes and ids get a prefix, so that they meet none of the page around them;
headings go down by one, since the page has its own; links into the pack lead where the reader says.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from papers.search import folded
from papers.thai import normalise

BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 tr li dt dd div section table figure ul ol dl caption".split())
INLINE = frozenset("a span strong em b i small sub sup br img figcaption thead tbody tfoot th td".split())
VOID = frozenset({"br", "img", "col", "hr", "input", "link", "meta", "source", "wbr"})
COMPARED = frozenset("p h2 h3 h4 tr li dd figcaption".split())  # what is marked where it reads otherwise than before
KEPT = frozenset({"colspan", "rowspan", "scope", "lang", "alt", "start"})
ACCEPTED = frozenset({"colspan", "rowspan", "start"})  # whose value is a number
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
PREFIX = "pk-"
CHANGED = f"{PREFIX}changed"
WAYS = {"item", "pn", "label"}


@dataclass
class Node:
    """An element, or with an empty tag the whole; its children are elements and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)

    def words(self) -> str:
        """All its text, without white space."""
        return "".join("".join(one.split()) if isinstance(one, str) else one.words() for one in self.children)


@dataclass(frozen=True)
class Ways:
    """Where the links of a pack lead: the address of a place, its page in the PDF and its label; "" for none."""

    address: Callable[[str], str]
    page: Callable[[str], str]
    label: Callable[[str], str]


NOWHERE = Ways(lambda _name: "", lambda _name: "", lambda _name: "")


class _Tree(HTMLParser):
    """Reads what stands in the body."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self._open: list[Node] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._open = [self.root]
        elif self._open:
            node = Node(tag, {name: value or "" for name, value in attrs})
            if tag != "svg":  # what is drawn says its words beside it
                self._open[-1].children.append(node)
            if tag not in VOID:
                self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag == "body":
            self._open = []
        elif any(node.tag == tag for node in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].children.append(data)


def read(html: str) -> Node:
    """The body of a laid-out page."""
    tree = _Tree()
    tree.feed(html)
    tree.close()
    return tree.root


def heading_of(root: Node) -> str:
    """The words of its first heading, or ""."""
    for node in _elements(root):
        if node.tag in ("h1", "h2"):
            return " ".join(said(node).split())
    return ""


def said(root: Node) -> str:
    """What it says as running text: a block a line, without what the pack writes into slots."""
    return "\n".join(line for raw in "".join(_said(root)).split("\n") if (line := " ".join(raw.split())))


def blocks_of(root: Node) -> frozenset[str]:
    """What each block says that is marked where it reads otherwise in a later pack."""
    return frozenset(node.words() for node in _elements(root) if node.tag in COMPARED)


def shown(
    root: Node, ways: Ways = NOWHERE, *, terms: Sequence[str] = (), before: Collection[str] | None = None
) -> SafeString:
    """Its HTML for a page. ``terms`` are lit; blocks that are not in ``before`` are marked as read otherwise now."""
    return mark_safe("".join(_Screen(ways, terms, before).all_of(root)))  # noqa: S308 - escaped piece by piece


def lit(text: str, terms: Sequence[str]) -> str:
    """A text as HTML, with each term in a <mark>."""
    spots = places(text := normalise(text), terms) if terms else []
    told, at = [], 0
    for first, last in spots:
        told += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
        at = last
    return "".join([*told, escape(text[at:])])


def places(text: str, terms: Sequence[str], low: str = "") -> list[tuple[int, int]]:
    """Where the terms stand in a text, from left to right, each stretch once; ``low`` is the text folded, if known."""
    low, found = low or folded(text), []
    for term in terms:
        at = low.find(term)
        while at >= 0:
            found.append((at, at + len(term)))
            at = low.find(term, at + len(term))
    joined: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


class _Screen:
    def __init__(self, ways: Ways, terms: Sequence[str], before: Collection[str] | None) -> None:
        self._ways, self._terms, self._before = ways, terms, before
        self._heading, self._tables = "", Counter[str]()

    def all_of(self, node: Node) -> Iterator[str]:
        for child in node.children:
            if isinstance(child, str):
                yield lit(child, self._terms)
            elif child.tag in BLOCKS or child.tag in INLINE:
                yield from self._element(child)
            elif child.tag not in ("style", "script", "template", "head", "colgroup", "col"):
                yield from self.all_of(child)

    def _element(self, node: Node) -> Iterator[str]:
        if node.tag == "a":
            yield from self._link(node)
            return
        if node.tag == "img":
            source = node.attributes.get("src", "")
            if source.startswith("data:image/"):
                yield f'<img src="{escape(source)}" alt="{escape(node.attributes.get("alt", ""))}" class="{PREFIX}img">'
            return
        if node.tag == "table" and "grid" in node.attributes.get("class", "").split():
            yield from self._in_a_region(node)
            return
        if node.tag in HEADINGS:
            self._heading = " ".join(said(node).split())
        yield from self._plain(node)

    def _in_a_region(self, node: Node) -> Iterator[str]:
        """A table of columns, which a narrow screen moves under its window."""
        self._tables[self._heading] += 1
        count = self._tables[self._heading]
        label = f"{self._heading} ({count})" if count > 1 else self._heading
        yield f'<div class="{PREFIX}scroll" role="region" tabindex="0" aria-label="{escape(label or _("Table"))}">'
        yield from self._plain(node)
        yield "</div>"

    def _plain(self, node: Node) -> Iterator[str]:
        tag, classes = _lower(node.tag), self._classes(node)
        is_new = self._before is not None and self._is_new(node)
        if is_new:
            classes.append(CHANGED)
        yield f"<{tag}{_attributes(node, classes)}>"
        if node.tag in VOID:
            return
        if is_new and node.tag != "tr":
            yield f'<span class="visually-hidden">{escape(_("Changed:"))} </span>'
        yield from self.all_of(node)
        yield f"</{tag}>"

    def _classes(self, node: Node) -> list[str]:
        return [PREFIX + name for name in node.attributes.get("class", "").split()]

    def _is_new(self, node: Node) -> bool:
        assert self._before is not None
        if node.tag not in COMPARED or "provenance" in node.attributes.get("class", ""):
            return False
        words = node.words()
        return bool(words) and words not in self._before

    def _link(self, node: Node) -> Iterator[str]:
        """A link of the pack: to a place in it, or a slot that says a page or a label. Others are text."""
        parts = urlsplit(node.attributes.get("href", ""))
        way, _dash, name = unquote(parts.path).partition("-")
        if parts.scheme != "pack" or way not in WAYS:
            yield from self.all_of(node)
            return
        address = self._ways.address(name)
        if way == "item":
            inside = "".join(self.all_of(node))
        else:
            inside = escape(self._ways.page(name) if way == "pn" else self._ways.label(name))
        is_led = address and way != "label" and inside.strip()
        yield f'<a href="{escape(address)}">{inside}</a>' if is_led else inside


def _attributes(node: Node, classes: list[str]) -> str:
    told = {"class": " ".join(classes)} if classes else {}
    if node.attributes.get("id"):
        told["id"] = PREFIX + node.attributes["id"]
    for name in KEPT & set(node.attributes):
        value = node.attributes[name]
        if name not in ACCEPTED or value.isdigit():
            told[name] = value
    return "".join(f' {name}="{escape(value)}"' for name, value in sorted(told.items()))


def _lower(tag: str) -> str:
    return f"h{min(int(tag[1]) + 1, 6)}" if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else tag


def _elements(node: Node) -> Iterator[Node]:
    for child in node.children:
        if isinstance(child, Node):
            yield child
            yield from _elements(child)


def _said(node: Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif child.tag not in ("style", "script", "template", "head"):
            apart = "\n" if child.tag in BLOCKS or child.tag == "br" else " " if child.tag in ("td", "th") else ""
            yield apart
            yield from _said(child)
            yield apart


def spelt(root: Node) -> str:
    """What it says in one spelling, as terms are looked for."""
    return normalise(said(root))
