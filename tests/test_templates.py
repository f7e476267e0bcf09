"""Every template: it compiles, keeps the strict policy, and refers only to what exists."""

import gzip
import hashlib
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template

from unionaid.web import menu, words
from unionaid.web.templatetags.unionaid import NOTE_ICONS

ROOT = settings.BASE_DIR / "templates"
STATIC = settings.BASE_DIR / "static"
NAMES = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.html"))
SOURCES = {name: (ROOT / name).read_text() for name in NAMES}
PYTHON = [
    path.read_text()
    for app in ("unionaid", "households", "assistance", "campaigns", "reports")
    for path in (settings.BASE_DIR / app).rglob("*.py")
]
SPRITE = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text()))
# Icons of pages that later work brings: campaigns, batches, imports, reports, papers with files.
WAITING = {
    "arrow-right", "bell", "books", "briefcase", "building-bank", "calculator", "coins",
    "copy", "device-floppy", "dots-vertical", "edit", "eye-off", "file-check", "file-spreadsheet",
    "file-type-doc", "link", "map-2", "message-2", "school", "send", "settings",
    "snowflake", "trash",
}  # fmt: skip
FORBIDDEN = {
    "style attribute": r"\sstyle\s*=",
    "style element": r"<style\b",
    "script without a file": r"<script(?![^>]*\bsrc=)",
    "event attribute": r"\son[a-z]+\s*=\s*[\"']",
    "script in htmx": r"hx-on|hx-vals\s*=\s*[\"']js:|hx-trigger\s*=\s*[\"'][^\"']*\[",
    "script address": r"javascript:",
    "unescaped value": r"\|\s*safe\b|autoescape off",
}


@pytest.mark.parametrize("name", NAMES)
def test_the_template_compiles_and_so_does_what_it_names(name):
    get_template(name)
    for other in re.findall(r'{% (?:include|extends) "([^"]+)"', SOURCES[name]):
        get_template(other)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_breaks_the_strict_policy(what):
    found = {name: re.findall(FORBIDDEN[what], text) for name, text in SOURCES.items()}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_every_post_carries_its_token():
    forms = [
        (name, form)
        for name, text in SOURCES.items()
        for form in re.findall(r"<form\b.*?</form>", text, re.DOTALL)
    ]
    assert forms
    bare = [
        (name, form[:80])
        for name, form in forms
        if re.search(r'method="post"', form, re.IGNORECASE) and "csrf_token" not in form
    ]
    assert bare == []


def test_every_htmx_element_says_where_its_answer_goes():
    elements = [
        (name, element)
        for name, text in SOURCES.items()
        for element in re.findall(r"<[a-z][^>]*", re.sub(r"{%.*?%}|{{.*?}}", "", text))
        if re.search(r"\shx-(get|post)=", element)
    ]
    silent = [(n, e[:90]) for n, e in elements if "hx-target=" not in e or "hx-swap=" not in e]
    assert silent == []


def test_every_icon_exists():
    named = {
        (name, icon) for name, text in SOURCES.items() for icon in re.findall(r'{% icon "([^"]+)"', text)
    }
    assert {each for each in named if each[1] not in SPRITE} == set()


def test_every_icon_named_by_the_shell_exists():
    named = {entry.icon for entry in menu.ENTRIES} | set(NOTE_ICONS.values())
    named |= {mark.icon for mark in words.STATUSES.values()}
    assert named <= SPRITE


def test_no_icon_lies_unused_beside_those_of_later_pages():
    text = "\n".join([*SOURCES.values(), *PYTHON])
    unused = {icon for icon in SPRITE if f'"{icon}"' not in text}
    assert unused <= WAITING


def test_every_static_file_exists():
    named = {
        (name, path)
        for name, text in SOURCES.items()
        for path in re.findall(r"{% static ['\"]([^'\"]+)['\"]", text)
    }
    assert named
    assert {each for each in named if finders.find(each[1]) is None} == set()


def test_regions_of_one_page_have_names_of_their_own():
    for name, text in SOURCES.items():
        labels = re.findall(r'class="tw[^"]*"[^>]*?aria-label="({%.*?%}|[^"]*)"', text)
        assert len(labels) == len(set(labels)), name
        assert len(re.findall(r'class="tw[ "]', text)) == len(labels), f"{name}: a region without a name"


def test_colours_stand_in_the_tokens_alone():
    for path in STATIC.glob("*.css"):
        if path.name not in ("tokens.css", "print.css"):
            text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
            assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*{)|rgba?\(|hsla?\(", text) == [], path.name


def test_vendored_files_are_what_was_published():
    lines = (STATIC / "vendor" / "SHA256SUMS").read_text().split("\n")
    for digest, name in (line.split() for line in lines if line):
        assert hashlib.sha256((STATIC / "vendor" / name).read_bytes()).hexdigest() == digest, name


def test_the_scripts_stay_small():
    assert {path.name for path in STATIC.glob("*.js") if path.stat().st_size > 15 * 1024} == set()


def test_every_word_can_be_translated():
    """Chinese stands in translate tags alone; the page for developers and names of languages aside."""
    plain = {}
    for name in set(NAMES) - {"web/components.html"}:
        text = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", SOURCES[name], flags=re.DOTALL)
        text = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", text, flags=re.DOTALL)
        text = re.sub(r'<span lang="zh-CN">.*?</span>|{%.*?%}|{{.*?}}', "", text)
        if found := re.findall(r"[\u4e00-\u9fff]+", text):
            plain[name] = found
    assert plain == {"components/seal.html": ["帮"], "components/language.html": ["中"]}


def test_the_first_page_weighs_less_than_40_kb():
    names = [*re.findall(r"{% static '([^']+)'", SOURCES["base.html"]), "icons.svg"]
    assert sum(len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names) < 40 * 1024
