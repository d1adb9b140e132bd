"""Makes the small networks that the tests load: `pip install onnx numpy`, then run this in its own folder.

lstm.onnx is an LSTM(4) and a dense layer over windows of 10; lstm.txt holds windows and answers, calculated here from
the LSTM's equations and not by ONNX Runtime: ten inputs and one answer a line.
"""

import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OUT = pathlib.Path(__file__).parent.parent / "resources/io/vigia/detection/onnx"
WINDOW, HIDDEN = 10, 4
rng = np.random.default_rng(7)


def weights(*shape):
    return rng.uniform(-0.8, 0.8, shape).astype(np.float32)


W, R, B = weights(1, 4 * HIDDEN, 1), weights(1, 4 * HIDDEN, HIDDEN), weights(1, 8 * HIDDEN)
D, D0 = weights(HIDDEN, 1), weights(1)


def save(name, nodes, constants, window=(None, WINDOW, 1), prediction=(None, 1), kind=TensorProto.FLOAT):
    axis = lambda shape: ["N" if size is None else size for size in shape]
    graph = helper.make_graph(
        nodes,
        "network",
        [helper.make_tensor_value_info("window", kind, axis(window))],
        [helper.make_tensor_value_info("prediction", kind, axis(prediction))],
        [numpy_helper.from_array(value, key) for key, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    (OUT / name).write_bytes(model.SerializeToString())


def lstm(name, dense=D, **shapes):
    nodes = [
        helper.make_node("Transpose", ["window"], ["steps"], perm=[1, 0, 2]),
        helper.make_node("LSTM", ["steps", "W", "R", "B"], ["", "last"], hidden_size=HIDDEN),
        helper.make_node("Squeeze", ["last", "first"], ["state"]),
        helper.make_node("Gemm", ["state", "D", "D0"], ["prediction"]),
    ]
    save(name, nodes, {"W": W, "R": R, "B": B, "D": dense, "D0": D0, "first": np.array([0])}, **shapes)


def answer(window):
    sigmoid = lambda x: 1 / (1 + np.exp(-x))
    h, c = np.zeros(HIDDEN), np.zeros(HIDDEN)
    for x in window:
        gates = W[0, :, 0].astype(float) * x + R[0].astype(float) @ h + B[0, : 4 * HIDDEN] + B[0, 4 * HIDDEN :]
        i, o, f, g = np.split(gates, 4)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
    return float(h @ D[:, 0].astype(float) + D0[0])


lstm("lstm.onnx")
lstm("not-a-number.onnx", dense=np.full((HIDDEN, 1), np.nan, np.float32))
save("wide-output.onnx", [helper.make_node("Squeeze", ["window", "a"], ["prediction"])], {"a": np.array([2])},
     prediction=(None, WINDOW))
save("fixed-batch.onnx", [helper.make_node("ReduceMean", ["window"], ["prediction"], axes=[1], keepdims=0)], {},
     window=(1, WINDOW, 1), prediction=(1, 1))
save("doubles.onnx", [helper.make_node("ReduceMean", ["window"], ["prediction"], axes=[1], keepdims=0)], {},
     kind=TensorProto.DOUBLE)

windows = rng.uniform(-3, 3, (20, WINDOW)).astype(np.float32)
lines = [" ".join(repr(float(x)) for x in [*window, answer(window)]) for window in windows]
(OUT / "lstm.txt").write_text("\n".join(lines) + "\n")
