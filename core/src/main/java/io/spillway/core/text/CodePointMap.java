package io.spillway.core.text;

/**
 * Map from code points to characters, in two arrays. A hash table, which is filled without sorting
 * and reads most keys with one look.
 */
final class CodePointMap {

  private final int[] keys;
  private final char[] values;

  /**
   * Creates an empty map.
   *
   * @param bits the binary logarithm of its capacity, at least twice the number of keys
   */
  CodePointMap(int bits) {
    keys = new int[1 << bits];
    values = new char[keys.length];
  }

  /** Adds each code point of a text from a position on. U+0000 cannot be a key. */
  void addAll(String text, int from, char value) {
    for (int at = from; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      int slot = slot(codePoint);
      keys[slot] = codePoint;
      values[slot] = value;
      at += Character.charCount(codePoint);
    }
  }

  /** Returns the value of a key; {@code other} for an unknown key. */
  int get(int key, int other) {
    int slot = slot(key);
    return keys[slot] == 0 ? other : values[slot];
  }

  /** Returns the place of a key, or the free one for it. */
  private int slot(int key) {
    int slot = key & (keys.length - 1);
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }
}
