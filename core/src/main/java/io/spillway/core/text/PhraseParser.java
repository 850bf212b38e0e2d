package io.spillway.core.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parser of phrases in the syntax that the comment in the word list describes. */
final class PhraseParser {

  private static final Pattern SYMBOL =
      Pattern.compile("\\s*(@[a-z]+|[\\p{L}\\p{N}]+|\\.\\.|[()|?+!^$#])\\s*");

  private final Map<String, Phrase> names;
  private final Deque<String> symbols = new ArrayDeque<>();

  private final Vocabulary vocabulary;

  private PhraseParser(String text, Map<String, Phrase> names, Vocabulary vocabulary) {
    this.names = names;
    this.vocabulary = vocabulary;
    Matcher symbol = SYMBOL.matcher(text);
    int end = 0;
    while (end < text.length() && symbol.find(end) && symbol.start() == end) {
      symbols.add(symbol.group(1));
      end = symbol.end();
    }
    require(end == text.length(), "unexpected text: " + text.substring(end));
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
    } while (!symbols.isEmpty() && !symbols.peek().matches("[|)]"));
    return parts.size() == 1 ? parts.get(0) : new Phrase.Sequence(parts);
  }

  private Phrase part() {
    require(!symbols.isEmpty() && !symbols.peek().matches("[|)?+]"), "a word is missing");
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
    boolean isNext = symbol.equals(symbols.peek());
    if (isNext) {
      symbols.remove();
    }
    return isNext;
  }

  private Phrase inEachForm(Phrase phrase) {
    require(phrase instanceof Phrase.Word, "only words have forms");
    Set<String> forms = new HashSet<>();
    ((Phrase.Word) phrase)
        .words().stream().forEach(number -> forms.addAll(forms(vocabulary.word(number))));
    return new Phrase.Word(vocabulary.numbers(forms));
  }

  /** Returns inflected forms of a word. Some do not exist, which is harmless. */
  private static Set<String> forms(String word) {
    Set<String> forms = new HashSet<>(Set.of(word, word + "s", word + "es"));
    String last = word.substring(word.length() - 1);
    List<String> stems = List.of(word, word + last, word.replaceFirst("e$", ""));
    for (String stem : stems) {
      List.of("ed", "ing", "in", "er", "ers").forEach(ending -> forms.add(stem + ending));
    }
    return forms;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
