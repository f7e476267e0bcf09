from reports.models.texts import ReportText

__all__ = ["ReportText"]
