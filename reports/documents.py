"""Word documents from plain sentences and tables: no models, no request."""

from io import BytesIO

from docx import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from reports.statistics import Kind, in_ten_thousands

FONT = "宋体"


def word(document, texts, frame) -> bytes:
    """Return the report as a .docx file. `texts` are the written paragraphs by key, others are marked."""
    book = Word()
    _style(book)
    title = book.add_heading(document.title + frame.mark, level=0)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in (frame.unit_name, frame.period):
        book.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for section in document.sections:
        book.add_heading(section.title, level=1)
        for paragraph in section.paragraphs:
            _paragraph(book, paragraph, texts)
        for key in section.tables:
            _table(book, document.tables[key])
    book.add_heading("说明", level=1)
    for label, text in frame.notes:
        book.add_paragraph(f"{label}：{text}")
    answer = BytesIO()
    book.save(answer)
    return answer.getvalue()


def _style(book):
    style = book.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)


def _paragraph(book, paragraph, texts):
    if paragraph.key:
        book.add_paragraph(texts.get(paragraph.key) or paragraph.missing)
        return
    line = book.add_paragraph()
    line.paragraph_format.first_line_indent = Pt(24)
    for piece in paragraph.pieces:
        line.add_run(piece.text)


def _table(book, statistic):
    caption = book.add_paragraph(f"{statistic.caption}（{statistic.measure}）")
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    grid = book.add_table(rows=1, cols=len(statistic.columns) + 1, style="Table Grid")
    for cell, text in zip(
        grid.rows[0].cells, [statistic.stub, *(column.label for column in statistic.columns)], strict=True
    ):
        _cell(cell, text, bold=True)
    for line in statistic.all_lines:
        cells = grid.add_row().cells
        _cell(cells[0], line.name, bold=line is statistic.total)
        for cell, column in zip(cells[1:], statistic.columns, strict=True):
            _cell(cell, _text(column, line.values.get(column.key)))


def _cell(cell, text, bold=False):
    run = cell.paragraphs[0].add_run(text)
    run.font.size, run.bold = Pt(9), bold


def _text(column, value):
    if value is None or value == "":
        return ""
    return f"{in_ten_thousands(value):,}" if column.kind == Kind.MONEY else str(value)
