"""数据导入: the list of imports, uploading, laying columns to fields."""

import secrets

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from households import import_jobs
from households.actions import importing
from households.enums import ImportStatus
from households.errors import FileError
from households.forms.imports import UploadForm, decided
from households.imports import export, mapping, plans, template
from households.imports.fields import fields
from households.queries import imports as queries
from households.queries.files import files_for
from unionaid.accounts.permissions import Permission
from unionaid.jobs import running
from unionaid.web import workbook_reader
from unionaid.web.access import require
from unionaid.web.downloads import workbook_download
from unionaid.web.workbook_reader import WorkbookRefused

PER_PAGE = 30


@require(Permission.ENTER_FILES)
@require_safe
def imports(request):
    """List the imports of the posting's scope."""
    page = Paginator(queries.imports_for(request.posting), PER_PAGE).get_page(request.GET.get("page"))
    may_export = request.posting.may(Permission.EXPORT_REGISTER)
    return render(request, "households/imports/list.html", {"page": page, "may_export": may_export})


@require(Permission.ENTER_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request):
    """Take a workbook in."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        workbook = form.cleaned_data["workbook"]
        try:
            run = importing.upload(
                by=request.posting, file_name=workbook.name, content=workbook.read(),
                password=form.cleaned_data["password"],
            )
        except (WorkbookRefused, FileError) as error:
            form.add_error("workbook", str(error))
        else:
            return redirect("import_map", run.pk)
    status = 422 if form.errors else 200
    return render(request, "households/imports/new.html", {"form": form}, status=status)


@require(Permission.ENTER_FILES)
@require_safe
def import_template(request):
    """Send the empty workbook of the posting's union."""
    unit = request.posting.unit
    return workbook_download(lambda path: template.write(path, unit), template.filename(unit))


@require(Permission.EXPORT_REGISTER)
@require_POST
def import_export(request):
    """Send the files of the scope as a workbook that can be changed and loaded again."""
    posting, total = request.posting, files_for(request.posting).count()
    national = "national" in request.POST
    if total <= import_jobs.AT_ONCE:
        return workbook_download(
            lambda path: export.export(path, by=posting, national=national), export.filename(posting)
        )
    job = running.start(
        import_jobs.EXPORT, title=_("导出可回导的花名册 %(n)d 户") % {"n": total}, by=posting,
        request_key=secrets.token_hex(16), rows=total, national=national,
    )
    return redirect("job", job.pk)


@require(Permission.ENTER_FILES)
@require_http_methods(["GET", "HEAD", "POST"])
def import_map(request, pk):
    """Show which field each column is; take what was decided and check the rows."""
    run = run_or_404(request, pk)
    if not run.is_open:
        return redirect("import_result", pk)
    sheets = workbook_reader.read(queries.content_of(run))
    planned = plans.from_json(run.plan["sheets"])
    main = planned[0]
    columns = mapping.columns_of(sheets[main.sheet], main, request.posting, run.plan["words"])
    if request.method == "POST":
        keys, words = decided(request.POST, columns)
        if all(key == "" or key in fields() for key in keys.values()):
            return _mapped(request, run, keys, words, mapping.rows_in(sheets[main.sheet], main))
    context = {
        "run": run,
        "plan": main,
        "others": planned[1:],
        "columns": columns,
        "rows": mapping.rows_in(sheets[main.sheet], main),
        "options": mapping.options(),
        "done": sum(1 for mapped in columns if mapped.column.key and not mapped.needs_look),
        "open": sum(1 for mapped in columns if mapped.needs_look),
        "only_open": request.GET.get("only") == "open",
        "template_is_old": bool(run.template_version)
        and run.template_version != template.version(request.posting.unit),
        "before": queries.same_file_before(run),
    }
    return render(request, "households/imports/map.html", context)


def _mapped(request, run, keys, words, rows):
    try:
        run = importing.map_columns(
            run=run, by=request.posting, keys=keys, words=words, remember="remember" in request.POST
        )
        if rows > import_jobs.AT_ONCE:
            import_jobs.start_check(run, request.posting)
            return redirect("import_progress", run.pk)
        importing.check(run=run, by=request.posting)
    except (FileError, WorkbookRefused) as error:
        messages.error(request, str(error))
        return redirect("import_map", run.pk)
    return redirect("import_check", run.pk)


@require(Permission.ENTER_FILES)
@require_POST
def import_discard(request, pk):
    run = run_or_404(request, pk)
    try:
        importing.discard(run=run, by=request.posting)
    except FileError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已放弃，上传的文件已删除"))
    return redirect("imports")


def run_or_404(request, pk):
    """Return an import of the posting's scope that has not been given up."""
    found = queries.imports_for(request.posting).exclude(status=ImportStatus.DISCARDED)
    return get_object_or_404(found, pk=pk)
