package io.spillway.core.text;

import io.spillway.EntryReading.Match;
import java.util.ArrayList;
import java.util.List;

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

  private final List<Pattern> patterns;
  private final WordRules rules;
  private final LetterTree fromStarts;
  private final LetterTree fromAnywhere;

  /**
   * @param patterns the words and phrases; a hit names one by its index
   */
  WordTrie(List<Pattern> patterns, WordRules rules) {
    this.patterns = List.copyOf(patterns);
    this.rules = rules;
    List<Integer> starts = new ArrayList<>();
    List<Integer> anywhere = new ArrayList<>();
    for (int i = 0; i < patterns.size(); i++) {
      (patterns.get(i).match() == Match.ANYWHERE ? anywhere : starts).add(i);
    }
    this.fromStarts = new LetterTree(this.patterns, starts);
    this.fromAnywhere = new LetterTree(this.patterns, anywhere);
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
    private LetterTree tree = fromStarts;
    private int first;
    private int steps;
    private int most;
    private int left;

    Search(Letters letters, Hits hits) {
      this.letters = letters;
      this.hits = hits;
      this.left = MOST_ON_AVERAGE * letters.count();
    }

    void from(LetterTree searched, int start) {
      tree = searched;
      first = start;
      steps = 0;
      most = left > 0 ? MOST_STEPS : FEWER_STEPS;
      advance(0, start, (char) 0);
      left -= steps;
    }

    /** Looks for the rest of a word from a node on, at a letter. */
    private void step(int node, int at, char last) {
      report(node, at);
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

    private void report(int node, int end) {
      int pattern = tree.firstPattern(node);
      while (pattern != LetterTree.NONE) {
        if (rules.accepts(patterns.get(pattern), disguise, letters, end)) {
          hits.hit(pattern, first, end);
        }
        pattern = tree.nextPattern(pattern);
      }
    }

    /** Returns the end of the same letters from a letter on, so that a long run is one step. */
    private int endOfRun(int at) {
      int end = at + 1;
      while (end < letters.count() && isRepetition(letters, end)) {
        end++;
      }
      return end;
    }

    private void advanceOver(int node, int at, byte gap, char barred) {
      disguise.pass(gap, rules.ignoresApostrophes());
      advance(node, at, barred);
      disguise.unpass(gap, rules.ignoresApostrophes());
      int space = tree.child(node, ' ');
      if (space != LetterTree.NONE) {
        disguise.joined += gap == Letters.NONE ? 1 : 0;
        advance(space, at, (char) 0);
        disguise.joined -= gap == Letters.NONE ? 1 : 0;
      }
      if (gap >= Letters.MASK) {
        advanceMasked(node, at, gap - Letters.MASK + 1);
      }
    }

    private void advanceMasked(int node, int at, int masked) {
      int end = tree.endOfChildren(node);
      for (int child = tree.firstChild(node); child < end && steps++ < most; child++) {
        if (tree.letter(child) != ' ') {
          disguise.masked++;
          if (masked > 1) {
            advanceMasked(child, at, masked - 1);
          } else {
            advance(child, at, (char) 0);
          }
          disguise.masked--;
        }
      }
    }

    /** Follows each reading of a letter, except as the letter that was repeated before. */
    private void advance(int node, int at, char barred) {
      follow(node, at, letters.main(at), barred);
      if (letters.hasOthers(at)) {
        follow(node, at, letters.other(at, 0), barred);
        follow(node, at, letters.other(at, 1), barred);
        follow(node, at, letters.other(at, 2), barred);
      }
    }

    private void follow(int node, int at, char reading, char barred) {
      if (reading == 0 || reading == barred) {
        return;
      }
      int child = tree.child(node, reading);
      if (child != LetterTree.NONE) {
        step(child, at + 1, reading);
      }
    }
  }
}
