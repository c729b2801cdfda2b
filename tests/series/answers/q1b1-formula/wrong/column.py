# earns: 1.5
# named: shape-convention
def grad_v_c(y, y_hat, U):
    return (U @ (y_hat - y))[:, None]
