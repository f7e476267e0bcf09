"""Who is what to whom when another person of a household becomes the worker (GB/T 4761). Pure.

Only what is certain is answered; everything else is left to be asked.
"""

MALE = "1"
SPOUSES = ("10", "11", "12")
CHILDREN = tuple(str(code) for code in (*range(20, 28), *range(30, 38)))
FATHER, MOTHER = "51", "52"
FATHER_IN_LAW = {MALE: "55", "2": "53"}  # 岳父 of a husband, 公公 of a wife
MOTHER_IN_LAW = {MALE: "56", "2": "54"}
IN_LAWS = {"53": FATHER, "55": FATHER, "54": MOTHER, "56": MOTHER}  # … of one spouse, parent of the other


def of_former_worker(head_relation, sex):
    """Return what the former worker is to the new one, "" where it must be asked."""
    if head_relation in SPOUSES:
        return "10"
    if head_relation in CHILDREN:
        return FATHER if sex == MALE else MOTHER
    return ""


def of_member(head_relation, relation, sex, head_sex):
    """Return what somebody with a `relation` to the former worker is to the new one, "" to be asked."""
    if head_relation in SPOUSES:
        if relation in CHILDREN:
            return relation
        parents = {FATHER: FATHER_IN_LAW[head_sex], MOTHER: MOTHER_IN_LAW[head_sex]}
        return IN_LAWS.get(relation) or parents.get(relation, "")
    if head_relation in CHILDREN and relation in SPOUSES:
        return FATHER if sex == MALE else MOTHER
    return ""
