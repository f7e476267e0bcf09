"""Contents of households that are put together otherwise: another worker, a part of its own, two in one.

Pure. People are named by their place in a content, 0 the worker; what belongs to them goes with them.
What only the clerk can know (work of a new worker, relations that do not follow) stays empty.
"""

from dataclasses import replace

from households import kinship
from households.content import FileContent

# What the rows of a person say as the worker, and as a member.
WORK_OF_MEMBER = {
    "work_status": "work_status",
    "employer": "workplace",
    "employer_nature": "workplace_nature",
    "employer_condition": "workplace_condition",
    "industry": "industry",
    "contract_signed_on": "contract_signed_on",
    "contract_term": "contract_term",
}
ONLY_MEMBERS = (
    "relation", "not_counted_reason", "workplace", "workplace_nature", "workplace_condition", "industry",
    "work_status", "contract_signed_on", "contract_term", "mobile", "note", "school_stage",
    "school_started_on", "school_years", "is_dependent_student", "member_status",
)
ADDRESS = ("residence_region", "township", "address_detail", "postcode")
MOST_SECONDARY = 3


def headed(content, place, *, former_stays):
    """Return a household whose member at `place` is the worker; the former one is a member or is gone."""
    head, old = content.people[place], content.people[0]
    relation = head["relation"]
    order = [place, *(n for n in range(1, len(content.people)) if n != place)]
    members = [
        content.people[n]
        | {
            "relation": kinship.of_member(
                relation, content.people[n]["relation"], content.people[n]["sex"], head["sex"]
            )
        }
        for n in order[1:]
    ]
    if former_stays:
        order.append(0)
        work = {member: content.work.get(name) for name, member in WORK_OF_MEMBER.items()}
        members.append(
            old | work | {"relation": kinship.of_former_worker(relation, old["sex"]), "member_status": ""}
        )
    bank = content.bank
    if not former_stays and bank.get("account_holder") == old["name"]:
        bank = dict.fromkeys(bank, "")
    return replace(
        content,
        worker=_as_worker(head),
        members=members,
        work=_work(head, content),
        home=content.home | _telephone(head, content if former_stays else None),
        incomes=_items(content.incomes, order),
        expenses=_items(content.expenses, order),
        bank=bank,
        decision={},
    )


def remaining(content, leaving):
    """Return the household without the people at the places `leaving`."""
    order = [n for n in range(len(content.people)) if n not in leaving]
    return replace(
        content,
        members=[content.people[n] for n in order[1:]],
        incomes=_items(content.incomes, order),
        expenses=_items(content.expenses, order),
        decision={},
    )


def branched(content, leaving, head, day):
    """Return what is known of the new household of the people `leaving`, the one at `head` its worker."""
    order = [head, *(n for n in leaving if n != head)]
    worker = content.people[head]
    return FileContent(
        applied_on=day,
        worker=_as_worker(worker),
        members=[
            content.people[n]
            | {
                "relation": kinship.of_member(
                    worker["relation"], content.people[n]["relation"], content.people[n]["sex"], worker["sex"]
                )
            }
            for n in order[1:]
        ],
        work=_work(worker, content),
        home={name: content.home.get(name) for name in ADDRESS}
        | {"hukou_region": content.home.get("hukou_region")}
        | _telephone(worker, None),
        causes={"event_tag": "NONE", "secondary": []},
        incomes=_items(content.incomes, order),
        expenses=_items(content.expenses, order),
    )


def joined(content, other):
    """Return the household of `content` with the people of `other`, whose relations are to be asked."""
    shift = len(content.people)
    newcomers = [
        other.worker
        | {member: other.work.get(name) for name, member in WORK_OF_MEMBER.items()}
        | {"member_status": ""},
        *other.members,
    ]
    return replace(
        content,
        members=content.members + [person | {"relation": ""} for person in newcomers],
        incomes=content.incomes + _shifted(other.incomes, shift),
        expenses=content.expenses + _shifted(other.expenses, shift),
        event=content.event or other.event,
        exclusions=_united(content.exclusions, other.exclusions, "code"),
        needs=_united(content.needs, other.needs, "aid_type"),
        documents=_united(content.documents, other.documents, "kind"),
        causes=content.causes | {"secondary": _causes(content, other)},
        decision={},
    )


def _as_worker(member):
    return {name: value for name, value in member.items() if name not in ONLY_MEMBERS} | {"is_counted": True}


def _work(member, content):
    known = {name: member.get(source) for name, source in WORK_OF_MEMBER.items()}
    return known | {"archive_level": content.work["archive_level"], "union_name": content.work["union_name"]}


def _telephone(person, household):
    """The new worker's own telephone, else that of the household he stays in."""
    if person.get("mobile"):
        return {"mobile": person["mobile"]}
    return {"mobile": household.home["mobile"] if household else ""}


def _items(items, order):
    places = {old: new for new, old in enumerate(order)}
    return [item | {"member": places[item["member"]]} for item in items if item["member"] in places]


def _shifted(items, shift):
    return [item | {"member": item["member"] + shift} for item in items]


def _united(items, more, key):
    known = {item[key] for item in items}
    return items + [item for item in more if item[key] not in known]


def _causes(content, other):
    main, found = content.causes["main_cause"], list(content.causes["secondary"])
    for cause in (other.causes["main_cause"], *other.causes["secondary"]):
        if cause and cause != main and cause not in found and len(found) < MOST_SECONDARY:
            found.append(cause)
    return found
