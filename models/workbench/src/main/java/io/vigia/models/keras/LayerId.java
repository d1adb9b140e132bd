package io.vigia.models.keras;

/**
 * What a configuration calls a layer.
 *
 * @param type Keras' class, such as {@code LSTM}
 * @param name unique in its model
 */
record LayerId(String type, String name) {}
