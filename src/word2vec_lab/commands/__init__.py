"""What the scripts of the assignment's folder do: `word2vec` for word2vec.py and sgd.py, `run` for run.py.

`show_time` is what notebook 6 calls around the same training run.
"""
