"""Excel in and out: what a workbook of household files looks like and how it is understood."""
