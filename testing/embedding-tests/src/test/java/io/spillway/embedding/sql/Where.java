package io.spillway.embedding.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builder of a conjunction of conditions. */
final class Where {

  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  /** Adds a condition, unless its value is null. */
  Where and(String condition, @Nullable Object... its) {
    List<Object> given = new ArrayList<>();
    for (Object value : its) {
      if (value == null) {
        return this;
      }
      given.add(value);
    }
    conditions.add(condition);
    values.addAll(given);
    return this;
  }

  String sql() {
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }

  Object[] values() {
    return values.toArray();
  }
}
