package io.spillway.core.erasure;

import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Kind of data with a listing by author.
 *
 * @param kind the stable name
 * @param listing the listing
 * @param eraser the function that erases one item and reports it to the piece; decides itself if
 *     the item is older than the request
 */
record ListedData<T>(String kind, Listing<T> listing, BiConsumer<T, ErasurePiece> eraser)
    implements AuthorData {

  /** Listing by author, whose cursors stay valid during deletions. */
  @FunctionalInterface
  interface Listing<T> {
    Page<T> page(String author, @Nullable String streamId, PageRequest page);
  }

  @Override
  public Page<T> page(String author, @Nullable String streamId, PageRequest page) {
    return listing.page(author, streamId, page);
  }

  @Override
  public @Nullable String erase(ErasurePiece piece, @Nullable String cursor) {
    PageRequest request = new PageRequest(ErasurePiece.SIZE, cursor);
    Page<T> found = listing.page(piece.author(), piece.job().streamId(), request);
    found.items().forEach(item -> eraser.accept(item, piece));
    return found.nextCursor();
  }
}
