package io.vigia.wording;

/** A language that people read. */
public enum Language {
    EN,
    ES;

    /** The text in this language. */
    public String of(String english, String spanish) {
        return this == ES ? spanish : english;
    }

    /** A finite number with five significant digits, with this language's decimal separator. */
    public String number(double value) {
        String digits = Digits.five(value);
        return this == ES ? digits.replace('.', ',') : digits;
    }
}
