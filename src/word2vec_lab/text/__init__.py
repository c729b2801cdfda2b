"""The text that word vectors are trained on: the treebank, how it is fetched, and the small corpus that stands in."""
