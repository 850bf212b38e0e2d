package io.spillway.cli.evaluate;

import io.spillway.ports.moderation.Category;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Categories by the labels of a file. A label is a category's code, {@code none}, {@code skip}, or
 * a word of the file itself, which is mapped.
 */
public final class LabelNames {

  /** Label of an acceptable text. */
  public static final String NONE = "none";

  /** Label of a text to leave out. */
  public static final String SKIP = "skip";

  /** Category codes only. */
  public static final LabelNames CODES = of(List.of(), null);

  private static final Pattern BETWEEN_LABELS = Pattern.compile("[;,\\s]+");
  private static final int MAX_SHOWN = 40;

  private final Map<String, String> mapped;
  private final @Nullable String other;

  /** Label without a category. */
  static final class UnknownLabelException extends Exception {

    private static final long serialVersionUID = 1L;

    UnknownLabelException(String message) {
      super(message, null, false, false);
    }
  }

  private LabelNames(Map<String, String> mapped, @Nullable String other) {
    this.mapped = mapped;
    this.other = other;
  }

  /**
   * Creates a mapping.
   *
   * @param mappings a value, an equals sign and a category's code, {@code none} or {@code skip},
   *     each
   * @param other the category, {@code none} or {@code skip} for all other values; null to refuse
   *     them
   * @throws IllegalArgumentException if a mapping or a category is invalid
   */
  public static LabelNames of(List<String> mappings, @Nullable String other) {
    Map<String, String> mapped = new TreeMap<>();
    for (String mapping : mappings) {
      int equals = mapping.lastIndexOf('=');
      String value = mapping.substring(0, Math.max(equals, 0)).strip();
      if (value.isEmpty()) {
        throw new IllegalArgumentException("--label must be VALUE=CATEGORY: " + shorten(mapping));
      }
      String category = requireCategory("--label", mapping.substring(equals + 1).strip());
      String earlier = mapped.putIfAbsent(value, category);
      if (earlier != null && !earlier.equals(category)) {
        throw new IllegalArgumentException("--label maps " + shorten(value) + " twice");
      }
    }
    return new LabelNames(mapped, other == null ? null : requireCategory("--other-labels", other));
  }

  private static String requireCategory(String option, String code) {
    if (!isKnown(code)) {
      throw new IllegalArgumentException(option + ": unknown category " + shorten(code));
    }
    return code;
  }

  private static boolean isKnown(String code) {
    return code.equals(NONE) || code.equals(SKIP) || Category.ofCode(code).isPresent();
  }

  /** Returns the mapped values and their categories, sorted. */
  Map<String, String> mapped() {
    return mapped;
  }

  /** Returns the category of all other values; null if they are refused. */
  @Nullable String other() {
    return other;
  }

  /**
   * Returns the categories of a text by its labels: one in each cell, or several separated by
   * semicolons, commas or white space.
   *
   * @param cells any texts; blank for an acceptable text
   * @return the categories; empty if a label says to leave the text out
   * @throws UnknownLabelException if a label is not mapped
   */
  Optional<Set<Category>> categories(List<String> cells) throws UnknownLabelException {
    Set<Category> categories = EnumSet.noneOf(Category.class);
    boolean isSkipped = false;
    for (String cell : cells) {
      for (String label : split(cell.strip())) {
        String code = code(label, cell.strip());
        isSkipped |= code.equals(SKIP);
        Category.ofCode(code).ifPresent(categories::add);
      }
    }
    return isSkipped ? Optional.empty() : Optional.of(categories);
  }

  private List<String> split(String cell) {
    if (cell.isEmpty() || mapped.containsKey(cell)) {
      return cell.isEmpty() ? List.of() : List.of(cell);
    }
    return List.of(BETWEEN_LABELS.split(cell));
  }

  private String code(String label, String cell) throws UnknownLabelException {
    String code = mapped.getOrDefault(label, label);
    if (isKnown(code)) {
      return code;
    }
    if (other == null) {
      throw new UnknownLabelException(problem(shorten(cell)));
    }
    return other;
  }

  private static String problem(String label) {
    String mapping = label + "=CATEGORY";
    return "unknown label "
        + label
        + ": map it by --label "
        + (label.indexOf(' ') < 0 ? mapping : "'" + mapping + "'")
        + " (or =none, =skip), or all others by --other-labels";
  }

  private static String shorten(String value) {
    String plain = value.replaceAll("\\p{Cntrl}", " ");
    return plain.codePointCount(0, plain.length()) <= MAX_SHOWN
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, MAX_SHOWN)) + "...";
  }
}
