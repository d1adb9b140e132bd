"""Writes the artefacts that the import is tested with, and beside them what Keras and scikit-learn answer.

    pip install -r requirements.txt
    python make_artefacts.py ../resources/io/vigia/models/artefacts

`keras.json` lists each model with windows and Keras' own predictions, `scalers.json` each scaler with values and its own
transforms, `trained.json` two trained networks with a prediction in the sensor's unit, `autoencoders.json` trained autoencoders with the
errors of windows.
"""

import json
import os
import pickle
import random
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"

import joblib
import keras
import numpy as np
import pandas
import tf_keras
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, PowerTransformer, RobustScaler, StandardScaler

W = 6
ROWS = 5


def recurrent(k):
    layers = k.layers
    wrap = layers.Bidirectional
    return {
        "lstm": [layers.LSTM(4), layers.Dense(1)],
        "lstm-activations": [
            layers.LSTM(3, activation="relu", return_sequences=True),
            layers.LSTM(3, activation="sigmoid", recurrent_activation="hard_sigmoid", return_sequences=True),
            layers.LSTM(3, activation="softsign", recurrent_activation="tanh", return_sequences=True),
            layers.LSTM(3, activation="hard_sigmoid", return_sequences=True),
            layers.LSTM(3),
            layers.Dense(1),
        ],
        "lstm-more-activations": [
            layers.LSTM(3, activation="elu", return_sequences=True),
            layers.LSTM(3, activation="softplus", return_sequences=True),
            layers.LSTM(3, activation="linear", recurrent_activation="softsign", return_sequences=True),
            layers.LSTM(2),
            layers.Dense(1),
        ],
        "lstm-backwards": [
            layers.LSTM(3, use_bias=False, go_backwards=True, return_sequences=True),
            layers.LSTM(2, go_backwards=True, unit_forget_bias=False),
            layers.Dense(1, use_bias=False),
        ],
        "gru": [
            layers.GRU(3, return_sequences=True),
            layers.GRU(3, reset_after=False, recurrent_activation="hard_sigmoid", return_sequences=True),
            layers.GRU(3, activation="relu", go_backwards=True, return_sequences=True),
            layers.GRU(3, use_bias=False, return_sequences=True),
            layers.GRU(2, use_bias=False, reset_after=False, activation="elu"),
            layers.Dense(1),
        ],
        "simple-rnn": [
            layers.SimpleRNN(3, return_sequences=True),
            layers.SimpleRNN(3, activation="relu", use_bias=False, return_sequences=True, go_backwards=True),
            layers.SimpleRNN(2, activation="hard_sigmoid"),
            layers.Dense(1),
        ],
        "bidirectional": [
            wrap(layers.LSTM(2, return_sequences=True)),
            wrap(layers.GRU(3, return_sequences=True), merge_mode="sum"),
            wrap(layers.LSTM(3, use_bias=False, return_sequences=True), merge_mode="mul"),
            wrap(layers.SimpleRNN(3, return_sequences=True), merge_mode="ave"),
            wrap(layers.LSTM(2, activation="relu")),
            layers.Dense(1),
        ],
        "bidirectional-two": [
            wrap(layers.LSTM(3, return_sequences=True), backward_layer=layers.GRU(3, return_sequences=True, go_backwards=True)),
            wrap(layers.GRU(2), merge_mode="sum"),
            layers.Dense(1),
        ],
        "around": [
            layers.LSTM(3, return_sequences=True),
            layers.Dropout(0.5),
            layers.TimeDistributed(layers.Dense(2, activation="relu")),
            layers.Reshape((-1, 4)),
            layers.Flatten(),
            layers.Dense(3, activation="tanh"),
            layers.RepeatVector(2),
            layers.LSTM(2, return_sequences=True, dropout=0.2, recurrent_dropout=0.2),
            layers.Flatten(),
            layers.RepeatVector(1),
            layers.TimeDistributed(layers.Dense(1)),
        ],
    }


def dense(k):
    layers = k.layers
    shared = "relu tanh sigmoid hard_sigmoid softmax softplus softsign elu selu exponential swish linear".split()
    return {
        "dense-activations": [layers.Flatten()] + [layers.Dense(4, activation=a) for a in shared] + [layers.Dense(1)],
        "layers": [
            layers.Dense(4),
            layers.BatchNormalization(),
            layers.Activation("tanh"),
            layers.LayerNormalization(),
            layers.LeakyReLU(),
            layers.Dense(3),
            layers.ReLU(max_value=2.0),
            layers.GaussianNoise(0.1),
            layers.BatchNormalization(center=False, scale=False),
            layers.ELU(),
            layers.Flatten(),
            layers.Softmax(),
            layers.Dense(1),
        ],
    }


