package io.vigia.query.letter;

import io.vigia.contract.Excerpt;
import io.vigia.contract.Letter;
import io.vigia.contract.SentAgain;
import io.vigia.query.page.EventCursor;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a dead letter; every text is limited, because anybody may have written it.
 *
 * @param letter its id
 * @param time of the letter, epoch milliseconds; for a reading, its time of arrival
 * @param sensor the key; null if there is none
 * @param originTopic null if unknown
 * @param originPartition -1 if unknown
 * @param originOffset -1 if unknown
 * @param text see {@link LetterText}; null if the record has no value
 * @param cut whether the text is only the start of the record's value
 * @param sentAgain null if it was not sent again
 */
public record HeldLetter(
        String letter,
        long time,
        @Nullable String sensor,
        String reason,
        @Nullable String originTopic,
        int originPartition,
        long originOffset,
        @Nullable String text,
        boolean cut,
        @Nullable SentAgain sentAgain) {
    private static final int MOST_TEXT = 2_000;
    private static final int MOST_SENSOR = 100;
    private static final int MOST_TOPIC = 249;

    static HeldLetter of(Letter letter) {
        byte[] key = letter.record().key();
        byte[] value = letter.record().value();
        String topic = letter.originTopic();
        LetterText text = value == null ? null : LetterText.of(value, MOST_TEXT, letter.isCut());
        return new HeldLetter(
                letter.id().toString(),
                letter.time(),
                key == null ? null : LetterText.of(key, MOST_SENSOR, false).text(),
                Excerpt.of(letter.reason()),
                topic == null ? null : Excerpt.of(topic, MOST_TOPIC),
                letter.originPartition(),
                letter.originOffset(),
                text == null ? null : text.text(),
                text != null && text.cut(),
                null);
    }

    HeldLetter with(@Nullable SentAgain note) {
        return new HeldLetter(
                letter, time, sensor, reason, originTopic, originPartition, originOffset, text, cut, note);
    }

    EventCursor place() {
        return new EventCursor(time, letter);
    }
}
