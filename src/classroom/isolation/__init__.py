"""Grading in which the student's code and the tests never share a process: the theory of operation.

    nbgrader's process ======= link: job, reports ======= trusted process ==== link: requests, replies ====+
      :  (execute, run)                                     ^   :  (trusted, session)                      |
      :                                                     |   :                                          |
      :..control.. fork server `trusted` ------ forks ------+   :                                          |
      :..control.. fork server `hidden` ...........control......: --- forks ---> student process           |
      :..control.. fork server `shown` ............control......: --- forks ---> (agent, in the sandbox) ==+

*Who forks whom.* nbgrader's process starts the three fork servers for its first notebook and keeps them (`servers`). A
fork server has everything imported, so its children start in milliseconds. It has one child at a time: whoever asks for
the next one has the one before ended (`control`). `trusted` forks the trusted process, and another one if that is lost
over a check (`run`); where a class is graded it runs the checks once itself beforehand (`rehearsal`). `hidden` and
`shown` fork student processes when the trusted process asks; one lives at a time.

*Who is told what.* The trusted process is told the job: the student's cells, and the locked and the test cells as they
stand in the instructor's notebook (`plan`). A student process is told one cell or one call at a time. Between these
two only plain data cross, as bytes that can build nothing else (`wire`). Functions and objects stay where they are,
and numbers stand for them (`lending`, `proxies`). What a student process says is a student's word: it is checked
where it is used (`outputs`, `exceptions`).

*What each may reach.* nbgrader's process and the trusted process reach what the instructor reaches. Around `hidden`
and `shown` stands bubblewrap, and a student process puts on the other layers before it is told anything, each where it
works (`sandbox`). With all of them it writes to its working folder, reads Python and the installed packages, and talks
over its link. It reaches no network, no other process, no gradebook, no hidden test and nobody else's work.

*In what order.* Three times the notebook is gone through, each time with a student process of its own. First all cells
are run for what they show. Then the checks run up to their hidden tests: in the trusted process, which calls the
student's functions over the link. A cell between two checks is run between them, as in class. Last come the hidden
tests, with a student process of `hidden` in which the same cells are run; each goes on where its open tests left off.
Where one test goes on from what another has left, in its own names or in the student's process, all tests are run again
there, whole and in their order, and that decides (`scope`, connected).
So before hidden input is handed to anybody, all that is ever shown has been told. That matters because a machine has
caches and counters that everybody on it can see, and because a process remembers what it was called with.

What a check says beside its points is read in the trusted process, where no student's object is (`verdicts`). What a
function of the course says of written answers, in another child of `trusted`, which has no line to a student process
(`remarks`).

nbgrader meets `execute` in place of its own `Execute`, and behind it `failclosed`. For which items a person is asked,
`execute` says in the resources (`manual_grading`).
"""
