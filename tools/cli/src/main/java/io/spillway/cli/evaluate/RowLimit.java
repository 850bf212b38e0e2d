package io.spillway.cli.evaluate;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;

/**
 * Limit of the length of rows, so that a file without line breaks or with an open quote is not read
 * into memory. Buffers may add up to 20,000 characters to the limit.
 */
final class RowLimit extends FilterReader {

  /** Maximum length of a row, in characters. */
  static final int MAX_LENGTH = 100_000;

  private int line = 1;
  private int length;

  RowLimit(Reader in) {
    super(in);
  }

  /**
   * Begins to count a row.
   *
   * @param first the row's first line, from 1
   */
  void startRow(int first) {
    line = first;
    length = 0;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the row is too long, or the file is not UTF-8
   */
  @Override
  public int read(char[] buffer, int offset, int most) throws IOException {
    int count;
    try {
      count = super.read(buffer, offset, most);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("--input is not UTF-8, in or after line " + line, e);
    }
    length += Math.max(count, 0);
    if (length > MAX_LENGTH + most) {
      throw Rows.invalid(line, "has more than " + MAX_LENGTH + " characters");
    }
    return count;
  }
}
