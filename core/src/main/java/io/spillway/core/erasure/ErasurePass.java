package io.spillway.core.erasure;

import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.erasure.Erasure.Position;
import org.jspecify.annotations.Nullable;

/** Order of one pass over all kinds of data, and its position. */
final class ErasurePass {

  private final AllAuthorData data;

  ErasurePass(AllAuthorData data) {
    this.data = data;
  }

  /** Returns whether no pass is in progress. */
  static boolean isBetweenPasses(Erasure job) {
    return job.position() == null || job.position().kind() == null;
  }

  /**
   * Returns the job at the beginning of a pass.
   *
   * @param conclusive whether all data from before the request is visible
   */
  Erasure begin(Erasure job, boolean conclusive) {
    return job.at(new Position(data.kinds().get(0).kind(), null, conclusive));
  }

  /** Erases a piece, and returns the job with counts and the next position. */
  Erasure erase(ErasurePiece piece, Position at) {
    int index = index(at);
    @Nullable String next =
        data.kinds().get(index).erase(piece, isKnown(at, index) ? at.cursor() : null);
    int following = next == null ? index + 1 : index;
    String kind = following == data.kinds().size() ? null : data.kinds().get(following).kind();
    return piece.withCounts().at(new Position(kind, next, at.conclusive() && piece.foundNothing()));
  }

  /** Returns the kind at a position; the first one if another version of the software wrote it. */
  private int index(Position at) {
    for (int i = 0; i < data.kinds().size(); i++) {
      if (isKnown(at, i)) {
        return i;
      }
    }
    return 0;
  }

  private boolean isKnown(Position at, int index) {
    return data.kinds().get(index).kind().equals(at.kind());
  }
}
