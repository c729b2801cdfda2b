"""The colours of all that the course draws, in pictures and in the page.

It is the palette of Okabe and Ito, which colour-blind readers can tell apart, and four greys. The explorer's `theme.js`
has the same colours for its groups, which a test holds to these, and others for a dark ground.
"""

ORANGE = "#E69F00"
SKY = "#56B4E9"
GREEN = "#009E73"
BLUE = "#0072B2"
VERMILLION = "#D55E00"
PURPLE = "#CC79A7"
YELLOW = "#F0E442"
INK = "#1A1A1A"
GREY = "#6B6B6B"
LINE = "#BDBDBD"
PALE = "#EFEFEF"
