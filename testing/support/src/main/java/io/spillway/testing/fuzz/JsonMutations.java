package io.spillway.testing.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Mutates JSON token by token, so that most of it remains valid. */
final class JsonMutations {

  private static final Pattern MARKS =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|[{}\\[\\],:]|[^\\s{}\\[\\],:\"]+|\"");

  private final Random random;

  JsonMutations(Random random) {
    this.random = random;
  }

  String of(String valid) {
    List<String> marks =
        new ArrayList<>(MARKS.matcher(valid).results().map(MatchResult::group).toList());
    for (int i = random.nextInt(3); i >= 0 && !marks.isEmpty(); i--) {
      change(marks, random.nextInt(marks.size()));
    }
    return String.join("", marks);
  }

  private void change(List<String> marks, int any) {
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> marks.set(next(marks, any, false), Awkward.json(random));
      case 4 -> marks.set(next(marks, any, true), Awkward.name(random));
      case 5 -> marks.remove(any);
      case 6 -> marks.add(any, marks.get(random.nextInt(marks.size())));
      case 7 -> repeatMember(marks, next(marks, any, true));
      case 8 -> addMember(marks, any);
      default -> marks.set(any, marks.get(random.nextInt(marks.size())));
    }
  }

  /** Returns the next name or scalar value; otherwise the token itself. */
  private static int next(List<String> marks, int from, boolean name) {
    for (int i = from; i < marks.size(); i++) {
      boolean isName = i + 1 < marks.size() && marks.get(i + 1).equals(":");
      boolean isScalar = !"{}[],:".contains(marks.get(i));
      if (isScalar && isName == name) {
        return i;
      }
    }
    return from;
  }

  private void repeatMember(List<String> marks, int name) {
    if (name + 2 < marks.size()) {
      marks.addAll(name, List.of(marks.get(name), ":", Awkward.json(random), ","));
    }
  }

  private void addMember(List<String> marks, int from) {
    for (int i = from; i < marks.size(); i++) {
      if (marks.get(i).equals("{")) {
        String name = Awkward.name(random);
        marks.add(
            i + 1,
            switch (random.nextInt(3)) {
              case 0 -> Awkward.members(random);
              case 1 -> name + ":{" + Awkward.members(random) + "\"a\":1},";
              default -> name + ":" + Awkward.json(random) + ",";
            });
        return;
      }
    }
  }
}
