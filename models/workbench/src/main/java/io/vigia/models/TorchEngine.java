package io.vigia.models;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;

/** PyTorch, as its jars bring it: nothing is downloaded, and one thread computes. */
final class TorchEngine {
    private TorchEngine() {}

    /**
     * Loads PyTorch once for the process and seeds it. Two threads were 36 times slower than one beside another busy
     * process, and sums in another order would make a training impossible to repeat.
     *
     * @throws WorkbenchException if PyTorch is not there, as in a container
     */
    static void start(int seed) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        try {
            Engine.getEngine("PyTorch").setRandomSeed(seed);
        } catch (EngineException missing) {
            throw new WorkbenchException(
                    "PyTorch",
                    "did not start, and training requires it (" + missing.getMessage() + ")",
                    "Train with './vigia model train' in a clone of the repository; the image vigia/tools has no PyTorch.",
                    missing);
        }
    }
}
