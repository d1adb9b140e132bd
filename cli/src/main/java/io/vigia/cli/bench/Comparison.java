package io.vigia.cli.bench;

/**
 * One line of the table: what was measured, beside the limit that was measured in the same run.
 *
 * @param what in words
 * @param unit of both numbers
 * @param measured of Vigía
 * @param limitName what bounds it; empty: nothing was measured beside it
 * @param limit of the same quantity
 * @param aim in words; empty: none was set
 */
record Comparison(String what, String unit, Spread measured, String limitName, Spread limit, String aim) {
    static Comparison alone(String what, String unit, Spread measured, String aim) {
        return new Comparison(what, unit, measured, "", new Spread(), aim);
    }
}
