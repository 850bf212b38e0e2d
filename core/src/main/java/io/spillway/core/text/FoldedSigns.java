package io.spillway.core.text;

import java.util.Arrays;

/** Folded characters with their other readings and places, in arrays that grow. */
final class FoldedSigns {

  private char[] signs;
  private char[] own;
  private char[] appearances;
  private int[] starts;
  private int[] ends;
  private int length;

  FoldedSigns(int capacity) {
    signs = new char[capacity];
    own = new char[capacity];
    appearances = new char[capacity];
    starts = new int[capacity];
    ends = new int[capacity];
  }

  void add(char sign, char ownLetter, char appearance, int start, int end) {
    if (length == signs.length) {
      grow();
    }
    signs[length] = sign;
    own[length] = ownLetter;
    appearances[length] = appearance;
    starts[length] = start;
    ends[length] = end;
    length++;
  }

  private void grow() {
    int capacity = 2 * length;
    signs = Arrays.copyOf(signs, capacity);
    own = Arrays.copyOf(own, capacity);
    appearances = Arrays.copyOf(appearances, capacity);
    starts = Arrays.copyOf(starts, capacity);
    ends = Arrays.copyOf(ends, capacity);
  }

  int length() {
    return length;
  }

  String folded() {
    return new String(signs, 0, length);
  }

  char sign(int index) {
    return signs[index];
  }

  char own(int index) {
    return own[index];
  }

  char appearance(int index) {
    return appearances[index];
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }

  void replaceSign(int index, char sign) {
    signs[index] = sign;
  }

  /** Gives a letter the reading with its mark, unless it has one. */
  void addOwn(int index, char ownLetter) {
    own[index] = own[index] == 0 ? ownLetter : own[index];
  }

  void extend(int index, int end) {
    ends[index] = end;
  }

  /** Reverses the order from an index on. */
  void reverseFrom(int from) {
    for (int i = from, j = length - 1; i < j; i++, j--) {
      swap(signs, i, j);
      swap(own, i, j);
      swap(appearances, i, j);
      swap(starts, i, j);
      swap(ends, i, j);
    }
  }

  private static void swap(char[] of, int i, int j) {
    char kept = of[i];
    of[i] = of[j];
    of[j] = kept;
  }

  private static void swap(int[] of, int i, int j) {
    int kept = of[i];
    of[i] = of[j];
    of[j] = kept;
  }
}
