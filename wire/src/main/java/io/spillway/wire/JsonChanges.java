package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.ports.deadletter.PayloadPatches.Change;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changed values between two JSON documents, at most {@value #MAX_CHANGES}. */
final class JsonChanges {

  static final int MAX_CHANGES = 20;
  private static final int MAX_LENGTH = 200;

  private final List<Change> changes = new ArrayList<>();

  private JsonChanges() {}

  /** Returns the changes in the order of the fields; a changed list of another size as a whole. */
  static List<Change> of(JsonNode before, JsonNode after) {
    JsonChanges found = new JsonChanges();
    found.compare("", before, after);
    return found.changes;
  }

  /** Returns a text, truncated if it is long. */
  static String shorten(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    int end = MAX_LENGTH - (Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? 1 : 0);
    return text.substring(0, end) + "…";
  }

  private void compare(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
    if (changes.size() >= MAX_CHANGES) {
      return;
    }
    if (before != null && after != null && before.isObject() && after.isObject()) {
      compareFields(path, before, after);
    } else if (before != null && after != null && isSameSize(before, after)) {
      for (int i = 0; i < before.size(); i++) {
        compare(path + "/" + i, before.get(i), after.get(i));
      }
    } else {
      addIfDifferent(path, before, after);
    }
  }

  private void compareFields(String path, JsonNode before, JsonNode after) {
    Set<String> names = new LinkedHashSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      String pointer = path + "/" + name.replace("~", "~0").replace("/", "~1");
      compare(pointer, before.get(name), after.get(name));
    }
  }

  private static boolean isSameSize(JsonNode before, JsonNode after) {
    return before.isArray() && after.isArray() && before.size() == after.size();
  }

  private void addIfDifferent(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
    String old = before == null ? null : Json.text(before);
    String now = after == null ? null : Json.text(after);
    if (old == null || !old.equals(now)) {
      changes.add(new Change(shorten(path), shortenAny(old), shortenAny(now)));
    }
  }

  private static @Nullable String shortenAny(@Nullable String text) {
    return text == null ? null : shorten(text);
  }
}