def only_three(k):
    layers = k.layers
    return {
        "dense-three": [layers.Flatten()]
        + [layers.Dense(4, activation=a) for a in "relu6 gelu leaky_relu mish silu hard_silu log_softmax".split()]
        + [layers.Dense(1)],
        "lstm-leaky": [
            layers.LSTM(3, activation="leaky_relu", return_sequences=True),
            layers.LSTM(2, activation="tanh", recurrent_activation="linear"),
            layers.Dense(1),
        ],
    }


def sequential(k, layers, shape=(W, 1)):
    return k.Sequential([k.layers.Input(shape), *layers])


def functional(k, layers, shape=(W, 1)):
    start = k.layers.Input(shape)
    end = start
    for layer in layers:
        end = layer(end)
    return k.Model(start, end)


def randomise(model, seed):
    """Biases of zero and moving means of zero would hide mistakes."""
    generator = np.random.default_rng(seed)
    for weight in model.weights:
        low, high = (0.3, 1.5) if "variance" in weight.name else (-0.9, 0.9)
        weight.assign(generator.uniform(low, high, weight.shape))


class Models:
    def __init__(self, folder):
        self.folder = folder
        self.described = []

    def add(self, file, model, window=W):
        randomise(model, seed=len(self.described))
        model.save(os.path.join(self.folder, file))
        windows = np.random.default_rng(7).normal(0, 1.5, (ROWS, window)).astype("float32")
        shape = (ROWS, *(window if size is None else size for size in model.input_shape[1:]))
        answers = model.predict(windows.reshape(shape), verbose=0)
        assert np.isfinite(answers).all(), file
        self.described.append(
            {
                "file": file,
                "window": window,
                "inputs": [[float(value) for value in row] for row in windows],
                "outputs": [[float(value) for value in row.ravel()] for row in answers],
            }
        )

    def make(self):
        three, two = keras, tf_keras
        for name, layers in {**recurrent(three), **dense(three), **only_three(three)}.items():
            self.add(f"{name}.keras", sequential(three, layers))
        for name, layers in {**recurrent(three), **dense(three)}.items():
            if name in ("lstm-activations", "gru", "bidirectional-two", "around", "layers"):
                self.add(f"{name}.three.h5", functional(three, layers) if name == "gru" else sequential(three, layers))
        for name, layers in {**recurrent(two), **dense(two)}.items():
            self.add(f"{name}.two.h5", functional(two, layers) if name == "simple-rnn" else sequential(two, layers))
        self.add("functional.keras", functional(three, recurrent(three)["around"]))
        self.add("functional.two.keras", functional(two, recurrent(two)["lstm-activations"]))
        self.add("bidirectional.two.keras", sequential(two, recurrent(two)["bidirectional"]))
        self.add("any-length.keras", sequential(three, recurrent(three)["lstm"], (None, 1)))
        self.add("flat-input.keras", sequential(three, [three.layers.Dense(3, activation="relu"), three.layers.Dense(1)], (W,)))
        self.add("one-step.keras", sequential(three, recurrent(three)["lstm"], (1, W)))
        self.add("several-steps-ahead.keras", sequential(three, [three.layers.LSTM(3), three.layers.Dense(4)]))
        self.add("sequence.keras", sequential(three, [three.layers.LSTM(3, return_sequences=True), three.layers.Dense(1)]))
        self.branches()
        with open(os.path.join(self.folder, "keras.json"), "w") as out:
            json.dump(self.described, out, indent=0)

    def branches(self):
        start = keras.layers.Input((W, 1))
        left, right = keras.layers.LSTM(2)(start), keras.layers.GRU(2)(start)
        both = keras.layers.Concatenate()([left, right])
        self.add("branches.keras", keras.Model(start, keras.layers.Dense(1)(both)))


