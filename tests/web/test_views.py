"""The shell's own pages."""

import pytest


def test_the_language_is_kept_and_the_page_comes_back(client_of, clerk):
    client = client_of(clerk)
    answer = client.post("/language/", {"language": "en", "next": "/more/?a=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/more/?a=1")
    assert client.cookies["django_language"].value == "en"
    assert '<html lang="en"' in client.get("/more/").content.decode()


def test_the_language_is_chinese_until_somebody_chooses(client_of, clerk):
    answer = client_of(clerk).get("/more/", headers={"accept-language": "en-US,en"})
    assert '<html lang="zh-CN"' in answer.content.decode()


def test_a_language_we_do_not_speak_is_not_kept(client, db):
    client.post("/language/", {"language": "xx", "next": "/"})
    assert "django_language" not in client.cookies


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere(client_of, clerk, elsewhere):
    answer = client_of(clerk).post("/language/", {"language": "en", "next": elsewhere})
    assert answer["Location"] == "/"


def test_the_theme_is_kept(client_of, clerk):
    client = client_of(clerk)
    assert "data-theme" not in client.get("/more/").content.decode()
    client.post("/theme/", {"theme": "dark", "next": "/more/"})
    assert '<html lang="zh-CN" data-theme="dark">' in client.get("/more/").content.decode()


def test_a_forged_theme_never_reaches_the_page(client_of, clerk):
    client = client_of(clerk)
    client.cookies["theme"] = '"><script>'
    assert "data-theme" not in client.get("/more/").content.decode()


@pytest.mark.parametrize("path", ["/language/", "/theme/", "/still-here/"])
def test_looking_changes_nothing(client_of, clerk, path):
    assert client_of(clerk).get(path).status_code == 405


def test_a_long_reader_may_say_so(client_of, clerk):
    assert client_of(clerk).post("/still-here/").status_code == 204


def test_the_phone_menu_shows_what_the_menu_shows(client_of, clerk):
    html = client_of(clerk).get("/more/").content.decode()
    assert (
        'aria-current="page"><svg class="i" aria-hidden="true"><use href="/static/icons.svg#menu-2"/>' in html
    )
    assert html.count("<h1>") == 1


def test_the_components_are_for_developers_only(client_of, clerk, settings):
    client = client_of(clerk)
    settings.UNIONAID_DEBUG = True
    assert client.get("/dev/components/").status_code == 200
    settings.UNIONAID_DEBUG = False
    assert client.get("/dev/components/").status_code == 404
