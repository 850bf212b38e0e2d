package io.spillway.core.stream;

import io.spillway.core.BackgroundTask;
import io.spillway.core.OptionalStores;
import io.spillway.ports.Stores;
import io.spillway.ports.stream.StreamActivity;
import io.spillway.ports.stream.StreamDirectory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Records the activity of streams in the directory: at most one write per stream in {@link
 * #INTERVAL}, whatever the number of messages. Best effort: a failure never affects the message or
 * event, and is retried by the first one after {@link #RETRY}.
 *
 * <p>State is local to the process. Safe for use by many threads.
 */
public final class StreamActivityLog {

  /** Log without a directory. */
  public static final StreamActivityLog NONE = new StreamActivityLog(null, () -> Instant.EPOCH);

  /** Time between two writes for a stream. */
  public static final Duration INTERVAL = Duration.ofHours(1);

  /** Time after a failed write until the next one for the stream. */
  static final Duration RETRY = Duration.ofMinutes(1);

  /** Capacity in streams; a stream beyond it costs further writes. */
  static final int MAX_STREAMS = 10_000;

  private static final Recording NOTHING = new Recording(NONE, "", BackgroundTask.NONE);

  private final @Nullable StreamDirectory directory;
  private final InstantSource clock;
  private final Map<String, Instant> nextWrites = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Creates a log.
   *
   * @param directory the directory; null for none
   * @param clock the time of activity
   */
  public StreamActivityLog(@Nullable StreamDirectory directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * {@return a log in the stores' directory; {@link #NONE} if they have none}
   *
   * @param stores the stores
   * @param clock the time of activity
   */
  public static StreamActivityLog of(Stores stores, InstantSource clock) {
    return OptionalStores.find(stores::streams)
        .map(directory -> new StreamActivityLog(directory, clock))
        .orElse(NONE);
  }

  /**
   * Records that a stream has a message or an event now.
   *
   * @param streamId the stream's id
   */
  public void record(String streamId) {
    begin(streamId, Runnable::run).finish();
  }

  /**
   * {@return the record that a stream has a message, begun while the message is moderated and
   * stored}
   *
   * @param streamId the stream's id
   * @param background the executor of the write
   */
  public Recording begin(String streamId, Executor background) {
    if (directory == null) {
      return NOTHING;
    }
    Instant now = clock.instant();
    return reserve(streamId, now)
        ? new Recording(
            this, streamId, BackgroundTask.begin(() -> write(directory, streamId, now), background))
        : NOTHING;
  }

  private void write(StreamDirectory to, String streamId, Instant now) {
    try {
      to.put(new StreamActivity(streamId, now));
    } catch (RuntimeException e) {
      // The message or event must not fail.
      setNext(streamId, now.plus(RETRY));
    }
  }

  /** Returns whether a write is due, and postpones the next one. */
  private synchronized boolean reserve(String streamId, Instant now) {
    Instant next = nextWrites.get(streamId);
    if (next != null && now.isBefore(next)) {
      return false;
    }
    setNext(streamId, now.plus(INTERVAL));
    return true;
  }

  private synchronized void release(String streamId) {
    nextWrites.remove(streamId);
  }

  private synchronized void setNext(String streamId, Instant next) {
    nextWrites.put(streamId, next);
    if (nextWrites.size() > MAX_STREAMS) {
      var eldest = nextWrites.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }

  /** A write of a stream's activity, while a message is moderated and stored. */
  public static final class Recording {

    private final StreamActivityLog log;
    private final String streamId;
    private final BackgroundTask write;

    private Recording(StreamActivityLog log, String streamId, BackgroundTask write) {
      this.log = log;
      this.streamId = streamId;
      this.write = write;
    }

    /** Waits for the write, or does it, after the message was stored. Never throws. */
    public void finish() {
      write.finish();
    }

    /** Leaves out a write that has not begun, because the message was not stored. */
    public void cancel() {
      if (write.cancel()) {
        log.release(streamId);
      }
    }
  }
}
