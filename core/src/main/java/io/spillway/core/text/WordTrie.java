package io.spillway.core.text;

import io.spillway.EntryReading.Match;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Immutable set of words and phrases, found in a text under disguises: other readings of letters,
 * repeated, separated, joined or masked letters. {@link WordRules} decides on what is still the
 * word.
 *
 * <p>The search takes time in proportion to the text: it follows a tree of letters from each start
 * of a word, with a limit of steps for each.
 */
final class WordTrie {

  private static final int MOST_STEPS = 200;

  /** Steps for each start, once a text has needed more than {@value #MOST_ON_AVERAGE} a letter. */
  private static final int FEWER_STEPS = 24;

  private static final int MOST_ON_AVERAGE = 24;

  /** Receiver of what was found. */
  interface Hits {

    /**
     * Receives one find.
     *
     * @param pattern the pattern's number
     * @param first the first letter
     * @param end the letter behind the last one
     */
    void hit(int pattern, int first, int end);
  }

  private static final class Node {
    private final char[] keys;
    private final Node[] children;
    private final int[] patterns;

    Node(Draft draft) {
      keys = new char[draft.children.size()];
      children = new Node[keys.length];
      int i = 0;
      for (Map.Entry<Character, Draft> child : draft.children.entrySet()) {
        keys[i] = child.getKey();
        children[i] = new Node(child.getValue());
        i++;
      }
      patterns = draft.patterns.stream().mapToInt(pattern -> pattern).toArray();
    }

    /** Returns whether a word may begin at a letter; false for nearly all words of a usual text. */
    boolean mayBegin(Letters letters, int at) {
      if (keys.length == 0 || letters.hasOthers(at)) {
        return keys.length > 0;
      }
      Node first = child(letters.main(at));
      int next = at + 1;
      return first != null
          && (next == letters.count()
              || letters.gap(next) != Letters.NONE
              || letters.hasOthers(next)
              || letters.main(next) == letters.main(at)
              || first.child(letters.main(next)) != null
              || first.patterns.length > 0
              || first.child(' ') != null);
    }

    @Nullable Node child(char key) {
      int at = Arrays.binarySearch(keys, key);
      return at < 0 ? null : children[at];
    }
  }

  private static final class Draft {
    private final Map<Character, Draft> children = new TreeMap<>();
    private final List<Integer> patterns = new ArrayList<>(0);

    void add(Pattern pattern, int number) {
      Draft at = this;
      for (int i = 0; i < pattern.key().length(); i++) {
        at = at.children.computeIfAbsent(pattern.key().charAt(i), any -> new Draft());
      }
      at.patterns.add(number);
    }
  }

  private final List<Pattern> patterns;
  private final WordRules rules;
  private final Node fromStarts;
  private final Node fromAnywhere;

  /**
   * @param patterns the words and phrases; a hit names one by its index
   */
  WordTrie(List<Pattern> patterns, WordRules rules) {
    this.patterns = List.copyOf(patterns);
    this.rules = rules;
    Draft starts = new Draft();
    Draft anywhere = new Draft();
    for (int i = 0; i < patterns.size(); i++) {
      Pattern pattern = patterns.get(i);
      (pattern.match() == Match.ANYWHERE ? anywhere : starts).add(pattern, i);
    }
    this.fromStarts = new Node(starts);
    this.fromAnywhere = new Node(anywhere);
  }

  void find(Letters letters, Hits hits) {
    if (patterns.isEmpty()) {
      return;
    }
    Search search = null;
    for (int i = 0; i < letters.count(); i++) {
      if (fromStarts.mayBegin(letters, i) && WordRules.isStart(letters, i)) {
        search = search == null ? new Search(letters, hits) : search;
        search.from(fromStarts, i);
      }
      if (fromAnywhere.mayBegin(letters, i) && !isRepetition(letters, i)) {
        search = search == null ? new Search(letters, hits) : search;
        search.from(fromAnywhere, i);
      }
    }
  }

  /** Returns whether a search from the letter before covers this letter. */
  private static boolean isRepetition(Letters letters, int at) {
    return at > 0 && letters.gap(at) == Letters.NONE && letters.main(at) == letters.main(at - 1);
  }

  /** One search through a text. */
  private final class Search {

    private final Letters letters;
    private final Hits hits;
    private final Disguise disguise = new Disguise();
    private int first;
    private int steps;
    private int most;
    private int left;

    Search(Letters letters, Hits hits) {
      this.letters = letters;
      this.hits = hits;
      this.left = MOST_ON_AVERAGE * letters.count();
    }

    void from(Node root, int start) {
      first = start;
      steps = 0;
      most = left > 0 ? MOST_STEPS : FEWER_STEPS;
      advance(root, start, (char) 0);
      left -= steps;
    }

    /** Looks for the rest of a word from a node on, at a letter. */
    private void step(Node node, int at, char last) {
      for (int pattern : node.patterns) {
        if (rules.accepts(patterns.get(pattern), disguise, letters, at)) {
          hits.hit(pattern, first, at);
        }
      }
      if (at == letters.count() || steps++ >= most) {
        return;
      }
      byte gap = letters.gap(at);
      if (gap == Letters.NONE && letters.canBe(at, last)) {
        int end = endOfRun(at);
        disguise.repeated += end - at;
        step(node, end, last);
        disguise.repeated -= end - at;
      }
      char barred = disguise.repeated > 0 ? last : 0;
      long kept = disguise.endRun();
      advanceOver(node, at, gap, barred);
      disguise.undoEndRun(kept);
    }

    /** Returns the end of the same letters from a letter on, so that a long run is one step. */
    private int endOfRun(int at) {
      int end = at + 1;
      while (end < letters.count() && isRepetition(letters, end)) {
        end++;
      }
      return end;
    }

    private void advanceOver(Node node, int at, byte gap, char barred) {
      disguise.pass(gap, rules.ignoresApostrophes());
      advance(node, at, barred);
      disguise.unpass(gap, rules.ignoresApostrophes());
      Node space = node.child(' ');
      if (space != null) {
        disguise.joined += gap == Letters.NONE ? 1 : 0;
        advance(space, at, (char) 0);
        disguise.joined -= gap == Letters.NONE ? 1 : 0;
      }
      if (gap >= Letters.MASK) {
        advanceMasked(node, at, gap - Letters.MASK + 1);
      }
    }

    private void advanceMasked(Node node, int at, int masked) {
      for (int i = 0; i < node.keys.length && steps++ < most; i++) {
        if (node.keys[i] != ' ') {
          disguise.masked++;
          if (masked > 1) {
            advanceMasked(node.children[i], at, masked - 1);
          } else {
            advance(node.children[i], at, (char) 0);
          }
          disguise.masked--;
        }
      }
    }

    /** Follows each reading of a letter, except as the letter that was repeated before. */
    private void advance(Node node, int at, char barred) {
      follow(node, at, letters.main(at), barred);
      if (letters.hasOthers(at)) {
        follow(node, at, letters.other(at, 0), barred);
        follow(node, at, letters.other(at, 1), barred);
        follow(node, at, letters.other(at, 2), barred);
      }
    }

    private void follow(Node node, int at, char reading, char barred) {
      if (reading == 0 || reading == barred) {
        return;
      }
      Node child = node.child(reading);
      if (child != null) {
        step(child, at + 1, reading);
      }
    }
  }
}
