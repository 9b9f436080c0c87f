"""Which links inside a repository lead nowhere. What cannot be known offline is taken as good."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from posixpath import basename, normpath, splitext
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pm_lint.postmortem.references import Reference, definitions_in, links_in
from pm_lint.record import NamedTuple

if TYPE_CHECKING:
    from pm_lint.postmortem.anchors import Anchors
    from pm_lint.postmortem.postmortem import Postmortem

FileExists = Callable[[str], bool | None]
ReadFile = Callable[[str], str | None]

MOST_SUGGESTIONS = 50
"""So many broken links of a document are compared with what exists; the others are only reported."""
_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]*:"
_TEMPLATED = r"[{}<>\[\]]|\$\(|%7[bB]|…|\.\.\.|\bXX"
_FORGE = r"/(?:issues|pulls?|commits?|releases|wiki|compare|tree|blob|actions|discussions|-)(?:/|$)"
"""Pages of the forge that a relative link from a file reaches: ``../../issues/12``."""
_MARKDOWN = (".md", ".markdown", ".mdx", ".qmd")
_RENDERED = (".html", ".htm", ".php", ".aspx")
"""Pages that a site generator writes from other files."""


class Broken(NamedTuple):
    """A link that leads nowhere."""

    reference: Reference
    message: str
    help: str
    replacement: str | None = None
    """The destination that is clearly meant."""
    certain: bool = False
    """Whether the replacement says the same in other writing."""


def broken_destinations(postmortem: Postmortem, file_exists: FileExists, read_file: ReadFile) -> Iterator[Broken]:
    """The links, images and definitions that lead to no file or no anchor."""
    return _Checker(postmortem, file_exists, read_file).run()


def _may_be_local(text: str) -> bool:
    """Whether any destination is not on the web, a quick test: in most documents none is."""
    return (
        text.count("](") > text.count("](http")
        or text.count("]: ") > text.count("]: http")
        or "href=" in text
        or "src=" in text
    )


class _Checker:
    """Remembers anchors and files, which several links of a document often share."""

    def __init__(self, postmortem: Postmortem, file_exists: FileExists, read_file: ReadFile) -> None:
        self.postmortem = postmortem
        self.file_exists = file_exists
        self.read_file = read_file
        self.suggestions = 0
        self.anchors: dict[str, Anchors | None] = {}
        name = basename(postmortem.source.path.replace("\\", "/"))
        self.is_template = "template" in name.lower()
        self.stem = name.split(".")[0]
        self.is_page = postmortem.tree.front_matter is not None

    def run(self) -> Iterator[Broken]:
        for reference in self._local():
            if reference.kind == "autolink" or reference.defined:
                continue
            url = reference.url
            if not url:
                if reference.kind in ("link", "image") and not self.is_template:
                    yield Broken(
                        reference._replace(span=reference.whole), "link without a destination", "say where it leads"
                    )
            elif url.startswith("#"):
                yield from self._anchor(reference, "", url[1:], self._own())
            elif not url.startswith(("/", "\\", "@", "~", "?")) and not re.match(_SCHEME, url):
                yield from self._path(reference)

    def _local(self) -> Iterator[Reference]:
        """The references that may lead to something in the repository, and others beside them."""
        tree = self.postmortem.tree
        if not _may_be_local(tree.source.text):
            return
        for text in tree.texts:
            content = text.content
            if ("](" in content or "<" in content) and _may_be_local(content):
                yield from links_in(text)
        yield from definitions_in(tree)

    def _own(self) -> Anchors:
        if (known := self.anchors.get("")) is None:
            from pm_lint.postmortem.anchors import find_anchors

            known = self.anchors[""] = find_anchors(self.postmortem.tree)
        return known

    def _anchor(self, reference: Reference, path: str, fragment: str, anchors: Anchors) -> Iterator[Broken]:
        if re.search(_TEMPLATED, fragment) or anchors.leads(unquote(fragment)):
            return
        self.suggestions += 1
        near = anchors.nearest(fragment) if self.suggestions <= MOST_SUGGESTIONS else None
        where = f' in "{path}"' if path else ""
        yield Broken(
            reference,
            f'no heading or anchor{where} is named "{unquote(fragment)}"',
            "link to a heading that exists",
            f"{path}#{near}" if near else None,
            certain=near is not None and _same_letters(near, fragment),
        )

    def _path(self, reference: Reference) -> Iterator[Broken]:
        written, _, fragment = reference.url.partition("#")
        path = unquote(written.partition("?")[0])
        if re.search(_TEMPLATED, path) or re.search(_TEMPLATED, reference.url):
            return
        if path.startswith("www."):
            yield Broken(
                reference,
                f'"{path}" is read as a file, not as a site',
                "begin with https://",
                f"https://{reference.url}",
            )
            return
        found = self._resolve(path)
        if found is None:
            return
        if not found:
            yield from self._missing(reference, path)
        elif fragment and found.endswith(_MARKDOWN) and (anchors := self._of(found)) is not None:
            yield from self._anchor(reference, written, fragment, anchors)

    def _resolve(self, path: str) -> str | None:
        """The existing file that ``path`` means, "" where there is none, None where that cannot be known."""
        extension = splitext(path)[1].lower()
        if normpath(path) == "." or extension in _RENDERED or self.is_template:
            return None
        if not extension and (self.is_page or (path.startswith("..") and re.search(_FORGE, path))):
            return None
        candidates = [path] if extension else [path, *(path.rstrip("/") + suffix for suffix in _MARKDOWN)]
        if self.is_page:  # a page's address is a folder, from which some generators resolve its links
            candidates += [normpath(f"{self.stem}/{path}")]
        for candidate in map(normpath, candidates):
            exists = self.file_exists(candidate)
            if exists is None:
                return None
            if exists:
                return candidate
        return ""

    def _missing(self, reference: Reference, path: str) -> Iterator[Broken]:
        own = {basename(path), f"../{path}", path.removeprefix("./").removeprefix("../")} - {path}
        near = [other for other in sorted(own) if other and self.file_exists(other)]
        tail = reference.url.partition("#")
        replacement = near[0].replace(" ", "%20") + tail[1] + tail[2] if len(near) == 1 else None
        yield Broken(reference, f'the file "{path}" does not exist', "link to a file that exists", replacement)

    def _of(self, path: str) -> Anchors | None:
        if path not in self.anchors:
            text = self.read_file(path)
            self.anchors[path] = None if text is None else _anchors_of(path, text)
        return self.anchors[path]


def _anchors_of(path: str, text: str) -> Anchors | None:
    from pm_lint.errors import SourceError
    from pm_lint.markdown import parse
    from pm_lint.postmortem.anchors import find_anchors
    from pm_lint.source import Source

    try:
        return find_anchors(parse(Source(path, text)))
    except SourceError:
        return None


def _same_letters(first: str, second: str) -> bool:
    return list(filter(str.isalnum, first.lower())) == list(filter(str.isalnum, unquote(second).lower()))
