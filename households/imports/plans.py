"""How a workbook is read, as a run keeps it: plain JSON and back."""

from households.imports.headers import Column, Plan


def to_json(plans):
    """Return the plans as plain values."""
    return [
        {
            "sheet": plan.sheet,
            "name": plan.name,
            "kind": plan.kind,
            "header": plan.header,
            "first": plan.first,
            "columns": [[column.place, column.title, column.key, column.scale] for column in plan.columns],
        }
        for plan in plans
    ]


def from_json(values):
    """Return the plans of plain values."""
    return [
        Plan(
            sheet=value["sheet"],
            name=value["name"],
            kind=value["kind"],
            header=value["header"],
            first=value["first"],
            columns=[Column(*column) for column in value["columns"]],
        )
        for value in values
    ]
