package io.spillway.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Form of the decision records and of their index. */
final class Decisions {

  private static final Pattern FILE = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");
  private static final Pattern TITLE = Pattern.compile("# (\\d+)\\. (.+)");
  private static final Pattern RIDDLE =
      Pattern.compile(
          "(?:what|who|whose|how|which|where|when|nobody|somebody)\\b.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| \\[(\\d+)]\\(([^)]+)\\) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");
  private static final Pattern MISSING =
      Pattern.compile("(?m)^- (\\d+(?:(?:, | and |, and )\\d+)*): \\S.+");
  private static final List<String> HEADINGS = List.of("Context", "Decision", "Consequences");

  private final Map<String, String> records;
  private final String index;
  private final List<String> faults = new ArrayList<>();

  private Decisions(Map<String, String> records, String index) {
    this.records = new TreeMap<>(records);
    this.index = index;
  }

  /**
   * Checks records and index.
   *
   * @param records the text of each record by its file's name
   * @param index the text of the index
   * @return a sentence for each fault
   */
  static List<String> faults(Map<String, String> records, String index) {
    Decisions decisions = new Decisions(records, index);
    decisions.checkRecords();
    decisions.checkNumbers();
    return decisions.faults;
  }

  private void checkRecords() {
    Map<String, String> titles = new TreeMap<>();
    Matcher row = ROW.matcher(index);
    while (row.find()) {
      titles.put(row.group(2), row.group(1) + ". " + row.group(3));
      if (!records.containsKey(row.group(2))) {
        faults.add(row.group(2) + ": is in the index, but not in the folder");
      }
    }
    records.forEach((file, text) -> checkRecord(file, text, titles.get(file)));
  }

  private void checkRecord(String file, String text, @Nullable String row) {
    Matcher title = TITLE.matcher(text.lines().findFirst().orElse(""));
    if (!FILE.matcher(file).matches() || !title.matches()) {
      faults.add(file + ": the name is not NNNN-words.md, or the first line not '# N. Title'");
      return;
    }
    if (Integer.parseInt(title.group(1)) != number(file)) {
      faults.add(file + ": the title has another number");
    }
    if (RIDDLE.matcher(title.group(2)).matches()) {
      faults.add(file + ": the title does not say the decision");
    }
    if (!title.group(0).equals("# " + row)) {
      faults.add(file + ": is not in the index by its number and title");
    }
    List<String> headings =
        text.lines().filter(line -> line.startsWith("## ")).map(line -> line.substring(3)).toList();
    if (!headings.equals(HEADINGS)) {
      faults.add(file + ": has the headings " + headings + " in place of " + HEADINGS);
    }
  }

  private void checkNumbers() {
    Set<Integer> numbers =
        records.keySet().stream()
            .filter(file -> FILE.matcher(file).matches())
            .map(Decisions::number)
            .collect(Collectors.toCollection(TreeSet::new));
    if (numbers.size() < records.size()) {
      faults.add("two records have one number");
    }
    Set<Integer> explained = new TreeSet<>();
    Matcher line = MISSING.matcher(index);
    while (line.find()) {
      Pattern.compile("\\d+")
          .matcher(line.group(1))
          .results()
          .forEach(number -> explained.add(Integer.parseInt(number.group())));
    }
    int last = numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
    for (int number = 1; number <= last; number++) {
      if (numbers.contains(number) == explained.contains(number)) {
        faults.add(
            number
                + (numbers.contains(number)
                    ? ": is explained as missing, but has a record"
                    : ": is missing, and the index does not say why"));
      }
    }
  }

  private static int number(String file) {
    return Integer.parseInt(file.substring(0, 4));
  }
}
