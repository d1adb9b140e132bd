package io.vigia.detector.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The note on a committed offset")
class CommitNoteTest {
    @Property
    void survives_the_commit(Draw draw) {
        long epoch = draw.aLong();
        long rewindTo = draw.aLong();
        CommitNote note = new CommitNote(epoch, rewindTo);
        assertThat(CommitNote.parse(note.text())).contains(note);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "1", "1:", "a:b", "1:2:3"})
    void is_absent_where_somebody_else_set_the_offset(String text) {
        assertThat(CommitNote.parse(text)).isEmpty();
    }
}
