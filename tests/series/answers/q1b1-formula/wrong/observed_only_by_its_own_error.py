# earns: 0
# named: others-missing
def grad_v_c(y, y_hat, U):
    return -U @ (y * (1 - y_hat))
