package io.spillway.adapters.azure.gemini;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Scores;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lenient parser of the scores in a response, {@code {"scores":[{"category":..., "score":...}]}}.
 * Takes the highest score of a repeated category, limits scores to 0 to 1, ignores other content,
 * and reads up to the end of a truncated text.
 */
final class ScoreList {

  static final String SCORES = "scores";
  static final String CATEGORY = "category";
  static final String SCORE = "score";

  private static final Pattern WRAPPING =
      Pattern.compile("\\A\\uFEFF?\\s*(?:```\\w*)?\\s*|\\s*(?:```)?\\s*\\z");

  /** Maximum nesting, deeper than in any valid response. */
  private static final int MOST_NESTED = 20;

  private static final JsonFactory JSON = new JsonFactory();

  private final Map<Category, Double> highest = new EnumMap<>(Category.class);
  private boolean hasList;
  private boolean isOdd;

  /** Number of objects with a known category and a score. */
  private int understood;

  private ScoreList() {}

  static ScoreList read(String answer) {
    ScoreList list = new ScoreList();
    String text = WRAPPING.matcher(answer).replaceAll("");
    int start = Math.max(0, text.indexOf('{'));
    list.isOdd = start > 0;
    try (JsonParser parser = JSON.createParser(text.substring(start))) {
      list.read(parser);
    } catch (IOException e) {
      // The scores read so far apply. The exception is dropped, because its message may quote the
      // viewer.
      list.isOdd = true;
    }
    return list;
  }

  /** Returns all scores that could be parsed. */
  Scores scores() {
    return Scores.of(highest);
  }

  /** Returns whether the text is one complete response in the requested format. */
  boolean isWhole() {
    return hasList && !isOdd;
  }

  private void read(JsonParser parser) throws IOException {
    int values = 0;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      values++;
      value(parser, token, 0, "");
    }
    isOdd = isOdd || values != 1;
  }

  private void value(JsonParser parser, JsonToken token, int depth, String name)
      throws IOException {
    boolean isList = depth == 1 && name.equals(SCORES);
    hasList = hasList || (isList && token == JsonToken.START_ARRAY);
    isOdd = isOdd || (isList && token != JsonToken.START_ARRAY);
    if (depth > MOST_NESTED) {
      throw new IOException("nesting is too deep");
    }
    if (token == JsonToken.START_OBJECT) {
      object(parser, depth);
    } else if (token == JsonToken.START_ARRAY) {
      array(parser, depth, isList);
    }
  }

  private void array(JsonParser parser, int depth, boolean isList) throws IOException {
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      // Each element of the list must be a valid entry.
      int before = understood;
      value(parser, token, depth + 1, "");
      isOdd = isOdd || (isList && understood == before);
    }
  }

  private void object(JsonParser parser, int depth) throws IOException {
    Set<Category> categories = EnumSet.noneOf(Category.class);
    double score = -1;
    try {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (name.equals(CATEGORY) && token == JsonToken.VALUE_STRING) {
          Optional<Category> category = category(parser.getText());
          category.ifPresent(categories::add);
          isOdd = isOdd || category.isEmpty();
        } else if (name.equals(SCORE) && token.isScalarValue()) {
          score = Math.max(score, score(parser.getText()));
        } else {
          value(parser, token, depth + 1, name);
        }
      }
    } finally {
      // Includes an entry in which the text is truncated.
      if (!categories.isEmpty() && score >= 0) {
        understood++;
        double highestHere = score;
        categories.forEach(each -> highest.merge(each, highestHere, Math::max));
      }
    }
  }

  private static Optional<Category> category(String code) {
    return Category.ofCode(code.strip().toLowerCase(Locale.ROOT)).filter(Prompt.SCORED::contains);
  }

  /** Limits a score to 0 to 1; returns a negative value for text that is not a number. */
  private static double score(String number) {
    try {
      double score = Double.parseDouble(number.strip());
      return Double.isNaN(score) ? -1 : Math.min(1, Math.max(0, score));
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
