# earns: 0
# named: unweighted-mean
def grad_v_c(y, y_hat, U):
    return U.mean(axis=1) - U @ y
