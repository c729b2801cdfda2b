"""What a page may show of what a student wrote: for the student's own page, for Formgrader and for the feedback.

All three show the same, because all three come through here. `markdown` turns a text cell into HTML, `mathematics` sets
its formulas, `html` takes out what could run, load, cover or confuse, and `pictures` says which pictures can be shown
and what stands where one cannot. `console` does the same for what is printed: a character that cannot be shown stops
nobody. `writing` puts the course's own sentences and data into a page. Nothing here knows the course or nbgrader.
"""
