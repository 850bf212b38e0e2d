package io.spillway.core.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;

/**
 * Immutable tree of letters, in arrays, because a cache holds the lists of many streams: some ten
 * bytes for each letter that no other word shares. A node is a number; 0 is the root.
 */
final class LetterTree {

  /** No child, or no pattern. */
  static final int NONE = -1;

  private static final class Draft {
    private final Map<Character, Draft> children = new TreeMap<>();
    private final List<Integer> patterns = new ArrayList<>(0);
  }

  private final char[] letters;
  // The children of a node are numbered in a row, up to those of the next node.
  private final int[] firstChild;
  private final int[] firstPattern;
  private final int[] nextPattern;

  /**
   * @param patterns the patterns by number
   * @param numbers the numbers of those that the tree has
   */
  LetterTree(List<Pattern> patterns, Collection<Integer> numbers) {
    Draft root = new Draft();
    int most = 1;
    for (int number : numbers) {
      most += add(root, patterns.get(number).key(), number);
    }
    letters = new char[most];
    firstChild = new int[most + 1];
    firstPattern = new int[most];
    nextPattern = new int[patterns.size()];
    number(root);
  }

  /** Adds a word; returns the number of new nodes. */
  private static int add(Draft root, String key, int number) {
    Draft at = root;
    int added = 0;
    for (int i = 0; i < key.length(); i++) {
      Draft child = at.children.get(key.charAt(i));
      if (child == null) {
        child = new Draft();
        at.children.put(key.charAt(i), child);
        added++;
      }
      at = child;
    }
    at.patterns.add(number);
    return added;
  }

  private void number(Draft root) {
    Queue<Draft> waiting = new ArrayDeque<>(List.of(root));
    int numbered = 1;
    for (int node = 0; !waiting.isEmpty(); node++) {
      Draft draft = waiting.remove();
      firstChild[node] = numbered;
      firstPattern[node] = NONE;
      for (int pattern : draft.patterns) {
        nextPattern[pattern] = firstPattern[node];
        firstPattern[node] = pattern;
      }
      for (Map.Entry<Character, Draft> child : draft.children.entrySet()) {
        letters[numbered++] = child.getKey();
        waiting.add(child.getValue());
      }
    }
    firstChild[letters.length] = numbered;
  }

  boolean isEmpty() {
    return letters.length == 1;
  }

  /** Returns the child by a letter, or {@link #NONE}. */
  int child(int node, char letter) {
    int at = Arrays.binarySearch(letters, firstChild[node], firstChild[node + 1], letter);
    return at < 0 ? NONE : at;
  }

  /** Returns the first child; the others follow it, up to {@link #endOfChildren}. */
  int firstChild(int node) {
    return firstChild[node];
  }

  int endOfChildren(int node) {
    return firstChild[node + 1];
  }

  /** Returns the letter that leads to a node. */
  char letter(int node) {
    return letters[node];
  }

  /** Returns the first pattern that ends at a node, or {@link #NONE}. */
  int firstPattern(int node) {
    return firstPattern[node];
  }

  /** Returns the next pattern that ends at the same node, or {@link #NONE}. */
  int nextPattern(int pattern) {
    return nextPattern[pattern];
  }

  /** Returns whether a word may begin at a letter; false for nearly all words of a usual text. */
  boolean mayBegin(Letters text, int at) {
    if (isEmpty() || text.hasOthers(at)) {
      return !isEmpty();
    }
    int first = child(0, text.main(at));
    int next = at + 1;
    return first != NONE
        && (next == text.count()
            || text.gap(next) != Letters.NONE
            || text.hasOthers(next)
            || text.main(next) == text.main(at)
            || child(first, text.main(next)) != NONE
            || firstPattern[first] != NONE
            || child(first, ' ') != NONE);
  }
}
