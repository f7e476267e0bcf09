"""Which papers a file needs by its situation (DOMAIN 3.6). Pure."""

from dataclasses import dataclass

from households.enums import DocumentKind as Kind

ALWAYS = (Kind.APPLICATION, Kind.AUTHORISATION, Kind.PLEDGE, Kind.IDENTITY, Kind.HUKOU)


@dataclass(frozen=True)
class Situation:
    """What decides about papers, as far as it is known."""

    has_income: bool = False
    is_migrant: bool = False
    on_dibao: bool = False
    is_ill: bool = False
    is_disabled: bool = False
    has_student: bool = False
    has_event: bool = False
    is_jobless: bool = False
    is_single_parent: bool = False
    owns_home: bool = False
    has_account: bool = False
    is_member: bool = False


def required_kinds(situation: Situation) -> tuple[Kind, ...]:
    """Return the papers without which a file is not submitted."""
    return ALWAYS + tuple(
        kind
        for kind, asked in (
            (Kind.INCOME, situation.has_income),
            (Kind.CONTRACT, situation.is_migrant),
        )
        if asked
    )


def expected_kinds(situation: Situation) -> tuple[Kind, ...]:
    """Return the further papers the situation calls for; they may follow during the review."""
    return tuple(
        kind
        for kind, asked in (
            (Kind.DIBAO, situation.on_dibao),
            (Kind.DIAGNOSIS, situation.is_ill),
            (Kind.DISABILITY, situation.is_disabled),
            (Kind.SCHOOL, situation.has_student),
            (Kind.EVENT, situation.has_event),
            (Kind.UNEMPLOYMENT, situation.is_jobless),
            (Kind.SINGLE_PARENT, situation.is_single_parent),
            (Kind.HOUSE, situation.owns_home),
            (Kind.BANK_CARD, situation.has_account),
            (Kind.MEMBER_CARD, situation.is_member),
        )
        if asked
    )
