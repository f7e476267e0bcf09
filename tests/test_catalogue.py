"""The English catalogue is complete and fresh, and an English page speaks English."""

import re
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import translation

from households import columns
from tests.test_access import ALL, path_of, samples  # noqa: F401
from unionaid.organizations.models import CodeItem
from unionaid.web import catalogue

CHINESE = re.compile(r"[\u3001-\u303f\u4e00-\u9fff\uff00-\uff09\uff0b-\uffef]")
HAN = re.compile(r"[\u4e00-\u9fff]+")
SENTENCES = re.compile(r"[\u3001-\u303f\u4e00-\u9fff\uff00-\uffef]+")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|<[^>]+>")
# The seal, the language switch, places given as examples, and what workbooks are filled in with.
KEPT_IN_CHINESE = {
    "帮", "中文", "简体中文", "甘肃省兰州市城关区", "城关区", "档案号", "姓名", "金额", "账号", "是", "否",
}  # fmt: skip
READ_OUT = {"alt", "aria-description", "aria-label", "content", "label", "placeholder", "title"}
SHOWCASE = {"components", "api_schema"}  # pages for developers


def strings_of(message):
    """Return (message, translation) pairs: one, or one for each form of a plural."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    return list(zip(message.id, message.string, strict=True))


PAIRS = [pair for message in catalogue.kept() if message.id for pair in strings_of(message)]


def test_the_catalogue_is_complete_and_fresh():
    call_command("update_catalogue", "--check")


def test_a_new_word_is_named_until_it_is_translated(monkeypatch):
    found = [*catalogue.messages(), ("还没有译", None)]
    monkeypatch.setattr(catalogue, "messages", lambda: found)
    with pytest.raises(CommandError) as refused:
        call_command("update_catalogue", "--check")
    assert str(refused.value).splitlines() == ["stale: django.po", "missing: 还没有译"]


def test_placeholders_and_tags_agree():
    found = {asked: (PLACEHOLDER.findall(asked), PLACEHOLDER.findall(given)) for asked, given in PAIRS}
    assert {asked: both for asked, both in found.items() if sorted(both[0]) != sorted(both[1])} == {}


def test_no_chinese_stands_in_the_english():
    examples = re.compile("|".join(sorted(KEPT_IN_CHINESE, key=len, reverse=True)))
    assert [given for _asked, given in PAIRS if CHINESE.search(examples.sub("", given))] == []


def test_both_languages_count():
    message = "有 %(n)s 处需要修改"
    counted = {}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            counted[language] = [translation.ngettext(message, message, n) % {"n": n} for n in (0, 1, 2)]
    assert counted == {
        "zh-hans": ["有 0 处需要修改", "有 1 处需要修改", "有 2 处需要修改"],
        "en": ["0 entries to correct", "1 entry to correct", "2 entries to correct"],
    }


def test_the_titles_of_a_register_differ_in_english_too():
    with translation.override("en"):
        titles = [str(column.label) for column in columns.COLUMNS.values()]
    assert len(set(titles)) == len(titles)


class Words(HTMLParser):
    """What a reader sees or hears of a page: its texts and the attributes that are read out.

    What a page marks as Chinese, such as the report that is handed up in Chinese, is left out.
    """

    def __init__(self, answer):
        super().__init__()
        self.found, self.unseen, self.chinese = [], 0, []
        self.feed(answer.content.decode())

    def handle_starttag(self, tag, attrs):
        self.unseen += tag in ("script", "style")
        if (tag != "html" and dict(attrs).get("lang") == "zh-CN") or tag in self.chinese[:1]:
            self.chinese.append(tag)
        if not self.chinese:
            self.found += [value for name, value in attrs if name in READ_OUT and value]

    def handle_endtag(self, tag):
        self.unseen -= tag in ("script", "style")
        if tag in self.chinese[:1]:
            self.chinese.pop()

    def handle_data(self, data):
        if not self.unseen and not self.chinese:
            self.found.append(data.strip())


def stored_words():
    """Return every run of Chinese in the database (names, answers, stored steps), but not the code lists."""
    found = set()
    for model in apps.get_models():
        if model is not CodeItem:
            names = [field.attname for field in model._meta.concrete_fields if not field.choices]
            for row in model._base_manager.values_list(*names):
                text = " ".join(map(str, row))
                found.update(HAN.findall(text), SENTENCES.findall(text))
    return found


@pytest.mark.parametrize("person", ["clerk_chengguan", "reviewer_chengguan", "officer_gansu", "admin"])
def test_an_english_page_shows_chinese_only_in_what_people_wrote(people, client_of, samples, person):  # noqa: F811
    client = client_of(people[person])
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    stored = stored_words()
    initials = {word[0] for word in stored}
    written = re.compile("|".join(sorted(stored | KEPT_IN_CHINESE, key=len, reverse=True)))
    chinese, pages = {}, 0
    for name in sorted(ALL.keys() - SHOWCASE):
        answer = client.get(path_of(ALL[name][0], samples))
        if answer.streaming:
            b"".join(answer.streaming_content)  # read to its end, a file closes itself
            continue
        if not answer["Content-Type"].startswith("text/html"):
            continue
        pages += answer.status_code == 200
        for text in filter(CHINESE.search, Words(answer).found):
            if text not in initials and CHINESE.search(written.sub("", text)):
                chinese.setdefault(name, set()).add(text)
    assert pages >= 8
    assert chinese == {}
