"""The life of a file as a page of the documentation, written from the tables of moves alone."""

from django.utils import translation

from households.enums import RequestStatus, Status
from households.lifecycle import EFFECTS, MOVES
from households.request_lifecycle import ROUTES, TIER_GOES_UP

HEAD = """# 档案的状态和步骤

本页由 `manage.py write_lifecycle` 生成，来自 `households/lifecycle.py` 和
`households/request_lifecycle.py`，请勿手改。
审核阶段依次经过哪些状态、每一步由谁办理，由审批流程（认定标准 › 审批流程）决定；图中以“下一步”表示。
"""


def text():
    """Return the page in Markdown, with a mermaid diagram, in Chinese."""
    with translation.override("zh-hans"):
        parts = [HEAD, _diagram(), "## 审核步骤\n", _table(MOVES), "## 在档之后\n", _table(EFFECTS)]
        return "\n".join([*parts, "## 申请的办理次序\n", _routes()])


def _diagram():
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"  {state.value}: {state.label}" for state in Status]
    lines += ["  NEXT: 审批流程的下一步", "  NEXT --> ACTIVE: 流程走完"]
    for move in (*MOVES, *EFFECTS):
        lines.append(f"  {move.source.value} --> {move.to.value if move.to else 'NEXT'}: {move.step.label}")
    return "\n".join([*lines, "```", ""])


def _table(moves):
    lines = ["| 原状态 | 步骤 | 到 | 另一人 | 须写意见 |", "| --- | --- | --- | --- | --- |"]
    for move in moves:
        to = move.to.label if move.to else "流程的下一步"
        lines.append(
            f"| {move.source.label} | {move.step.label} | {to} "
            f"| {'是' if move.second_person else ''} | {'是' if move.needs_note else ''} |"
        )
    return "\n".join([*lines, ""])


def _routes():
    lines = ["| 申请事项 | 依次经过 |", "| --- | --- |"]
    for kind, route in ROUTES.items():
        passed = " → ".join(str(state.label) for state in (*route, RequestStatus.DONE))
        more = "；困难类别有变化的再经市州审批" if kind in TIER_GOES_UP else ""
        lines.append(f"| {kind.label} | {passed}{more} |")
    return "\n".join([*lines, ""])
