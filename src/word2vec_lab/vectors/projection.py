"""The words of the assignment's plot, and how their vectors of ten numbers become points in a plane."""

import numpy as np

GROUPS = {
    "praise": ("great", "cool", "brilliant", "wonderful", "well", "amazing", "worth", "sweet", "enjoyable"),
    "complaint": ("boring", "bad", "dumb", "annoying"),
    "people": ("female", "male", "queen", "king", "man", "woman"),
    "weather": ("rain", "snow", "hail"),
    "drinks": ("coffee", "tea"),
}
"""The 24 words that the assignment plots, by what they mean; the groups are ours."""

WORDS = tuple(word for group in GROUPS.values() for word in group)
GROUP_OF = {word: name for name, group in GROUPS.items() for word in group}


def normalised(vectors: np.ndarray) -> np.ndarray:
    """Every row divided by its length. A row of zeros stays as it is.

    >>> normalised(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist()
    [[0.6, 0.8], [0.0, 0.0]]
    """
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1))


def principal_axes(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Coordinates (n, k) of the rows on the k axes of their covariance, widest first, and each axis's share.

    There are as many axes as numbers in a row, or as rows if these are fewer.

    The axes are the singular vectors of the covariance of the centred rows. A singular vector's sign is free: here
    its largest entry is positive, so that every machine draws the same plot. Raises ValueError for rows that are not
    finite numbers, or fewer than two.

    >>> points, shares = principal_axes(np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]]))
    >>> points[:, 0].round(6).tolist()
    [-5.0, 0.0, 5.0]
    >>> shares.round(6).tolist()
    [1.0, 0.0]
    """
    vectors = np.asarray(vectors, dtype=float)
    if vectors.ndim != 2 or len(vectors) < 2:
        raise ValueError(f"a projection needs at least two vectors, as the rows of a matrix; got {vectors.shape}")
    if not np.isfinite(vectors).all():
        raise ValueError("some vectors hold infinity or not-a-number, so they have no place in a plot")
    centred = vectors - vectors.mean(axis=0)
    directions, shares = axes(centred)
    return centred @ directions, shares


def axes(centred: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The axes of the covariance of n centred rows, as the columns of a (d, k) matrix, and each axis's share.

    Widest first, each with its largest entry positive. k is the smaller one of d and n: fewer rows than numbers span no
    more axes, and then the singular values of the rows themselves, (n, d), are found sooner than those of the
    covariance, (d, d).
    """
    n, d = centred.shape
    if n < d:
        _, lengths, rows = np.linalg.svd(centred, full_matrices=False)
        directions, spread = rows.T, lengths**2 / n
    else:
        directions, spread, _ = np.linalg.svd(centred.T @ centred / n)
    largest = directions[np.abs(directions).argmax(axis=0), np.arange(directions.shape[1])]
    total = spread.sum()
    shares = spread / total if total > 0 else spread
    return directions * np.where(largest < 0, -1, 1), shares


def cosines(vectors: np.ndarray) -> np.ndarray:
    """The cosine of each pair of rows, as a list: n (n − 1) / 2 numbers."""
    unit = normalised(vectors)
    above = np.triu_indices(len(unit), 1)
    return np.asarray((unit @ unit.T)[above])


def cluster_separation(vectors: np.ndarray, groups: np.ndarray) -> float:
    """The mean cosine within groups minus that between groups, after centring: 0 where the groups mean nothing.

    `groups` has each row's group.
    """
    similar = cosines(vectors - vectors.mean(axis=0))
    first, second = np.triu_indices(len(vectors), 1)
    same = groups[first] == groups[second]
    return float(similar[same].mean() - similar[~same].mean())


def without(vectors: np.ndarray, feature: np.ndarray) -> np.ndarray:
    """What a straight line in `feature` (one number a row) cannot explain of each column of `vectors`."""
    design = np.stack([np.ones(len(feature)), feature], axis=1)
    fitted = design @ np.linalg.lstsq(design, vectors, rcond=None)[0]
    return np.asarray(vectors - fitted)


def neighbour_purity(vectors: np.ndarray, groups: np.ndarray) -> float:
    """The share of rows whose nearest neighbour, by cosine after centring, is of their own group."""
    unit = normalised(vectors - vectors.mean(axis=0))
    similar = unit @ unit.T
    np.fill_diagonal(similar, -np.inf)
    return float((groups[similar.argmax(axis=1)] == groups).mean())
