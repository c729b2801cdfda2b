"""What can be done with word vectors: project them, compare them, follow them through a training."""
