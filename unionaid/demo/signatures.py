"""The signatures of the demo's files: given with the application, renewed each year, a few left to end."""

from households import consent_rules
from households.enums import LIVING
from households.models import Consent, ConsentText
from households.queries.consents import people_of_file
from unionaid.demo.plans import CENSUS_DAY

LEFT_TO_END = 17  # one file in so many has not renewed its signatures


class Signatures:
    """Writes what the people of a file have signed. `keep` gives a row its id."""

    def __init__(self, keep):
        self.keep = keep
        self.texts = list(ConsentText.objects.filter(valid_to__isnull=True).order_by("purpose"))

    def write(self, archive, members, serial):
        """Write the signatures of a file that is not closed."""
        if archive.status not in LIVING:
            return
        people = people_of_file(members)
        signed_on = _renewed(archive.applied_on, left_to_end=serial % LEFT_TO_END == 0)
        for need in consent_rules.needs(people, self.texts, (), signed_on):
            self.keep(
                Consent(
                    archive_id=archive.id, unit_id=archive.unit_id, unit_path=archive.unit_path,
                    person=need.person.key, person_name=need.person.name, purpose=need.text.purpose,
                    text=need.text, signed_on=signed_on,
                    expires_on=consent_rules.end_of(signed_on, need.text.months),
                    guardian=people[0].name if need.by_guardian else "",
                    recorded_by_id=archive.entered_by_id,
                )
            )


def _renewed(day, *, left_to_end):
    """Return the last yearly day of signing up to the census, the one before it where it was let go."""
    years = CENSUS_DAY.year - day.year
    if (day.month, day.day) > (CENSUS_DAY.month, CENSUS_DAY.day):
        years -= 1
    years = max(years - left_to_end, 0)
    return day.replace(year=day.year + years, day=min(day.day, 28))
