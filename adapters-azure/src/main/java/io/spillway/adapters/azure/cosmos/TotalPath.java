package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.Contribution;

/**
 * Path of a number in a totals document, in the syntax of patches and JSON pointers.
 *
 * @param pointer a path such as {@code /donations/USD}
 */
record TotalPath(String pointer) {

  /** Prefix of the names of properties with what was reversed. */
  static final String REVERSED = "reversed-";

  /** Returns the path of the total without what was reversed. */
  static TotalPath net(Contribution part) {
    String total = part.type().total();
    return new TotalPath(
        switch (part.type().tally()) {
          case NUMBER -> "/" + total;
          case MONEY_BY_CURRENCY -> "/" + total + "/" + part.key();
          case NUMBER_BY_TYPE -> "/" + total + "-" + part.key();
        });
  }

  /**
   * Returns the path of what was reversed: a property at the top level, because an increment
   * creates a missing property but not its parent, and older documents have none.
   */
  static TotalPath ofReversals(Contribution part) {
    return new TotalPath("/" + REVERSED + net(part).pointer().substring(1).replace('/', '-'));
  }

  /**
   * Returns the path of the mark of a total that may come to its maximum, whose events are counted
   * under the condition that no document of the totals has changed.
   */
  static TotalPath ofLargest(Contribution part) {
    return new TotalPath("/largest-" + net(part).pointer().substring(1).replace('/', '-'));
  }

  /** Returns the number in a document; a missing node if it has none. */
  JsonNode in(ObjectNode totals) {
    return totals.at(pointer);
  }

  /** Returns the path in SQL. */
  String sql() {
    return "c[\"" + pointer.substring(1).replace("/", "\"][\"") + "\"]";
  }

  /** Returns the condition that the number is this one; a missing one is 0. */
  String is(long number) {
    String equal = sql() + " = " + number;
    return number == 0 ? "(NOT IS_DEFINED(" + sql() + ") OR " + equal + ")" : equal;
  }

  /** Returns the condition that the number is at most this one, or missing. */
  String atMost(long most) {
    return "(NOT IS_DEFINED(" + sql() + ") OR " + sql() + " <= " + most + ")";
  }
}
