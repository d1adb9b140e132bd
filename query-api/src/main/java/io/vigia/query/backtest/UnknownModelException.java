package io.vigia.query.backtest;

import java.util.Set;

/** The model of a question does not exist or is not usable. */
public class UnknownModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String model;
    private final transient Set<String> known;

    /**
     * @param model {@code name@version}
     * @param known the ids of the models that exist
     */
    public UnknownModelException(String model, Set<String> known, String message) {
        super(message);
        this.model = model;
        this.known = known;
    }

    /** The model that was asked for, {@code name@version}. */
    public String model() {
        return model;
    }

    /** The ids of the models that exist. */
    public Set<String> known() {
        return known;
    }
}
