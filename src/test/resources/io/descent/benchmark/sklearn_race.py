"""Seconds that scikit-learn's MLPRegressor, with its defaults, trains until a validation error.

python3 sklearn_race.py TABLE TARGET EPOCHS SEED
TABLE: CSV without a header, of label, 1 for validation or else 0, and features; TARGET: root of the mean squared error.
Features and label are standardised over the rows for training. The clock stands still while the error is computed.
"""
import json
import sys
import time

import numpy as np
from sklearn.neural_network import MLPRegressor


def main(path, target, epochs, seed):
    begin = time.perf_counter()
    table = np.loadtxt(path, delimiter=",", ndmin=2)
    held_out = table[:, 1] == 1
    label, features = table[:, 0], table[:, 2:]
    mean, deviation = features[~held_out].mean(axis=0), features[~held_out].std(axis=0)
    x = ((features - mean) / np.where(deviation > 0, deviation, 1)).astype(np.float32)
    centre, unit = label[~held_out].mean(), label[~held_out].std()
    training, validation = x[~held_out], x[held_out]
    y = ((label[~held_out] - centre) / unit).astype(np.float32)
    reading = time.perf_counter() - begin

    model = MLPRegressor(hidden_layer_sizes=(64, 64), random_state=seed)
    errors, seconds = [], 0.0
    while len(errors) < epochs and (not errors or errors[-1] > target):
        begin = time.perf_counter()
        model.partial_fit(training, y)
        seconds += time.perf_counter() - begin
        residuals = model.predict(validation).astype(float) * unit + centre - label[held_out]
        errors.append(float(np.sqrt(np.mean(residuals**2))))
    json.dump(
        {"reached": errors[-1] <= target, "best": min(errors), "epochs": len(errors), "reading": reading, "seconds": seconds},
        sys.stdout,
    )


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
