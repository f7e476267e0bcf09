"""Signatures of a household: recorded under the text of their day, withdrawn, asked for at submission."""

from datetime import timedelta

from django.db import transaction

from households import consent_rules
from households.actions import tasks
from households.enums import ConsentPurpose, Status, TaskKind
from households.errors import NotAllowed
from households.models import Consent
from households.paper_errors import (
    ConsentEnded,
    ConsentsMissing,
    GuardianMissing,
    NotAskedToSign,
    NoTextThen,
    SignedAhead,
)
from households.queries.consents import people_of_content, texts_on
from unionaid import clock
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record

RENEW_WITHIN = timedelta(days=15)


@transaction.atomic
def record_consents(*, people, purposes, signed_on, by, archive=None, draft=None, guardian="", scan=None):
    """Record that each of the Persons signed for each of the purposes, and return the Consents.

    What somebody is not asked to sign is passed over when there are several; alone it raises
    NotAskedToSign. The same signature twice is recorded once. Raises SignedAhead, NoTextThen,
    GuardianMissing.
    """
    if not by.may(Permission.ENTER_FILES):
        raise NotAllowed()
    if signed_on > clock.today():
        raise SignedAhead(day=clock.today())
    place = archive or draft
    type(place).objects.select_for_update(of=("self",)).get(pk=place.pk)
    texts = {text.purpose: text for text in texts_on(signed_on)}
    for purpose in purposes:
        if purpose not in texts:
            raise NoTextThen(purpose=ConsentPurpose(purpose), day=signed_on)
    asked = consent_rules.needs(people, [texts[purpose] for purpose in purposes], (), signed_on)
    if not asked:
        raise NotAskedToSign(
            name="、".join(person.name for person in people), title=texts[purposes[0]].title
        )
    return [
        _record(need, place, signed_on, guardian.strip(), scan, by, archive=archive, draft=draft)
        for need in asked
    ]


@transaction.atomic
def withdraw(*, consent, by, reason="", on=None):
    """Write down that somebody has taken a signature back. The file's unit gets a task about it.

    What was done before stays lawful and stays. Raises ConsentEnded on a second call.
    """
    if not (by.may(Permission.ENTER_FILES) or by.may(Permission.REVEAL_IDENTITY)):
        raise NotAllowed()
    consent = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if consent.withdrawn_on:
        raise ConsentEnded(day=consent.withdrawn_on)
    consent.withdrawn_on, consent.withdrawn_by = on or clock.today(), by.user
    consent.withdrawal_reason = reason.strip()
    consent.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawal_reason"])
    record(
        Event.CONSENT_WITHDRAWN, subject=consent.archive or consent.draft, by=by, purpose=reason.strip(),
        detail={"label": consent.get_purpose_display(), "of": consent.person_name},
    )
    if consent.archive:
        tasks.raise_task(
            archive=consent.archive, kind=TaskKind.OTHER, key=f"consent-withdrawn:{consent.pk}",
            reason=f"{consent.person_name}撤回“{consent.text.title}”，请停止有关使用并向本人说明",
            due_on=clock.today() + RENEW_WITHIN,
        )
    return consent


def refuse_missing(*, content, draft, archive, day):
    """Raise ConsentsMissing unless everybody who must has signed; asked inside the submission."""
    given = list(draft.consents.all()) if draft else []
    if archive is not None and archive.pk:
        given += list(archive.consents.all())
    needs = consent_rules.needs(people_of_content(content), texts_on(day), given, day)
    if missing := [need for need in needs if need.is_open]:
        raise ConsentsMissing(needs=missing)


def follow(*, draft, archive):
    """Hang the signatures of a draft on the file it became; the caller holds the transaction."""
    draft.consents.update(archive=archive, draft=None, unit=archive.unit, unit_path=archive.unit_path)


def note_ended(day):
    """Raise a task for each file on record with a signature that ended yesterday and was not renewed."""
    ended = Consent.objects.filter(
        expires_on=day - timedelta(days=1), withdrawn_on__isnull=True, archive__status=Status.ACTIVE
    ).select_related("archive")
    by_file = {}
    for consent in ended:
        by_file.setdefault(consent.archive, []).append(consent)
    for archive, consents in by_file.items():
        renewed = {
            (bytes(person), purpose)
            for person, purpose in archive.consents.valid(day).values_list("person", "purpose")
        }
        names = sorted(
            {row.person_name for row in consents if (bytes(row.person), row.purpose) not in renewed}
        )
        if names:
            tasks.raise_task(
                archive=archive, kind=TaskKind.OTHER, key=f"consent-ended:{archive.pk}:{day}",
                reason=f"{'、'.join(names)}的授权已到期，请重新签字后登记", due_on=day + RENEW_WITHIN,
            )


def _record(need, place, signed_on, guardian, scan, by, **hangs):
    if need.by_guardian and not guardian:
        raise GuardianMissing(name=need.person.name)
    consent, made = Consent.objects.get_or_create(
        **hangs, person=need.person.key, purpose=need.text.purpose, signed_on=signed_on,
        withdrawn_on=None,
        defaults={
            "unit": place.unit, "unit_path": place.unit_path, "person_name": need.person.name,
            "text": need.text, "expires_on": consent_rules.end_of(signed_on, need.text.months),
            "guardian": guardian if need.by_guardian else "", "scan": scan, "recorded_by": by.user,
        },
    )
    if made:
        record(
            Event.CONSENT_RECORDED, subject=place, by=by,
            detail={
                "label": need.text.title, "of": need.person.name, "version": need.text.version,
                "day": signed_on,
            },
        )
    return consent


