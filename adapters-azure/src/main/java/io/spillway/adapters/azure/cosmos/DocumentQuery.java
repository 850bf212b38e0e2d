package io.spillway.adapters.azure.cosmos;

import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import io.spillway.ports.PersonKey;
import io.spillway.ports.SortableTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Builder of queries for documents of a container. Values are passed as parameters, never as text
 * of the query. Paths must be constants, never input of a caller.
 */
final class DocumentQuery {

  static final String SORT_KEY = "sortKey";

  /** Property that distinguishes kinds of documents in a shared container. */
  static final String DOCUMENT_TYPE = "documentType";

  /** Limits of the years that sortable text supports. */
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private final @Nullable String streamId;
  private final List<String> conditions = new ArrayList<>();
  private final List<SqlParameter> parameters = new ArrayList<>();

  private DocumentQuery(@Nullable String streamId) {
    this.streamId = streamId;
  }

  /** Selects the documents of one stream; for null of all streams, across all partitions. */
  static DocumentQuery of(@Nullable String streamId) {
    return new DocumentQuery(streamId);
  }

  @Nullable String streamId() {
    return streamId;
  }

  /** Requires exactly this value; null adds no condition. */
  DocumentQuery equal(String path, @Nullable String value) {
    return value == null ? this : where("c." + path + " = %s", value);
  }

  /** Requires exactly this value at one path or another; null adds no condition. */
  DocumentQuery either(String path, String other, @Nullable String value) {
    if (value != null) {
      String name = parameter(value);
      conditions.add("(c." + path + " = " + name + " OR c." + other + " = " + name + ")");
    }
    return this;
  }

  /**
   * Requires a name of an author.
   *
   * @param path the property with the compared form of the name; older documents do not have it,
   *     and are found by the exact name
   * @param key the compared form
   * @param name the exact name
   */
  DocumentQuery byAuthor(String path, String key, String name) {
    conditions.add(
        "(c." + path + " = " + parameter(key) + " OR c.author = " + parameter(name) + ")");
    return this;
  }

  /**
   * Requires a person, compared as by {@link PersonKey#matches}.
   *
   * @param name the property with the name in compared form
   * @param id the property with the account's id, empty for none
   */
  DocumentQuery person(String name, String id, PersonKey who) {
    conditions.add(isPerson(name, id, who));
    return this;
  }

  /** Requires a person or none, or a text at another path that sorts before this one. */
  DocumentQuery personOrBelow(String name, String id, PersonKey who, String path, String text) {
    conditions.add(
        "(NOT IS_DEFINED(c.%s) OR %s OR c.%s < %s)"
            .formatted(name, isPerson(name, id, who), path, parameter(text)));
    return this;
  }

  private String isPerson(String name, String id, PersonKey who) {
    String own = parameter(who.name());
    if (who.id().isEmpty()) {
      return "(c.%s = %s OR c.%s = %s)".formatted(name, own, id, own);
    }
    String account = parameter(who.id());
    return "(c.%s = %s OR (c.%s = %s AND c.%s IN (%s, %s)))"
        .formatted(id, account, id, parameter(""), name, own, account);
  }

  /**
   * Requires a number of at most this value; a missing one counts as 0, and {@code
   * Integer.MAX_VALUE} adds no condition.
   */
  DocumentQuery atMost(String path, int value) {
    if (value < Integer.MAX_VALUE) {
      String field = "c." + path;
      conditions.add(
          "(NOT IS_DEFINED(" + field + ") OR " + field + " <= " + parameter(value) + ")");
    }
    return this;
  }

  DocumentQuery notEqual(String path, String value) {
    return where("c." + path + " != %s", value);
  }

  /** Requires a text at the path. */
  DocumentQuery present(String path) {
    return where("c." + path + " >= %s", "");
  }

  /** Requires one of these values. */
  DocumentQuery in(String path, List<String> values) {
    String names = values.stream().map(this::parameter).collect(Collectors.joining(", "));
    conditions.add("c." + path + " IN (" + names + ")");
    return this;
  }

  /** Requires another partition than these. */
  DocumentQuery outside(Collection<String> partitions) {
    if (!partitions.isEmpty()) {
      String names = partitions.stream().map(this::parameter).collect(Collectors.joining(", "));
      conditions.add("c.streamId NOT IN (" + names + ")");
    }
    return this;
  }

  /** Requires an array without this value. */
  DocumentQuery notContaining(String path, String value) {
    return where("NOT ARRAY_CONTAINS(c." + path + ", %s)", value);
  }

  /** Requires a text that does not sort after this one. */
  DocumentQuery notAfter(String path, String text) {
    return where("c." + path + " <= %s", text);
  }

  /** Requires a text that sorts after this one. */
  DocumentQuery after(String path, String text) {
    return where("c." + path + " > %s", text);
  }

