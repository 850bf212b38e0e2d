package io.spillway.core.erasure;

import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import org.jspecify.annotations.Nullable;

/** One kind of data about authors: exported page by page, and erased piece by piece. */
interface AuthorData {

  /** Returns the stable name of the kind, such as {@code messages}. */
  String kind();

  /**
   * Returns a page of the data about an author; it may be empty and have a cursor.
   *
   * @param author the name, compared by {@link io.spillway.ports.AuthorNames#key}
   * @param streamId the stream's id; null for all streams
   */
  Page<?> page(String author, @Nullable String streamId, PageRequest page);

  /**
   * Erases a bounded piece. Idempotent: repeated after a crash, it continues.
   *
   * @param cursor the position from which to continue; null for the beginning
   * @return the position after the piece; null at the end
   */
  @Nullable String erase(ErasurePiece piece, @Nullable String cursor);
}
