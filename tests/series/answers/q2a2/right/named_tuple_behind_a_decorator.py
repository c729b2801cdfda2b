import functools
import logging
from collections import namedtuple

Result = namedtuple("Result", "loss center outside")


def logged(function):
    @functools.wraps(function)
    def wrapper(*arguments, **named):
        logging.getLogger("own").warning("called")
        return function(*arguments, **named)

    return wrapper


@logged
def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset=None):
    p = softmax(outsideVectors @ centerWordVec)
    d = p - np.eye(len(p))[outsideWordIdx]
    return Result(-np.log(p[outsideWordIdx]), d @ outsideVectors, np.outer(d, centerWordVec))
