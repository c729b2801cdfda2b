def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    v, U = centerWordVec.astype(np.float32), outsideVectors.astype(np.float32)
    y_hat = softmax(U @ v)
    delta = y_hat - np.eye(len(U), dtype=np.float32)[outsideWordIdx]
    return -np.log(y_hat[outsideWordIdx]), delta @ U, np.outer(delta, v)
