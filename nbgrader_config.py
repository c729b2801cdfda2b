"""The course, as nbgrader sees it: every `nbgrader` command and Formgrader read this file.

Folders, gradebook and the rest are nbgrader's defaults: source/, release/, submitted/, autograded/, feedback/ and
gradebook.db beside this file. Only what differs from the defaults stands here, with its reason.
"""

from classroom.configure import configure

# nbgrader puts `get_config` into this file before it reads it.
c = get_config()  # type: ignore[name-defined]  # noqa: F821

# Isolated grading, and pages that are safe to show. Each check of this course ends in its score.
configure(c, score_needed=True)

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
