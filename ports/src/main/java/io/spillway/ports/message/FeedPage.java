package io.spillway.ports.message;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Changes of a stream.
 *
 * @param changes the changes in the order of their commits; empty if there are no more
 * @param cursor the position after them, for the next read; opaque
 */
public record FeedPage(List<MessageChange> changes, String cursor) {

  public FeedPage {
    changes = List.copyOf(changes);
    requireNonNull(cursor, "cursor");
  }
}
