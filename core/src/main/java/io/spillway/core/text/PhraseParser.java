package io.spillway.core.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parser of phrases in the syntax that the comment in the word list describes. */
final class PhraseParser {

  private static final List<String> ENDINGS = List.of("ed", "ing", "in", "er", "ers");
  private static final String SIGNS = " ()|?+!^$#";

  private final Map<String, Phrase> names;
  private final Deque<String> symbols = new ArrayDeque<>();
  private final Vocabulary vocabulary;

  private PhraseParser(String text, Map<String, Phrase> names, Vocabulary vocabulary) {
    this.names = names;
    this.vocabulary = vocabulary;
    for (int at = 0; at < text.length(); ) {
      int end = endOfSymbol(text, at);
      if (text.charAt(at) != ' ') {
        symbols.add(text.substring(at, end));
      }
      at = end;
    }
  }

  /** Returns the end of a word, name, sign or space. A loop: lists are read in cold starts. */
  private static int endOfSymbol(String text, int start) {
    char first = text.charAt(start);
    if (first == '.') {
      require(text.startsWith("..", start), "unexpected text: " + text.substring(start));
      return start + 2;
    }
    if (SIGNS.indexOf(first) >= 0) {
      return start + 1;
    }
    int end = first == '@' ? start + 1 : start;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    require(end > start + (first == '@' ? 1 : 0), "unexpected text: " + text.substring(start));
    return end;
  }

  /**
   * Parses a phrase; throws {@link IllegalArgumentException} if it is invalid.
   *
   * @param names the definitions of {@code @name}
   */
  static Phrase parse(String text, Map<String, Phrase> names, Vocabulary vocabulary) {
    PhraseParser parser = new PhraseParser(text, names, vocabulary);
    Phrase phrase = parser.choice();
    require(parser.symbols.isEmpty(), "unexpected trailing text: " + parser.symbols);
    return phrase;
  }

  private Phrase choice() {
    List<Phrase> options = new ArrayList<>();
    do {
      options.add(sequence());
    } while (next("|"));
    BitSet words = new BitSet();
    List<Phrase> others = new ArrayList<>();
    for (Phrase option : options) {
      if (option instanceof Phrase.Word word) {
        words.or(word.words());
      } else {
        others.add(option);
      }
    }
    if (!words.isEmpty()) {
      others.add(new Phrase.Word(words));
    }
    return others.size() == 1 ? others.get(0) : new Phrase.Choice(others);
  }

  private Phrase sequence() {
    List<Phrase> parts = new ArrayList<>();
    do {
      Phrase part = part();
      part = next("+") ? inEachForm(part) : part;
      parts.add(next("?") ? new Phrase.Maybe(part) : part);
    } while (!symbols.isEmpty() && !isNext("|") && !isNext(")"));
    return parts.size() == 1 ? parts.get(0) : new Phrase.Sequence(parts);
  }

  private Phrase part() {
    require(
        !symbols.isEmpty() && !isNext("|") && !isNext(")") && !isNext("?") && !isNext("+"),
        "a word is missing");
    if (next("..")) {
      return new Phrase.Gap();
    }
    if (next("^")) {
      return new Phrase.Start();
    }
    if (next("$")) {
      return new Phrase.End();
    }
    if (next("#")) {
      return new Phrase.NumberWord();
    }
    if (next("!")) {
      return new Phrase.Not(part());
    }
    if (next("(")) {
      Phrase inner = choice();
      require(next(")"), "a ) is missing");
      return inner;
    }
    String word = symbols.remove();
    if (!word.startsWith("@")) {
      return new Phrase.Word(vocabulary.numbers(Set.of(word)));
    }
    Phrase named = names.get(word);
    if (named == null) {
      throw new IllegalArgumentException("unknown name: " + word);
    }
    return named;
  }

  private boolean next(String symbol) {
    boolean isNext = isNext(symbol);
    if (isNext) {
      symbols.remove();
    }
    return isNext;
  }

  private boolean isNext(String symbol) {
    return symbol.equals(symbols.peek());
  }

  private Phrase inEachForm(Phrase phrase) {
    require(phrase instanceof Phrase.Word, "only words have forms");
    Set<String> forms = new HashSet<>();
    BitSet words = ((Phrase.Word) phrase).words();
    for (int word = words.nextSetBit(0); word >= 0; word = words.nextSetBit(word + 1)) {
      addForms(vocabulary.word(word), forms);
    }
    return new Phrase.Word(vocabulary.numbers(forms));
  }

  /** Adds inflected forms of a word. Some do not exist, which is harmless. */
  private static void addForms(String word, Set<String> forms) {
    forms.add(word);
    forms.add(word.concat("s"));
    forms.add(word.concat("es"));
    String last = word.substring(word.length() - 1);
    String stemOfE = word.endsWith("e") ? word.substring(0, word.length() - 1) : word;
    for (String stem : List.of(word, word.concat(last), stemOfE)) {
      for (String ending : ENDINGS) {
        forms.add(stem.concat(ending));
      }
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
