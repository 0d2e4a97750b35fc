"""Steps that the tests of filling share."""

from app.params.export import EXPORTS, ExportChoice, ExportOptions
from app.params.run import FinishReason
from app.params.status import RunPhase


def take(workspace, qtbot, picture):
    with qtbot.waitSignal(workspace.sources.changed, timeout=10_000):
        workspace.receive(picture)


def finish(workspace, qtbot):
    qtbot.waitUntil(lambda: workspace.run.phase is RunPhase.IDLE, timeout=30_000)
    assert workspace.run.reason is FinishReason.COMPLETE, workspace.context.notices.problems


def fill(workspace, qtbot):
    workspace.run_panel.buttons["play"].click()
    assert workspace.run.phase is RunPhase.RUNNING
    finish(workspace, qtbot)
    return workspace.run.frame.x


def grid(path, **changes):
    row = EXPORTS[changes.pop("what", "grid")]
    return ExportChoice(row, str(path), ExportOptions(**changes))


def export(workspace, qtbot, path, **changes):
    tasks = workspace.context.tasks
    workspace.exporter.export(grid(path, **changes))
    qtbot.waitUntil(lambda: tasks.running == 0, timeout=10_000)
    assert path.exists(), workspace.context.notices.problems


def click_action(workspace, action_id):
    workspace.context.actions[action_id].trigger()


def idle(workspace, qtbot):
    qtbot.waitUntil(lambda: workspace.context.tasks.running == 0, timeout=10_000)
