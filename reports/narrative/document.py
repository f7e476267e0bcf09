"""The sections of the report, in the shape of the founding article."""

from dataclasses import dataclass, field

from reports.narrative import sections
from reports.narrative.phrases import Piece
from reports.statistics import Statistic


@dataclass(frozen=True)
class Paragraph:
    """Sentences made from numbers, or with `key` a paragraph that a person writes."""

    pieces: tuple[Piece, ...] = ()
    key: str = ""
    hint: str = ""

    @property
    def missing(self):
        """What stands in the place of a paragraph nobody has written yet."""
        return f"【待补充】{self.hint}"


@dataclass(frozen=True)
class Section:
    """A chapter; `tables` are the keys of the tables that stand under it."""

    anchor: str
    title: str
    paragraphs: list
    tables: tuple = ()


@dataclass(frozen=True)
class Document:
    title: str
    period: str
    sections: list
    tables: dict = field(default_factory=dict)

    @property
    def numbers(self):
        """Every number of the sentences."""
        return [
            piece
            for section in self.sections
            for paragraph in section.paragraphs
            for piece in paragraph.pieces
            if piece.number
        ]

    @property
    def manual_keys(self):
        return [
            paragraph.key for section in self.sections for paragraph in section.paragraphs if paragraph.key
        ]


def document(unit, period, tables: list[Statistic], before: Statistic | None):
    """Return the report of a unit and period. `before` is table 1 at the end of the day before the period."""
    by_key = {table.key: table for table in tables}
    chapters = []
    for place, (anchor, title, compose, shown, key, hint) in enumerate(sections.CHAPTERS):
        paragraphs = [Paragraph(tuple(pieces)) for pieces in compose(unit, period, by_key, before) if pieces]
        if key:
            paragraphs.append(Paragraph(key=key, hint=hint))
        present = tuple(name for name in shown if name in by_key)
        chapters.append(Section(anchor, f"{sections.ORDINALS[place]}、{title}", paragraphs, present))
    name = unit.short_name
    return Document(f"{name}困难职工基本情况报告", period.name, chapters, by_key)
