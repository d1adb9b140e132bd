package io.vigia.query.http;

/**
 * A call that the welcome page lists.
 *
 * @param metodo the HTTP methods
 * @param ruta path and an example of its parameters
 * @param descripcion what it does, in Spanish
 */
record Call(String metodo, String ruta, String descripcion) {}
