package io.vigia.detection.onnx;

import org.jspecify.annotations.Nullable;

/** An invalid bundle: the message names the file, what was found, what is valid and what to do. */
public class BundleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BundleException(String file, String problem, String remedy) {
        this(file, problem, remedy, null);
    }

    public BundleException(String file, String problem, String remedy, @Nullable Throwable cause) {
        super(file + ": " + problem + ". " + remedy, cause);
    }
}