class Scalers:
    VALUES = [57.4, 71.2, 86.2, -3.25, 120.0, 0.0, 1e-3, 65.0]

    def __init__(self, folder):
        self.folder = folder
        self.described = []

    def describe(self, file, scaler, values):
        column = np.array(values).reshape(-1, 1)
        if hasattr(scaler, "feature_names_in_"):
            column = pandas.DataFrame(column, columns=scaler.feature_names_in_)
        self.described.append(
            {
                "file": file,
                "kind": type(scaler).__name__,
                "inputs": values,
                "outputs": [float(value) for value in np.asarray(scaler.transform(column)).ravel()],
            }
        )

    def dump(self, file, scaler, **options):
        joblib.dump(scaler, os.path.join(self.folder, file), **options)
        self.describe(file, scaler, self.VALUES)

    def pickle(self, file, scaler, protocol):
        with open(os.path.join(self.folder, file), "wb") as out:
            pickle.dump(scaler, out, protocol=protocol)
        self.describe(file, scaler, self.VALUES)

    def make(self):
        column = np.random.default_rng(3).normal(71.2, 4.0, (400, 1))
        frame = pandas.DataFrame(column, columns=["temperatura"])
        fitted = {
            "minmax": MinMaxScaler().fit(column),
            "minmax-range": MinMaxScaler(feature_range=(-1, 1)).fit(column),
            "minmax-clip": MinMaxScaler(clip=True).fit(column),
            "minmax-constant": MinMaxScaler().fit(np.full((9, 1), 3.5)),
            "minmax-frame": MinMaxScaler().fit(frame),
            "minmax-float32": MinMaxScaler().fit(column.astype("float32")),
            "standard": StandardScaler().fit(column),
            "standard-no-mean": StandardScaler(with_mean=False).fit(column),
            "standard-no-deviation": StandardScaler(with_std=False).fit(column),
            "standard-neither": StandardScaler(with_mean=False, with_std=False).fit(column),
            "standard-constant": StandardScaler().fit(np.full((9, 1), 3.5)),
            "standard-frame": StandardScaler().fit(frame),
            "robust": RobustScaler().fit(column),
            "robust-unit": RobustScaler(unit_variance=True, quantile_range=(10.0, 90.0)).fit(column),
            "robust-no-center": RobustScaler(with_centering=False).fit(column),
            "robust-no-scale": RobustScaler(with_scaling=False).fit(column),
        }
        for name, scaler in fitted.items():
            self.dump(f"{name}.joblib", scaler)
            self.pickle(f"{name}.pkl", scaler, protocol=4)
        for protocol in (2, 3, 5):
            for name in ("minmax", "standard-frame", "robust"):
                self.pickle(f"{name}.protocol{protocol}.pkl", fitted[name], protocol)
            self.dump(f"standard.protocol{protocol}.joblib", fitted["standard"], protocol=protocol)
        for method in ("zlib", "gzip", "bz2", "xz", "lzma"):
            self.dump(f"minmax.{method}.joblib", fitted["minmax"], compress=(method, 3))
            self.dump(f"standard-frame.{method}.joblib", fitted["standard-frame"], compress=(method, 3))
        with open(os.path.join(self.folder, "scalers.json"), "w") as out:
            json.dump(self.described, out, indent=0)
        self.refused(column)

    def refused(self, column):
        three = np.hstack([column, column + 1, column * 2])
        others = {
            "several-features": MinMaxScaler().fit(three),
            "not-fitted": MinMaxScaler(),
            "pipeline": make_pipeline(StandardScaler()).fit(column),
            "power": PowerTransformer().fit(column),
            "dictionary": {"scaler": MinMaxScaler().fit(column)},
            "plain-list": [1, 2, 3],
        }
        for name, scaler in others.items():
            joblib.dump(scaler, os.path.join(self.folder, f"refused-{name}.joblib"))


