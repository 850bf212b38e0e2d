package io.spillway.core.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.spillway.core.InputCheck;
import io.spillway.core.message.MessageIntake;
import io.spillway.core.violation.MessageVisibility;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.PortException;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.erasure.ErasureStore;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.violation.ViolationArchive;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Permanently deletes an author's data: messages, and violations with their texts, audit trails and
 * appeals, and so the author's strikes. Only the {@link Erasure} remains, without the author's
 * name.
 *
 * <p>A request is only recorded; a sweep deletes in bounded pieces, and continues after a crash.
 * Messages sent after the request are kept. A message sent before it may still be in process, or be
 * released by a stale decision, so an erasure is finished only when a whole pass found nothing,
 * {@link #SETTLING} after the request.
 *
 * <p>Safe for use by many threads. Concurrent sweeps are safe, and may repeat work.
 */
public final class AuthorErasures {

  /** Time after a request in which messages sent before it may still appear. */
  public static final Duration SETTLING = MessageVisibility.LATEST;

  /** Most erasures that one run works on. */
  private static final int MOST_AT_ONCE = 20;

  /** Time limit of one run; a piece that has been started is completed. */
  private static final Duration RUN_TIME = Duration.ofSeconds(45);

  private final ErasureStore erasures;
  private final ErasurePass pass;
  private final InstantSource clock;
  private final Supplier<String> newId;

  /**
   * Creates the erasures of a set of stores.
   *
   * @param erasures the store of erasures
   * @param messages the store of messages
   * @param messageArchive the listing of an author's messages
   * @param violations the listing and deletion of an author's violations
   * @param clock the time of requests, and of the end of a run
   * @param newId the source of unique ids, in the form of {@link io.spillway.ports.Ids}
   */
  public AuthorErasures(
      ErasureStore erasures,
      MessageStore messages,
      Supplier<MessageArchive> messageArchive,
      Supplier<ViolationArchive> violations,
      InstantSource clock,
      Supplier<String> newId) {
    this.erasures = requireNonNull(erasures, "erasures");
    this.pass = new ErasurePass(messages, messageArchive, violations);
    this.clock = requireNonNull(clock, "clock");
    this.newId = requireNonNull(newId, "newId");
  }

  /**
   * Requests an erasure. When this returns it is recorded, and the sweep will complete it. A
   * repeated request is harmless.
   *
   * @param author a name of the author, compared by {@link AuthorNames#key}; 1 to 100 code points
   * @param streamId the only stream; null for all
   * @param operator the operator's name
   * @return the recorded erasure
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws PortException if the store failed; the erasure may have been recorded
   */
  public Erasure request(@Nullable String author, @Nullable String streamId, String operator) {
    InputCheck check = new InputCheck();
    String name = check.author("author", author, MessageIntake.MAX_AUTHOR_LENGTH);
    String stream = streamId == null ? null : check.id("streamId", streamId);
    check.orThrow();
    String id = newId.get();
    Instant now = clock.instant();
    Erasure erasure =
        Erasure.of(id, name, hash(id, AuthorNames.key(name)), operator, now).inStream(stream);
    return erasures.add(erasure).value();
  }

  /**
   * {@return an erasure and its progress; empty if the id is unknown}
   *
   * @param id the erasure's id
   */
  public Optional<Erasure> find(String id) {
    return erasures.find(id).map(Versioned::value);
  }

  /**
   * Continues pending erasures, the oldest request first. A failure does not stop the others,
   * unless a store is throttled.
   *
   * @return the number of messages and violations that were deleted
   * @throws PortException the first failure, after the others were tried; safe to call again
   */
  public long sweep() {
    Instant end = clock.instant().plus(RUN_TIME);
    long deleted = 0;
    PortException first = null;
    for (Versioned<Erasure> job : erasures.pending(MOST_AT_ONCE)) {
      try {
        deleted += continueErasure(job, end);
      } catch (PortException e) {
        first = first == null ? e : first;
        if (e.failure().category() == FailureCategory.THROTTLED) {
          break;
        }
      }
    }
    if (first != null) {
      throw first;
    }
    return deleted;
  }

  /**
   * {@return whether an erasure is of an author}
   *
   * @param erasure the erasure; also works for a finished one, which no longer has the name
   * @param author a name of the author, compared by {@link AuthorNames#key}
   */
  public static boolean isOf(Erasure erasure, String author) {
    String recorded = erasure.authorHash();
    // Erasures recorded before names were compared by key have a hash of the name as it was sent.
    return recorded.equals(hash(erasure.id(), AuthorNames.key(author)))
        || recorded.equals(hash(erasure.id(), author));
  }

  private long continueErasure(Versioned<Erasure> job, Instant end) {
    Versioned<Erasure> current = job;
    long deleted = 0;
    while (clock.instant().isBefore(end) && !current.value().isFinished()) {
      ErasurePass.Deleted piece = pass.deletePiece(current.value());
      deleted += piece.messages() + piece.violations();
      Instant now = clock.instant();
      boolean isSettled = !now.isBefore(current.value().requestedAt().plus(SETTLING));
      if (piece.isNothing() && !isSettled) {
        break;
      }
      Erasure counted = current.value().plus(piece.messages(), piece.violations());
      current = record(current, piece.isNothing() ? counted.finished(now) : counted);
    }
    return deleted;
  }

  /** Records progress. If a concurrent sweep was first, continues from its record. */
  private Versioned<Erasure> record(Versioned<Erasure> before, Erasure after) {
    Replacement<Erasure> result = erasures.replace(after, before.version());
    return result instanceof Replacement.Replaced<Erasure> replaced
        ? replaced.stored()
        : ((Replacement.Stale<Erasure>) result).current();
  }

  private static String hash(String id, String author) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest((id + "~" + author).getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
