"""Grading in which the student's code and the tests never share a process: the theory of operation.

    nbgrader's process ======= link: job, reports ======= trusted process ==== link: requests, replies ====+
      :  (execute, run)                                     ^   :  (trusted, session)                      |
      :                                                     |   :                                          |
      :..control.. fork server `trusted` ------ forks ------+   :                                          |
      :..control.. fork server `hidden` ...........control......: --- forks ---> student process           |
      :..control.. fork server `shown` ............control......: --- forks ---> (agent, in the sandbox) ==+

*Who forks whom.* nbgrader's process starts the three fork servers for its first notebook and keeps them for the next
ones (`servers`). A fork server has everything imported, so that its children start in milliseconds. It has one child at
a time: whoever asks it for the next one has the one before ended (`control`). `trusted` forks the trusted process. If
that one is lost over a check, another one is forked, which goes on behind the check (`run`). `hidden` and `shown` fork
student processes, at the trusted process's request; of the two together, only one student process lives at a time.

*Who is told what.* The trusted process is told the job: the student's cells, and the locked and the test cells as they
stand in the instructor's notebook (`plan`). A student process is told one cell or one call at a time and knows no test,
no score and no other notebook's grade. Between the two cross plain data, as bytes that can build nothing else (`wire`).
Functions and objects stay where they are, and numbers stand for them (`lending`, `proxies`). What a student process
says is a student's word: it is checked wherever it is used (`outputs`, `exceptions`).

*What each may reach.* nbgrader's process and the trusted process reach what the instructor reaches. Around `hidden` and
`shown` stands bubblewrap, where it works. A student process puts on all other layers that work before it is told
anything (`sandbox`). With all of them it can write to its working folder, read Python and the installed packages, and
talk over its link. It reaches no network, no other process and nothing of the course.

*In what order.* Every check meets a student process that knows of no earlier check: the student's and the locked cells
above are run in it, and nobody sees what they show. The check itself runs in the trusted process and calls the
student's functions over the link. Where its hidden tests begin, a student process of `hidden`, in which the same cells
have been run, takes the place of the one of `shown`. After the last check, the student's and the locked cells are run
once more, in a student process of `shown`, and what they show there is put into the notebook. So what is shown of a
student's cells never comes from a process, or from a fork server, that had to do with a hidden input.

In nbgrader this package is `execute.IsolatedExecute`, in place of nbgrader's own `Execute`. Two preprocessors follow
it: `failclosed`, which lets no unreadable score count, and `manual_grading`, for items that a person must look at.
"""
