import pytest

from households.queries.files import files_for
from households.queries.search import is_personal_number, matching
from tests import factories


@pytest.fixture
def found(clerk_chengguan):
    def find(text, by=clerk_chengguan):
        return sorted(matching(files_for(by), text).values_list("worker_name", flat=True))

    return find


def test_a_name_is_found_in_part_by_initials_and_by_pinyin(found, active_file):
    active_file(worker=factories.worker(name="王桂英"))
    active_file(worker=factories.worker(name="单晓燕"))

    for text in ("王桂", "桂英", "wgy", "WGY", "wang", "wangguiying", "Wang Gui Ying", "wgui"[:2], "ｗｇｙ"):
        assert (text, found(text)) == (text, ["王桂英"])
    assert found("sxy") == found("shan") == ["单晓燕"]
    assert found("dan") == []


def test_a_file_is_found_by_its_number_whole_or_by_serial(found, active_file):
    first, second = (
        active_file(worker=factories.worker(name="甲")),
        active_file(worker=factories.worker(name="乙")),
    )

    assert found(first.file_no) == ["甲"]
    assert found(second.file_no.lower().replace("-", "")) == ["乙"]
    assert "乙" in found("00002")
    assert found("2") == ["乙"]


def test_the_last_four_of_the_identity_number(found, active_file):
    number = factories.identity_number()
    active_file(worker=factories.worker(name="甲", id_number=number))

    assert found(number[-4:]) == found(number[-4:].lower()) == ["甲"]
    assert found("0000") == []


def test_a_whole_identity_number_finds_the_file_of_any_member(found, active_file):
    worker, member = factories.worker(name="甲"), factories.member()
    active_file(worker=worker, members=[member])
    active_file(worker=factories.worker(name="乙"))

    assert found(worker["id_number"]) == found(member["id_number"]) == ["甲"]
    spaced = f"'{member['id_number'][:6]} {member['id_number'][6:14]} {member['id_number'][14:]}"
    assert found(spaced) == ["甲"]


def test_a_mobile_and_a_bank_account_are_found_whole_only(found, active_file):
    content = factories.content()
    account = "6299991234567890128"
    active_file(
        worker=factories.worker(name="甲"),
        home=content.home,
        bank=content.bank | {"bank_account": account},
    )

    assert found(content.home["mobile"]) == found(account) == ["甲"]
    assert found(content.home["mobile"][:10]) == found(account[:12]) == []


def test_an_employer_and_a_member_by_the_whole_name(found, active_file):
    active_file(worker=factories.worker(name="甲"), members=[factories.member(name="陈国庆")])

    assert found("陇昌机械") == found("陈国庆") == ["甲"]
    assert found("陈国") == []


def test_an_empty_text_leaves_the_list_as_it_is(found, active_file):
    active_file(worker=factories.worker(name="甲"))

    assert found("") == found("   ") == ["甲"]


@pytest.mark.parametrize("text", ["%", "_", "\\", '"', "=1", "王%", "（", "𬱖", "a" * 200])
def test_odd_characters_find_nothing_and_break_nothing(text, found, active_file):
    active_file(worker=factories.worker(name="甲"))

    assert found(text) == []


def test_the_neighbour_finds_nothing_whatever_is_typed(found, active_file, clerk_yongdeng):
    content = factories.content()
    archive = active_file(worker=content.worker | {"name": "王桂英"}, home=content.home)

    for text in (
        "王桂英",
        "wgy",
        archive.file_no,
        archive.file_no[-5:],
        archive.id_last4,
        content.worker["id_number"],
        content.home["mobile"],
        "陇昌",
    ):
        assert found(text) == ["王桂英"], text
        assert found(text, by=clerk_yongdeng) == [], text


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("620102199001019961", True),
        ("62010219900101996x", True),
        ("15400000001", True),
        ("6299991234567890128", True),
        ("GS-620102-2022-00001", False),
        ("9961", False),
        ("王桂英", False),
        ("00317", False),
        ("", False),
    ],
)
def test_which_texts_must_not_stay_in_an_address(text, personal):
    assert is_personal_number(text) is personal


def test_the_palette_lists_files_then_actions_then_pages(active_file, client_of, clerk_chengguan):
    archive = active_file(worker=factories.worker(name="王桂英"))

    body = (
        client_of(clerk_chengguan)
        .get("/search/", {"q": "王桂"}, headers={"HX-Request": "true"})
        .content.decode()
    )

    assert f'href="/households/{archive.file_no}/"' in body
    assert "<mark>王桂</mark>英" in body
    assert "<html" not in body


def test_the_palette_without_script_is_a_page(active_file, client_of, clerk_chengguan):
    active_file(worker=factories.worker(name="王桂英"))

    body = client_of(clerk_chengguan).get("/search/", {"q": "wgy"}).content.decode()

    assert "王桂英" in body and "<html" in body


def test_the_palette_shows_the_neighbour_and_the_administrator_no_file(
    active_file, client_of, clerk_chengguan, clerk_yongdeng, admin
):
    archive = active_file(worker=factories.worker(name="王桂英"))
    assert archive.file_no in client_of(clerk_chengguan).get("/search/?q=王桂英").content.decode()

    for posting in (clerk_yongdeng, admin):
        assert archive.file_no not in client_of(posting).get("/search/?q=王桂英").content.decode()


def test_the_palette_does_not_repeat_a_personal_number(active_file, client_of, clerk_chengguan):
    worker = factories.worker(name="王桂英")
    archive = active_file(worker=worker)

    client = client_of(clerk_chengguan)
    fragment = client.get("/search/", {"q": worker["id_number"]}, headers={"HX-Request": "true"})
    answer = client.get("/search/", {"q": worker["id_number"]})
    page = client.get(answer["Location"])

    assert worker["id_number"] not in answer["Location"]
    for found in (fragment, page):
        assert archive.file_no in found.content.decode()
        assert worker["id_number"] not in found.content.decode()
