package io.spillway.functions.operations;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Import graph of the JavaScript modules of one folder. */
final class ScriptModules {

  private static final Pattern IMPORT =
      Pattern.compile(
          "^(?:import|export)\\b(?:[^;\"'=]*?\\bfrom)?\\s*[\"']\\./([^\"']+)[\"']",
          Pattern.MULTILINE);

  private final Map<String, List<String>> imports = new TreeMap<>();

  /**
   * Reads the imports of each module.
   *
   * @param sources the text of each module by its file name
   */
  ScriptModules(Map<String, String> sources) {
    sources.forEach((name, source) -> imports.put(name, importsOf(source)));
  }

  private static List<String> importsOf(String source) {
    return IMPORT.matcher(source).results().map((MatchResult found) -> found.group(1)).toList();
  }

  Map<String, List<String>> imports() {
    return imports;
  }

  /** Returns the first import cycle, from a module back to itself; empty without a cycle. */
  List<String> circle() {
    Set<String> done = new HashSet<>();
    for (String start : imports.keySet()) {
      List<String> circle = circleFrom(start, new ArrayDeque<>(), done);
      if (!circle.isEmpty()) {
        return circle;
      }
    }
    return List.of();
  }

  private List<String> circleFrom(String name, Deque<String> path, Set<String> done) {
    if (path.contains(name)) {
      List<String> circle = new ArrayList<>(path);
      circle.add(name);
      return circle.subList(circle.indexOf(name), circle.size());
    }
    if (done.contains(name)) {
      return List.of();
    }
    path.addLast(name);
    for (String imported : imports.getOrDefault(name, List.of())) {
      List<String> circle = circleFrom(imported, path, done);
      if (!circle.isEmpty()) {
        return circle;
      }
    }
    path.removeLast();
    done.add(name);
    return List.of();
  }
}
