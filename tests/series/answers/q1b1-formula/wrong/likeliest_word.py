# earns: 0
# named: likeliest-word
def grad_v_c(y, y_hat, U):
    o = np.argmax(y_hat)
    return U @ y_hat - U[:, o]
