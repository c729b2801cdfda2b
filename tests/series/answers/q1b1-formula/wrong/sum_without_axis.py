# earns: 0
# named: summed-over-both-axes
def grad_v_c(y, y_hat, U):
    return -U @ y + np.sum(U * y_hat)
