package io.spillway.local.host;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Body that no function requested. Bytes already in transit are drained, so that the connection
 * stays open and the client receives the response; slow or large bodies are not waited for.
 */
final class UnreadBody {

  static final Duration LONGEST = Duration.ofMillis(50);

  private static final int MOST_BYTES = 1 << 16;
  private static final Duration PAUSE = Duration.ofNanos(100_000);

  private UnreadBody() {}

  static void drop(Request request) {
    long start = System.nanoTime();
    long left = MOST_BYTES;
    while (left > 0 && System.nanoTime() - start < LONGEST.toNanos()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        LockSupport.parkNanos(PAUSE.toNanos());
      } else {
        left -= chunk.remaining();
        boolean last = chunk.isLast() || Content.Chunk.isFailure(chunk);
        chunk.release();
        if (last) {
          return;
        }
      }
    }
  }
}
