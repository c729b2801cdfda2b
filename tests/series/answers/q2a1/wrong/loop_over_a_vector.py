# earns: 0.5
# named: raised
def sigmoid(x):
    s = np.zeros(len(x))
    for i in range(len(x)):
        s[i] = 1 / (1 + np.exp(-float(x[i])))
    return s
