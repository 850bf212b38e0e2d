package io.spillway.architecture.style;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words and phrases of one section of {@code words.txt}. */
final class Words {

  private record Word(Pattern pattern, String instead) {}

  /** A word that occurs in a text. */
  record Match(int start, int end, String word, String instead) {}

  private final List<Word> words = new ArrayList<>();
  private final Pattern any;

  Words(List<String> lines) {
    List<String> expressions = new ArrayList<>();
    for (String line : lines) {
      String[] parts = line.split("->", 2);
      String expression = parts[0].strip().replace(" ", "\\s+");
      expressions.add(expression);
      words.add(new Word(whole(expression), parts.length > 1 ? parts[1].strip() : ""));
    }
    any = whole(expressions.stream().collect(Collectors.joining("|", "(?:", ")")));
  }

  /** A hyphen joins words: {@code room-1} is a name. */
  private static Pattern whole(String expression) {
    return Pattern.compile("(?<![\\w-])" + expression + "(?![\\w-])", Pattern.CASE_INSENSITIVE);
  }

  boolean begin(String text) {
    return any.matcher(text).lookingAt();
  }

  List<Match> in(String text) {
    List<Match> matches = new ArrayList<>();
    Matcher matcher = any.matcher(text);
    while (matcher.find()) {
      String word = matcher.group();
      String instead =
          words.stream()
              .filter(
                  each ->
                      each.pattern.matcher(text).region(matcher.start(), text.length()).lookingAt())
              .map(Word::instead)
              .findFirst()
              .orElse("");
      matches.add(new Match(matcher.start(), matcher.end(), word, instead));
    }
    return matches;
  }
}
