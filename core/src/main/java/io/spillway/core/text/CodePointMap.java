package io.spillway.core.text;

import java.util.Arrays;

/** Map from code points to characters, in two arrays. */
final class CodePointMap {

  private static final int BITS_OF_VALUE = 16;

  // A key and its value in one number, so that sorting keeps them together.
  private long[] entries = new long[64];
  private int[] keys = {};
  private char[] values = {};
  private int size;

  CodePointMap() {}

  /** Adds each code point of a text from a position on; a later entry needs {@link #sort} again. */
  void addAll(String text, int from, char value) {
    for (int at = from; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      add(codePoint, value);
      at += Character.charCount(codePoint);
    }
  }

  private void add(int key, char value) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, 2 * size);
    }
    entries[size++] = (long) key << BITS_OF_VALUE | value;
  }

  /** Ends adding. */
  void sort() {
    Arrays.sort(entries, 0, size);
    keys = new int[size];
    values = new char[size];
    for (int i = 0; i < size; i++) {
      keys[i] = (int) (entries[i] >> BITS_OF_VALUE);
      values[i] = (char) entries[i];
    }
  }

  /** Returns the value of a key; {@code other} for an unknown key. */
  int get(int key, int other) {
    int at = Arrays.binarySearch(keys, key);
    return at < 0 ? other : values[at];
  }
}
