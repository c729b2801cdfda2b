# earns: 0
# named: nearly
def sigmoid_slope(s):
    return round(s * (1 - s), 3)
