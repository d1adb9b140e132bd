package io.vigia.contract;

/**
 * The note that a dead letter was sent again, written in the transaction that sends it; its record's key is the letter.
 *
 * @param letter its id, as {@link LetterId} writes it
 * @param at when it was sent again, epoch milliseconds
 * @param to the topic to which it was sent
 * @param corrected whether a corrected reading was sent in its place
 */
public record SentAgain(String letter, long at, String to, boolean corrected) {}
