"""The interactive plot of word vectors: points that move through the training, neighbours, analogies, runs compared.

plot = explorer.Explorer(vectors)   # as a cell's last line: the plot, or a picture where nothing can move
plot.write_png()                    # explorer.png, as it is shown now
plot.write_page("vectors.html")     # a page of its own that needs neither Python nor a network
"""

from word2vec_lab.explorer.explorer import Explorer
from word2vec_lab.explorer.learned import learned
from word2vec_lab.explorer.settings import Settings
from word2vec_lab.explorer.vectors import Vectors, of_training

__all__ = ["Explorer", "Settings", "Vectors", "learned", "of_training"]
