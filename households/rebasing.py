"""A content proposed some time ago, put onto what the file says by now. Pure.

What only the file has changed since is taken over; what both changed, each in another way, clashes.
"""

from dataclasses import dataclass

from households.content import FileContent

SECTIONS = ("worker", "work", "home", "causes", "support", "bank")
LISTS = ("members", "incomes", "expenses", "event", "exclusions", "needs", "documents")


@dataclass(frozen=True)
class Clash:
    """A value changed on both sides: `name` is "" where a whole section is meant."""

    section: str
    name: str
    proposed: object
    current: object


def rebased(base, proposed, current):
    """Return (content, clashes): the proposal with what the file has changed since `base` taken over."""
    content, clashes = FileContent(**vars(proposed)), []
    for section in SECTIONS:
        was, mine, now = (getattr(said, section) for said in (base, proposed, current))
        merged = dict(mine)
        for name in now:
            if now[name] == was.get(name) or now[name] == mine.get(name):
                continue
            if mine.get(name) == was.get(name):
                merged[name] = now[name]
            else:
                clashes.append(Clash(section, name, mine.get(name), now[name]))
        setattr(content, section, merged)
    for section in LISTS:
        was, mine, now = (getattr(said, section) for said in (base, proposed, current))
        if now in (was, mine):
            continue
        if mine == was:
            setattr(content, section, now)
        else:
            clashes.append(Clash(section, "", mine, now))
    return content, clashes


def with_current(proposed, clashes, chosen):
    """Return the proposal with the file's value for the chosen clashes, named "section:name"."""
    content = FileContent(**vars(proposed))
    for clash in clashes:
        if f"{clash.section}:{clash.name}" not in chosen:
            continue
        if clash.name:
            setattr(content, clash.section, getattr(content, clash.section) | {clash.name: clash.current})
        else:
            setattr(content, clash.section, clash.current)
    return content