def trained(folder):
    """What a notebook leaves behind: one network that predicts in the scaler's unit, one that predicts in degrees."""
    window = 10
    keras.utils.set_random_seed(5)
    generator = np.random.default_rng(5)
    values = 71.2 + 5 * np.sin(np.arange(1500) * 2 * np.pi / 24) + generator.normal(0, 0.8, 1500)
    scaler = MinMaxScaler().fit(values.reshape(-1, 1))
    scaled = scaler.transform(values.reshape(-1, 1)).ravel()
    windows = np.lib.stride_tricks.sliding_window_view(scaled, window)[:-1, :, None]
    described = []
    for file, targets in {"scaled.keras": scaled[window:], "raw.keras": values[window:]}.items():
        model = sequential(keras, [keras.layers.LSTM(8, activation="relu"), keras.layers.Dense(1)], (window, 1))
        if file == "raw.keras":
            model.layers[-1].bias.assign([71.2])
        model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse")
        model.fit(windows, targets, epochs=12, batch_size=32, verbose=0)
        errors = np.abs(model.predict(windows, verbose=0).ravel() - targets)
        print(file, "mean absolute error", errors.mean())
        model.save(os.path.join(folder, file))
        asked = values[700 : 700 + window]
        answer = float(model.predict(scaler.transform(asked.reshape(-1, 1))[None], verbose=0)[0, 0])
        if file == "scaled.keras":
            answer = float(scaler.inverse_transform([[answer]])[0, 0])
        described.append({"file": file, "values": [float(value) for value in asked], "prediction": answer})
    joblib.dump(scaler, os.path.join(folder, "scaler.pkl"))
    with open(os.path.join(folder, "config.json"), "w") as out:
        json.dump({"threshold": 3.5, "window_size": window}, out)
    with open(os.path.join(folder, "trained.json"), "w") as out:
        json.dump(described, out, indent=0)


def autoencoders(folder):
    """Networks that give their window back, as tutorials build them, with the mean absolute error that Keras finds."""
    window = 12
    k = keras.layers
    networks = {
        "lstm": [k.LSTM(8), k.RepeatVector(window), k.LSTM(8, return_sequences=True), k.TimeDistributed(k.Dense(1))],
        "transposed": [
            k.Conv1D(6, 5, strides=2, padding="same", activation="relu"),
            k.Dropout(0.2),
            k.Conv1D(3, 3, strides=2, padding="same", activation="relu"),
            k.Conv1DTranspose(3, 4, strides=2, padding="same", activation="relu"),
            k.Conv1DTranspose(6, 5, strides=2, padding="same", activation="relu"),
            k.Conv1DTranspose(1, 3, padding="same"),
        ],
        "upsampling": [
            k.Conv1D(6, 3, padding="same", activation="relu"),
            k.MaxPooling1D(2),
            k.Conv1D(3, 3, padding="same", activation="relu"),
            k.UpSampling1D(2),
            k.Conv1D(1, 3, padding="same"),
        ],
        "valid": [
            k.Conv1D(6, 3, strides=3, activation="relu"),
            k.Conv1DTranspose(4, 2, strides=3, activation="relu"),
            k.Conv1DTranspose(1, 3),
            k.Cropping1D(1),
        ],
        "dense": [k.Flatten(), k.Dense(6, activation="relu"), k.Dense(window)],
    }
    generator = np.random.default_rng(9)
    values = 60 + 5 * np.sin(np.arange(900) / 7) + generator.normal(0, 0.4, 900)
    scaler = MinMaxScaler().fit(values.reshape(-1, 1))
    scaled = scaler.transform(values.reshape(-1, 1)).ravel()
    windows = np.lib.stride_tricks.sliding_window_view(scaled, window)[:, :, None]
    described = []
    for name, layers in networks.items():
        keras.utils.set_random_seed(7)
        model = sequential(keras, layers, (window, 1))
        model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mae")
        model.fit(windows, windows, epochs=15, batch_size=64, verbose=0)
        asked = np.concatenate([windows[100:103], windows[300:302]])
        asked[3, -1, 0] += 0.6
        asked[4, 4, 0] -= 0.5
        copies = model.predict(asked, verbose=0).reshape(asked.shape)
        errors = np.abs(copies - asked).mean(axis=(1, 2))
        model.save(os.path.join(folder, f"{name}.keras"))
        described.append(
            {
                "file": f"{name}.keras",
                "values": [[float(x) for x in scaler.inverse_transform(row).ravel()] for row in asked],
                "errors": [float(error) for error in errors],
            }
        )
    joblib.dump(scaler, os.path.join(folder, "scaler.pkl"))
    with open(os.path.join(folder, "autoencoders.json"), "w") as out:
        json.dump(described, out, indent=0)


def main(folder):
    random.seed(1)
    for name in ("keras", "scalers", "trained", "autoencoders"):
        os.makedirs(os.path.join(folder, name), exist_ok=True)
    Models(os.path.join(folder, "keras")).make()
    Scalers(os.path.join(folder, "scalers")).make()
    trained(os.path.join(folder, "trained"))
    autoencoders(os.path.join(folder, "autoencoders"))


if __name__ == "__main__":
    main(sys.argv[1])
