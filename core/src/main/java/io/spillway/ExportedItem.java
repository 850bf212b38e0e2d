package io.spillway;

import static java.util.Objects.requireNonNull;

/**
 * Item of an author's export.
 *
 * @param kind the kind of data: {@code standing}, {@code violations}, {@code messages}, {@code
 *     alerts}, {@code events}, {@code deadLetters}, {@code redrives}, {@code audit} or {@code
 *     auditOfReports}; others may be added
 * @param data the item: an {@link AuthorHistory}, a message, an event, an alert or an audit record;
 *     a violation, dead letter or redrive is in a {@link io.spillway.ports.Versioned}
 */
public record ExportedItem(String kind, Object data) {
  public ExportedItem {
    requireNonNull(kind, "kind");
    requireNonNull(data, "data");
  }

  /** Contains the kind only. */
  @Override
  public String toString() {
    return "ExportedItem[" + kind + "]";
  }
}