  /** Requires a time before an instant; null adds no condition. */
  DocumentQuery before(String path, @Nullable Instant instant) {
    return instant == null ? this : where("c." + path + " < %s", microsecondNotBefore(instant));
  }

  /** Requires a time not before an instant; null adds no condition. */
  DocumentQuery notBefore(String path, @Nullable Instant instant) {
    return instant == null ? this : where("c." + path + " >= %s", microsecondNotBefore(instant));
  }

  /** Requires a text that contains this one; null adds no condition. */
  DocumentQuery containing(String path, @Nullable String text) {
    return text == null ? this : where("CONTAINS(c." + path + ", %s)", text);
  }

  /** Requires a sort key with a time in the half-open range. */
  DocumentQuery between(@Nullable Instant from, @Nullable Instant to) {
    if (from != null) {
      where("c.sortKey >= %s", microsecondNotBefore(from));
    }
    if (to != null && !to.isAfter(LAST)) {
      where("c.sortKey < %s", microsecondNotBefore(to));
    }
    return this;
  }

  DocumentQuery below(@Nullable String sortKey) {
    return below(SORT_KEY, sortKey);
  }

  /** Requires a text that sorts before this one; null adds no condition. */
  DocumentQuery below(String path, @Nullable String text) {
    return text == null ? this : where("c." + path + " < %s", text);
  }

  /** Requires a text that does not sort before this one; null adds no condition. */
  DocumentQuery notBelow(String path, @Nullable String text) {
    return text == null ? this : where("c." + path + " >= %s", text);
  }

  /** Requires a text that begins with this ASCII text. */
  DocumentQuery beginningWith(String path, String text) {
    return notBelow(path, text).below(path, text + "\u007f");
  }

  DocumentQuery above(String sortKey) {
    return where("c.sortKey > %s", sortKey);
  }

  /**
   * Requires a sort key beyond this one in an order, or the same one with a text at a path that is
   * not among the excluded ones.
   *
   * @param excluded the excluded texts; empty to require a sort key beyond this one
   */
  DocumentQuery beyond(String sortKey, boolean ascending, String path, List<String> excluded) {
    if (excluded.isEmpty()) {
      return ascending ? above(sortKey) : below(sortKey);
    }
    String key = parameter(sortKey);
    String beyond = "c.sortKey " + (ascending ? ">" : "<") + " " + key;
    String others = excluded.stream().map(this::parameter).collect(Collectors.joining(", "));
    conditions.add(
        "(" + beyond + " OR (c.sortKey = " + key + " AND c." + path + " NOT IN (" + others + ")))");
    return this;
  }

  SqlQuerySpec latestFirst(int limit) {
    return highestFirst(SORT_KEY, limit);
  }

  /** Selects documents in descending order of a property. */
  SqlQuerySpec highestFirst(String path, int limit) {
    return sql("SELECT TOP " + limit + " * FROM c", " ORDER BY c." + path + " DESC");
  }

  /**
   * Selects some fields of each document.
   *
   * @param fields the fields, such as {@code c.id, c.failure.code AS code}; never input of a caller
   */
  SqlQuerySpec latestFirst(String fields, int limit) {
    return sql("SELECT TOP " + limit + " " + fields + " FROM c", " ORDER BY c.sortKey DESC");
  }

  SqlQuerySpec oldestFirst(int limit) {
    return sql("SELECT TOP " + limit + " * FROM c", " ORDER BY c.sortKey ASC");
  }

  /** Selects documents with a text at the path, in ascending order. */
  SqlQuerySpec lowestFirst(String path, int limit) {
    present(path);
    return sql("SELECT TOP " + limit + " * FROM c", " ORDER BY c." + path + " ASC");
  }

  /** Selects documents in no particular order. */
  SqlQuerySpec any(int limit) {
    return sql("SELECT TOP " + limit + " * FROM c", "");
  }

  /** Selects the ids of documents in no particular order. */
  SqlQuerySpec ids(int limit) {
    return sql("SELECT TOP " + limit + " VALUE c.id FROM c", "");
  }

  SqlQuerySpec count() {
    return sql("SELECT VALUE COUNT(1) FROM c", "");
  }

  private SqlQuerySpec sql(String select, String order) {
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    return new SqlQuerySpec(select + where + order, parameters);
  }

  private DocumentQuery where(String condition, String value) {
    conditions.add(condition.formatted(parameter(value)));
    return this;
  }

  private String parameter(Object value) {
    String name = "@p" + parameters.size();
    parameters.add(new SqlParameter(name, value));
    return name;
  }

  /** Rounds up to whole microseconds, the precision of stored times. */
  private static String microsecondNotBefore(Instant instant) {
    if (instant.isBefore(FIRST)) {
      return SortableTime.text(FIRST);
    }
    return instant.isAfter(LAST) ? "~" : SortableTime.text(instant.plusNanos(999));
  }
}
