package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Parsed query.
 *
 * @param limit the maximum number of rows, by TOP or LIMIT, or {@link Long#MAX_VALUE}
 */
record SqlQuery(
    Projection projection, Expression filter, List<OrderItem> order, long offset, long limit) {

  boolean matches(ObjectNode document) {
    return filter.evaluate(document).booleanValue();
  }

  /** One path of an ORDER BY or of a composite index. */
  record OrderItem(Expression.Path path, boolean descending) {
    OrderItem reversed() {
      return new OrderItem(path, !descending);
    }
  }

  /** Projection of a row; undefined values are omitted from the page. */
  sealed interface Projection {
    /** Returns the value for a document; a missing node if undefined. */
    JsonNode of(ObjectNode document);

    /** Returns whether rows are bare values, which the SDK must know in advance. */
    default boolean isValue() {
      return false;
    }
  }

  /** {@code SELECT *}. */
  record Everything() implements Projection {
    @Override
    public JsonNode of(ObjectNode document) {
      return document;
    }
  }

  /** {@code SELECT VALUE COUNT(1)}. */
  record Count() implements Projection {
    @Override
    public JsonNode of(ObjectNode document) {
      throw new IllegalStateException("a count is not of one document");
    }

    @Override
    public boolean isValue() {
      return true;
    }
  }

  /** {@code SELECT VALUE path}. */
  record Value(Expression.Path path) implements Projection {
    @Override
    public JsonNode of(ObjectNode document) {
      return path.evaluate(document);
    }

    @Override
    public boolean isValue() {
      return true;
    }
  }

  /** {@code SELECT a, b AS c}. */
  record Fields(List<Field> fields) implements Projection {
    @Override
    public JsonNode of(ObjectNode document) {
      ObjectNode row = ServerJson.object();
      for (Field field : fields) {
        JsonNode value = field.path().evaluate(document);
        if (!value.isMissingNode()) {
          row.set(field.name(), value);
        }
      }
      return row;
    }
  }

  /** A selected path and its name in the result. */
  record Field(String name, Expression.Path path) {}
}
