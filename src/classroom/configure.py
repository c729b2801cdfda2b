"""The settings that isolated grading needs, for any course: its nbgrader_config.py calls `configure(c)`.

    from classroom.configure import configure

    c = get_config()
    configure(c)

What the course sets after that takes the place of what is set here, so it comes right after `get_config()`.
Preprocessors and filters of its own that a course has set before are kept. Nothing in here knows which course it is.
"""

import warnings
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbgrader import preprocessors
from nbgrader.converters import Autograde, GenerateFeedback
from sqlalchemy.exc import SAWarning

from classroom.preprocessors import merged, set_to
from classroom.showing.feedback import TEMPLATES


def configure(c: Any, **settings: Any) -> None:
    """Have `nbgrader autograde` grade in isolation, and show safely what students wrote.

    `settings` are those of `classroom.isolation.execute.IsolatedExecute`, `preload=["pandas"]` and `timeout=30` among
    them, and `score_needed`, for a course of which each check ends in its score as a number.
    """
    # nbgrader's gradebook draws these at every submission. They mean nothing, and read as if a grade were lost.
    warnings.filterwarnings("ignore", "Object of type .* not in session", SAWarning)

    if "score_needed" in settings:
        c.FailClosed.score_needed = settings.pop("score_needed")
    c.IsolatedExecute.update(settings)

    # `nbgrader zip_collect` opens what Canvas, Moodle, Gradescope, Blackboard and Brightspace give, put into
    # downloaded/ASSIGNMENT/archive; `classroom collect` does the same and more, from any folder.
    c.ZipCollectApp.extractor_plugin = "classroom.collecting.zip_collect.LmsExtractor"
    c.ZipCollectApp.collector_plugin = "classroom.collecting.zip_collect.LmsCollector"

    # Reads every submission whatever it is, and mends it before nbgrader sees it; see src/classroom/sanitising.
    c.Autograde.exporter_class = "classroom.sanitising.exporter.SubmissionExporter"

    # Mending has done what nbgrader's are for: each cell of the source is there once, with its text and its marks.
    _put_ours(c.Autograde, "sanitize_preprocessors", [], Autograde)

    # IsolatedExecute takes the place of nbgrader's Execute: it runs the student's code in a process of its own. To
    # nbgrader a check without an error has passed; to FailClosed only one that was seen to come to its end. RecordWhole
    # takes the place of SaveAutoGrades and AssignLatePenalties: a submission is recorded when its last notebook is
    # graded, so that one that was broken off has no score that looks like one. CheckCellMetadata is not here: no marks
    # are a student's. nbgrader 0.9.3 has no IgnorePattern yet.
    ours = [
        "classroom.isolation.execute.IsolatedExecute",
        "classroom.isolation.failclosed.FailClosed",
        "classroom.showing.feedback.Harmless",
        *(["nbgrader.preprocessors.IgnorePattern"] if hasattr(preprocessors, "IgnorePattern") else []),
        "nbconvert.preprocessors.ClearMetadataPreprocessor",
        "nbgrader.preprocessors.LimitOutput",
        "classroom.sanitising.gradebook.RecordWhole",
    ]
    _put_ours(c.Autograde, "autograde_preprocessors", ours, Autograde)

    # What a student wrote or printed must not run in the browser of whoever grades it: Formgrader and the feedback show
    # it through these. Formulas become MathML; the template takes the place of the one that fetches MathJax from
    # elsewhere. And no notebook may take minutes to show, during which Formgrader would answer nobody.
    _put_ours(c.HTMLExporter, "preprocessors", ["classroom.showing.feedback.Harmless"], HTMLExporter)
    c.HTMLExporter.filters = set_to(c.HTMLExporter, "filters", {}) | {
        "markdown2html": "classroom.showing.feedback.markdown2html",
        "highlight_code": "classroom.showing.pages.highlight_code",
        "mathematics_style": "classroom.showing.feedback.mathematics_style",
        "strip_files_prefix": "classroom.showing.pages.unchanged",
    }
    c.HTMLExporter.extra_template_basedirs = TEMPLATES
    c.HighlightMagicsPreprocessor.enabled = False

    # The feedback page shows what the checks found, and neither hidden tests nor rubrics. A score that waits for a
    # person says so: nbgrader's own page has it as a 0.
    c.GenerateFeedback.exporter_class = "classroom.showing.feedback.FeedbackExporter"
    ours = [
        "classroom.showing.feedback.GradesSoFar",
        "classroom.showing.feedback.ForStudents",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
    _put_ours(c.GenerateFeedback, "preprocessors", ours, GenerateFeedback)

    # A sum of points does not say what it is the sum of: the export has a column for that.
    c.ExportApp.plugin_class = "classroom.showing.export.GradesWithState"

    # Whatever students put into a notebook's metadata goes, as nbgrader has it. What IsolatedExecute puts there stays:
    # the sandbox that was in force.
    c.ClearMetadataPreprocessor.preserve_nb_metadata_mask = {("language_info", "name"), "grading"}


def _put_ours(section: Any, name: str, ours: list[str], kind: Any) -> None:
    """Put our preprocessors into the place of those that `kind` has by itself, and leave those of the course's own."""
    stock = list(getattr(kind, name).default())
    section[name] = merged(ours, set_to(section, name, stock), stock)
