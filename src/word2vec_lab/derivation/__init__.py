"""Derivations judged line by line: each equality sign is measured, as is the end. No right line is known here.

A text cell is split into chains of expressions (`reading`), each expression is read as a tree (`tex`, `parsing`,
`trees`), a tree is evaluated at random numbers (`worlds`, `meaning`, `symbols`, `slopes`), and two sides are compared
(`judging`). `naming` finds out what kind of slip a false sign is, and `summary` is what a grader gets.

It works on plain text and runs none of the student's code. It is bounded: a long text, deep nesting and huge sums end
as "not read", by counting and never by the clock.
"""
