# earns: 0
# named: sign
def grad_v_c(y, y_hat, U):
    return U @ np.abs(y_hat - y)
