"""Analyses that stop early."""

from __future__ import annotations

from tests.defects.model import Defect

CAUSES: tuple[Defect, ...] = (
    Defect(
        "one cause only",
        "runbook-list",
        "single-cause",
        "The controller stops when a schedule holds two entries for one minute, and the change to summer time produced "
        "such a pair.",
        "⟦The controller stops at a pair of entries.⟧",
    ),
    Defect(
        "two whys of four",
        "aws-coe",
        "shallow-whys",
        """1. Why were lines doubled? Because the worker processed the same batch twice.
2. Why did it process the batch twice? Because it was restarted before it had marked the batch as done.
3. Why was it restarted? Because the node was drained for a kernel update.
4. Why can a restart repeat a batch? Because writing the lines and marking the batch are two transactions.
""",
        """1. ⟦Why were lines doubled? Because the worker processed the same batch twice.⟧
2. Why did it process the batch twice? Because it was restarted before it had marked the batch as done.
""",
    ),
    Defect(
        "a factor that no item takes up",
        "pagerduty",
        "uncovered-factor",
        "- The lag alert uses",
        "- ⟦The wiki lists a phone number of a former supplier.⟧\n- The lag alert uses",
    ),
    Defect(
        "the trigger told as the cause",
        "setext",
        "trigger-as-cause",
        "The broker update shortened the idle timeout from 60 to 5 minutes. The workers' client sends a heartbeat every "
        "10 minutes and does not notice a dropped connection.",
        "⟦The update of the broker to 3.13 at 10:20.⟧",
    ),
)
