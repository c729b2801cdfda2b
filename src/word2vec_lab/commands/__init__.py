"""What the scripts of the assignment's folder do: `word2vec`, `sgd` and `run` for the script of that name.

`show_time` is what notebook 6 calls around the same training run.
"""
