"""Why a workbook is not imported or not undone, each with a sentence the clerk can act on."""

from django.utils.translation import gettext as _

from households.errors import FileError


class HeaderNotFound(FileError):
    code = "header_not_found"

    def sentence(self):
        return _("没有找到表头：至少要有“姓名”或“身份证号码”和另一列。请核对工作表，或使用标准模板")


class NoHouseholds(FileError):
    code = "no_households"

    def sentence(self):
        return _("表头下面没有数据行，请核对是否选对了文件和工作表")


class ColumnsMissing(FileError):
    code = "columns_missing"

    def sentence(self):
        return _("请至少对应“档案号”或“身份证号码”一列，否则认不出是谁")


class ColumnTwice(FileError):
    code = "column_twice"

    def __init__(self, *, title):
        super().__init__(title)
        self.title = title

    def sentence(self):
        return _("“%(title)s”对应了两列，请只留一列") % {"title": self.title}


class ImportNotOpen(FileError):
    code = "import_not_open"

    def __init__(self, *, status):
        super().__init__(status)
        self.status = status

    def sentence(self):
        return _("这次导入现在是“%(status)s”，不能办理。请刷新页面查看最新情况") % {
            "status": self.status.label
        }


class RowsRefused(FileError):
    """All or nothing was asked for, and some rows are wrong."""

    code = "rows_refused"

    def __init__(self, *, count):
        super().__init__(count)
        self.count = count

    def sentence(self):
        return _("有 %(n)d 行错误，没有导入任何数据。请改好后重新上传，或选择跳过有错误的行") % {
            "n": self.count
        }


class RowNotTaken(FileError):
    """All or nothing was asked for, and a file refuses its change."""

    code = "row_not_taken"

    def __init__(self, *, row, name, sentence):
        super().__init__(row, name, sentence)
        self.row, self.name, self.said = row, name, sentence

    def sentence(self):
        return _("第 %(row)d 行（%(name)s）不能导入：%(why)s。没有导入任何数据") % {
            "row": self.row,
            "name": self.name,
            "why": self.said.rstrip("。"),
        }


class NothingToImport(FileError):
    code = "nothing_to_import"

    def sentence(self):
        return _("没有可以导入的行：各行或与档案相同，或有错误")


class Overtaken(FileError):
    """Somebody entered one of these people, or changed one of these files, between check and import."""

    code = "overtaken"

    def sentence(self):
        return _("检查之后，有人录入或修改了其中的家庭，没有导入任何数据。请重新检查")


class Touched(FileError):
    """Rows that came with an import have been worked on since, so it cannot be taken back as a whole."""

    code = "touched"

    def __init__(self, *, names):
        super().__init__(names)
        self.names = names

    def sentence(self):
        return _("导入后已有人办理其中 %(n)d 户（%(names)s），不能整批撤销。请逐户处理") % {
            "n": len(self.names),
            "names": "、".join(self.names[:5]),
        }
