package io.spillway.adapters.azure.cosmos;

import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import io.spillway.ports.SortableTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which documents of a container are wanted. Values travel as parameters, never as text of the
 * query. Paths are ours and must not be a caller's.
 */
final class DocumentQuery {

  static final String SORT_KEY = "sortKey";

  /** Tells documents apart that share a container. */
  static final String DOCUMENT_TYPE = "documentType";

  /** Sortable text knows these years only. */
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private final @Nullable String streamId;
  private final List<String> conditions = new ArrayList<>();
  private final List<SqlParameter> parameters = new ArrayList<>();

  private DocumentQuery(@Nullable String streamId) {
    this.streamId = streamId;
  }

  /** Documents of one stream; of all streams, which asks every partition, when it is null. */
  static DocumentQuery of(@Nullable String streamId) {
    return new DocumentQuery(streamId);
  }

  @Nullable String streamId() {
    return streamId;
  }

  /** Only those with exactly this value; null leaves the query as it is. */
  DocumentQuery equal(String path, @Nullable String value) {
    return value == null ? this : where("c." + path + " = %s", value);
  }

  /**
   * Only those with a number here up to this one; a missing one counts as 0, and the highest number
   * there is leaves the query as it is.
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

  /** Only those with one of these values. */
  DocumentQuery in(String path, List<String> values) {
    String names = values.stream().map(this::parameter).collect(Collectors.joining(", "));
    conditions.add("c." + path + " IN (" + names + ")");
    return this;
  }

  /** Only those whose array does not hold this value. */
  DocumentQuery notContaining(String path, String value) {
    return where("NOT ARRAY_CONTAINS(c." + path + ", %s)", value);
  }

  /** Only those with text here that does not sort behind this one. */
  DocumentQuery notAfter(String path, String text) {
    return where("c." + path + " <= %s", text);
  }

  /** Only those with a time here that is before an instant; null leaves the query as it is. */
  DocumentQuery before(String path, @Nullable Instant instant) {
    return instant == null ? this : where("c." + path + " < %s", microsecondNotBefore(instant));
  }

  /** Only those with a time here that is not before an instant; null leaves the query as it is. */
  DocumentQuery notBefore(String path, @Nullable Instant instant) {
    return instant == null ? this : where("c." + path + " >= %s", microsecondNotBefore(instant));
  }

  /** Only those with this text inside; null leaves the query as it is. */
  DocumentQuery containing(String path, @Nullable String text) {
    return text == null ? this : where("CONTAINS(c." + path + ", %s)", text);
  }

  /** Only those whose sort key's time is not before the one instant and before the other. */
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
    return sortKey == null ? this : where("c.sortKey < %s", sortKey);
  }

  DocumentQuery above(String sortKey) {
    return where("c.sortKey > %s", sortKey);
  }

  SqlQuerySpec latestFirst(int limit) {
    return sql("SELECT TOP " + limit + " * FROM c", " ORDER BY c.sortKey DESC");
  }

  /**
   * Only some fields of each.
   *
   * @param fields such as {@code c.id, c.failure.code AS code}; ours and not a caller's
   */
  SqlQuerySpec latestFirst(String fields, int limit) {
    return sql("SELECT TOP " + limit + " " + fields + " FROM c", " ORDER BY c.sortKey DESC");
  }

  SqlQuerySpec oldestFirst(int limit) {
    return sql("SELECT TOP " + limit + " * FROM c", " ORDER BY c.sortKey ASC");
  }

  /** Those that have text here, the lowest first. */
  SqlQuerySpec lowestFirst(String path, int limit) {
    where("c." + path + " >= %s", "");
    return sql("SELECT TOP " + limit + " * FROM c", " ORDER BY c." + path + " ASC");
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

  /** What is stored is in whole microseconds, so what is compared with it is rounded up. */
  private static String microsecondNotBefore(Instant instant) {
    if (instant.isBefore(FIRST)) {
      return SortableTime.text(FIRST);
    }
    return instant.isAfter(LAST) ? "~" : SortableTime.text(instant.plusNanos(999));
  }
}
