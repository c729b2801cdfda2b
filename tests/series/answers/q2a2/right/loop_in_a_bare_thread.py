# named: as-slow-as-a-loop
# asks: a person
import _thread


def looped(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    scores = np.array([np.dot(u, centerWordVec) for u in outsideVectors])
    y_hat = softmax(scores)
    gradCenterVec = -outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    for w in range(len(outsideVectors)):
        gradCenterVec = gradCenterVec + y_hat[w] * outsideVectors[w]
        gradOutsideVecs[w] = y_hat[w] * centerWordVec
    gradOutsideVecs[outsideWordIdx] -= centerWordVec
    return -np.log(y_hat[outsideWordIdx]), gradCenterVec, gradOutsideVecs


def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    found, done = [], _thread.allocate_lock()
    done.acquire()

    def work():
        found.append(looped(centerWordVec, outsideWordIdx, outsideVectors, dataset))
        done.release()

    _thread.start_new_thread(work, ())
    done.acquire()
    return found[0]
