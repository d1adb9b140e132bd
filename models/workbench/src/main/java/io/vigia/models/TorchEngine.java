package io.vigia.models;

import ai.djl.engine.Engine;

/** PyTorch, as its jars bring it: nothing is downloaded, and one thread computes. */
final class TorchEngine {
    private TorchEngine() {}

    /**
     * Loads PyTorch once for the process and seeds it. Two threads were 36 times slower than one beside another busy
     * process, and sums in another order would make a training impossible to repeat.
     */
    static void start(int seed) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        Engine.getEngine("PyTorch").setRandomSeed(seed);
    }
}
