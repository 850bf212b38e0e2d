package io.spillway.core.text;

import java.util.List;

/** Text with its one reading, which word lists, links and the repeat limits share. */
public final class ReadText {

  private final FoldedText folded;
  private final Letters letters;
  private final List<Letters> readings;

  private ReadText(String written) {
    this.folded = FoldedText.of(written);
    this.letters = Letters.of(folded);
    this.readings =
        FoldedText.isReversed(written)
            ? List.of(letters, Letters.of(FoldedText.of(written, false)))
            : List.of(letters);
  }

  /**
   * {@return the reading of a text}
   *
   * @param written the text as written
   */
  public static ReadText of(String written) {
    return new ReadText(written);
  }

  /** {@return the text as written} */
  public String original() {
    return folded.written();
  }

  /** {@return the folded text} */
  public FoldedText folded() {
    return folded;
  }

  /** {@return the words in their most likely reading, with single spaces, for comparison} */
  public String key() {
    return letters.key();
  }

  /** Returns the letters as displayed and, for a text with a reversed part, as written. */
  List<Letters> readings() {
    return readings;
  }
}
