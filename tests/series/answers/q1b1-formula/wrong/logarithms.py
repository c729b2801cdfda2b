# earns: 0
# named: missing+logarithm
def grad_v_c(y, y_hat, U):
    return U @ np.log(y_hat)
