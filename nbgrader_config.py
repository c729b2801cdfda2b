"""The course, as nbgrader sees it: every `nbgrader` command and Formgrader read this file.

Folders, gradebook and the rest are nbgrader's defaults: source/, release/, submitted/, autograded/, feedback/ and
gradebook.db beside this file. Only what differs from the defaults stands here, with its reason.
"""

import warnings

from sqlalchemy.exc import SAWarning

from classroom.showing.feedback import TEMPLATES

# nbgrader puts `get_config` into this file before it reads it.
c = get_config()  # type: ignore[name-defined]  # noqa: F821

# nbgrader's gradebook draws these at every submission. They mean nothing, and read as if a grade were lost.
warnings.filterwarnings("ignore", "Object of type .* not in session", SAWarning)

# The assignment is called word2vec too. Its name is not set here: nbgrader refuses a command that names an
# assignment when the settings name one.
c.CourseDirectory.course_id = "word2vec"

# What lies in an assignment folder and is nobody's to hand out or to collect: the downloaded treebank and the
# checkpoints of training. The first four are nbgrader's own defaults. The last two are what notebook 7 writes: run in
# source/, it would put all solutions into them, and the release must not get those.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",
    "datasets",
    "*.npy",
    "*.npz",
    "*.pickle",
    "assignment2.zip",
    "written_answers.html",
]

# What a student finds where an answer goes. An unanswered function must raise: then its check says "not attempted"
# and gives no points.
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
c.ClearSolutions.text_stub = "*Write your answer here.*"

# A rubric stands in a locked cell below the answer that it grades, and comes back for the grader. nbgrader expects
# rubrics in "manually graded task" cells only, which have no room for an answer of their own.
c.ClearMarkScheme.enforce_metadata = False

# Seconds of processor time for one cell, or one call of a student's function; on the clock it may take four times as
# long. The longest honest one takes a few; an endless loop should not hold up the class.
c.IsolatedExecute.timeout = 120
# The same for Validate, where nbgrader's own Execute runs the notebook.
c.Execute.timeout = 120

# `nbgrader zip_collect` opens what Canvas, Moodle, Gradescope, Blackboard and Brightspace give, put into
# downloaded/word2vec/archive; `classroom collect` does the same and more, from any folder.
c.ZipCollectApp.extractor_plugin = "classroom.collecting.zip_collect.LmsExtractor"
c.ZipCollectApp.collector_plugin = "classroom.collecting.zip_collect.LmsCollector"

# Reads every submission whatever it is, and mends it before nbgrader sees it; see src/classroom/sanitising.
c.Autograde.exporter_class = "classroom.sanitising.exporter.SubmissionExporter"

# The plot that 2(c) asks for is a file beside the notebooks. It is shown to whoever grades, and in the feedback.
c.SubmissionExporter.pictures = {"q2c": "word_vectors.png"}

# What else the course gives to students, or writes for them, and what notebooks do not speak of: any other file beside
# the notebooks may hold answers, and a person is asked to look into it where a written answer is missing.
c.SubmissionExporter.known_files = [
    "START_HERE.html",
    "*.whl",
    "LICENSE",
    "LICENSE-TEXT.md",
    "MISSING.txt",
    "explorer*.png",
    "vectors.html",
]

# Imported once for the class, like all that the notebooks import.
c.IsolatedExecute.preload = ["matplotlib.pyplot"]

# The checks do some of their work where the student's function lives: see word2vec_lab.check.judging.there.
c.IsolatedExecute.tools = ["word2vec_lab"]

# What measures gradients, and what has them written down. Cells may use it; an answer that a check calls is refused,
# because it should compute. None of it is in the student's process, so nothing in there can be patched to open it.
c.IsolatedExecute.kept_back = [
    "word2vec_lab.measure.differences",
    "word2vec_lab.measure.losses",
    "word2vec_lab.training.fast",
    "word2vec_lab.training.compiled",
]
c.IsolatedExecute.around = "word2vec_lab.measure.guard:answering"

# Measures each equality sign of the written derivations. What it finds stands beside the answer, for whoever reads it.
c.IsolatedExecute.remarks = "word2vec_lab.derivation.summary:judge_text"

# These give a later notebook the functions that the student wrote in earlier ones.
c.IsolatedExecute.asked = ["word2vec_lab.student:load", "word2vec_lab.student:mine"]

# Mending has done what these are for: each cell of the source is there once, with its text and its marks.
c.Autograde.sanitize_preprocessors = []

# IsolatedExecute takes the place of nbgrader's Execute: it runs the student's code in a process of its own. nbgrader
# gives full marks for a check cell whose value it cannot read; FailClosed gives 0 and says why. RecordWhole takes the
# place of SaveAutoGrades and AssignLatePenalties: a submission is recorded when its last notebook is graded, so that
# one that was broken off has no score that looks like one. CheckCellMetadata is not here: no marks are a student's.
c.Autograde.autograde_preprocessors = [
    "classroom.isolation.execute.IsolatedExecute",
    "classroom.isolation.failclosed.FailClosed",
    "classroom.showing.feedback.Harmless",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "classroom.sanitising.gradebook.RecordWhole",
]

# What a student wrote or printed must not run in the browser of whoever grades it: Formgrader and the feedback show it
# through these. Formulas become MathML; the template takes the place of the one that fetches MathJax from elsewhere.
# And no notebook may take minutes to show, during which Formgrader would answer nobody.
c.HTMLExporter.preprocessors = ["classroom.showing.feedback.Harmless"]
c.HTMLExporter.filters = {
    "markdown2html": "classroom.showing.feedback.markdown2html",
    "highlight_code": "classroom.showing.pages.highlight_code",
    "mathematics_style": "classroom.showing.feedback.mathematics_style",
    "strip_files_prefix": "classroom.showing.pages.unchanged",
}
c.HTMLExporter.extra_template_basedirs = TEMPLATES
c.HighlightMagicsPreprocessor.enabled = False

# The feedback page shows what the checks found, and neither hidden tests nor rubrics. A score that waits for a person
# says so: nbgrader's own page has it as a 0.
c.GenerateFeedback.exporter_class = "classroom.showing.feedback.FeedbackExporter"
c.GenerateFeedback.preprocessors = [
    "classroom.showing.feedback.GradesSoFar",
    "classroom.showing.feedback.ForStudents",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]

# A sum of points does not say what it is the sum of: the export has a column for that.
c.ExportApp.plugin_class = "classroom.showing.export.GradesWithState"

# Whatever students put into a notebook's metadata goes, as nbgrader has it. What IsolatedExecute puts there stays: the
# sandbox that was in force.
c.ClearMetadataPreprocessor.preserve_nb_metadata_mask = {("language_info", "name"), "grading"}
