package io.spillway.ports.author;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Store of restrictions. Expired ones may disappear at any time.
 *
 * <p>Each method is atomic, and writes are visible to readers as soon as they return. Thread-safe.
 * Each throws {@link io.spillway.ports.PortException} with {@code restrictions.unavailable}
 * (TRANSIENT), {@code restrictions.throttled} (THROTTLED), {@code restrictions.rejected}
 * (PERMANENT: a configuration error), or {@code restrictions.full} (THROTTLED) at an adapter's own
 * limit. After a TRANSIENT failure, a write may have been applied; a retry is safe.
 */
public interface RestrictionStore extends Monitored {

  /**
   * Stores a restriction; it replaces the author's restriction in the same scope, if any.
   * Idempotent.
   *
   * @param restriction the restriction
   */
  void put(Restriction restriction);

  /**
   * {@return an author's restriction in one scope; empty for no restriction}
   *
   * @param author the author's name, compared by {@link io.spillway.ports.AuthorNames#key}
   * @param streamId the stream's id; null for the restriction on all streams
   */
  Optional<Restriction> find(String author, @Nullable String streamId);

  /**
   * {@return the restrictions that match a filter, newest first} Following the cursors returns each
   * restriction that matches throughout exactly once.
   *
   * @param filter the filter
   * @param page the page
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another filter
   */
  Page<Restriction> list(RestrictionFilter filter, PageRequest page);

  /**
   * Deletes a restriction. Idempotent.
   *
   * @param author the author's name, compared by {@link io.spillway.ports.AuthorNames#key}
   * @param streamId the stream's id; null for the restriction on all streams
   * @return whether it existed
   */
  boolean delete(String author, @Nullable String streamId);
}
