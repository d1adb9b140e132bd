package io.vigia.cli.bench;

/**
 * A line of the table: a measurement and the limit measured in the same run.
 *
 * @param what in words
 * @param unit of both numbers
 * @param measured of Vigía
 * @param limitName name of the limit; empty: no limit was measured
 * @param limit of the same quantity
 * @param aim in words; empty: none
 */
record Comparison(String what, String unit, Spread measured, String limitName, Spread limit, String aim) {
    static Comparison alone(String what, String unit, Spread measured, String aim) {
        return new Comparison(what, unit, measured, "", new Spread(), aim);
    }
}
