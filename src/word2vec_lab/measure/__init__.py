"""What every check rests on: the losses, and how they really change, measured by central differences.

It is closed to an answer while that answer is checked (`guard`): who is measured does not hold the ruler.
"""
