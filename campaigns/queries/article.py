"""The totals as other programs read them (`campaign_totals`): counted as the founding article counts."""

from campaigns.enums import Measure
from campaigns.queries.totals import totals

NAMES = {
    "job_fairs": (Measure.JOB_FAIRS,),
    "employment_service_person_times": (Measure.EMPLOYMENT_SERVICE,),
    "labour_export_persons": (Measure.LABOUR_EXPORT,),
    "cooling_amount": (Measure.COOLING_AMOUNT,),
    "cooling_employer_times": (Measure.COOLING_EMPLOYERS,),
    "cooling_worker_times": (Measure.COOLING_WORKERS,),
    "schooling_amount": (Measure.SCHOOLING_AMOUNT,),
    "schooling_person_times": (Measure.SCHOOLING_STUDENTS,),
    "warmth_amount": (Measure.WARMTH_AMOUNT,),
    "warmth_employer_times": (Measure.WARMTH_EMPLOYERS,),
    # As the article's 73万户次: families on file, migrant families, model workers, front-line workers.
    "warmth_household_times": (
        Measure.WARMTH_HOUSEHOLDS,
        Measure.WARMTH_MIGRANTS,
        Measure.WARMTH_MODEL_WORKERS,
        Measure.WARMTH_FRONT_LINE,
    ),
    "special_visit_persons": (Measure.SPECIAL_PERSONS,),
    "special_visit_amount": (Measure.SPECIAL_AMOUNT,),
    "training_participants": (Measure.TRAINING_PARTICIPANTS,),
    "training_certificates": (Measure.TRAINING_CERTIFICATES,),
    "training_amount": (Measure.TRAINING_AMOUNT,),
}


def campaign_totals(unit, start, end):
    """Return {name: value} of CONTRACTS: counts as integers, amounts as texts in 元 with two decimals."""
    found = totals(unit, start, end)
    return {name: _value(found, measures) for name, measures in NAMES.items()}


def _value(found, measures):
    total = sum(found[measure] for measure in measures)
    return f"{total:.2f}" if measures[0].is_money else int(total)
