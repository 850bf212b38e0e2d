package io.spillway.core.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.spillway.core.InputCheck;
import io.spillway.core.message.MessageIntake;
import io.spillway.core.violation.MessageVisibility;
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
 * Deletes for good what an author wrote: their messages, and their violations with texts, trails
 * and appeals, and with those their strikes. What is left is the {@link Erasure}, which names
 * nobody.
 *
 * <p>A request is recorded and nothing else is done; a sweep does the work, a bounded piece at each
 * run, and what a crash interrupts the next run goes on with. What the author sends after the
 * request stays. What was sent before may still be on its way, or be released by a decision that
 * was overtaken: so an erasure is finished only when a whole pass found nothing, {@link #SETTLING}
 * after the request.
 *
 * <p>Safe for use by many threads; several sweeps at once do the same work twice and no harm.
 */
public final class AuthorErasures {

  /** How late something that was sent before the request may turn up. */
  public static final Duration SETTLING = MessageVisibility.LATEST;

  /** Most erasures that one run works on. */
  private static final int MOST_AT_ONCE = 20;

  /** How long one run goes on; it ends with the piece that it has begun. */
  private static final Duration RUN_TIME = Duration.ofSeconds(45);

  private final ErasureStore erasures;
  private final ErasurePass pass;
  private final InstantSource clock;
  private final Supplier<String> newId;

  /**
   * Erasures in these stores.
   *
   * @param erasures where they are recorded
   * @param messages where messages are stored
   * @param messageArchive finds an author's messages
   * @param violations finds an author's violations, and deletes them
   * @param clock tells when an erasure is asked for, and when a sweep has had its time
   * @param newId an id that no erasure has had, in the form of {@link io.spillway.ports.Ids}
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
   * Asks for an erasure. When this returns it is recorded and will be done. One that is asked for
   * twice is done twice, which does no harm.
   *
   * @param author exactly as the author's messages have it; 1 to 100 code points
   * @param streamId the only stream; null for all
   * @param operator who asks
   * @return the erasure as it is recorded; {@link #sweep} does it
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws PortException when it is not known whether it was recorded
   */
  public Erasure request(@Nullable String author, @Nullable String streamId, String operator) {
    InputCheck check = new InputCheck();
    String name = check.name("author", author, MessageIntake.MAX_AUTHOR_LENGTH);
    String stream = streamId == null ? null : check.id("streamId", streamId);
    check.orThrow();
    String id = newId.get();
    Instant now = clock.instant();
    Erasure erasure = Erasure.of(id, name, hash(id, name), operator, now).inStream(stream);
    return erasures.add(erasure).value();
  }

  /**
   * {@return how far an erasure has come; empty when there is none with this id}
   *
   * @param id the erasure's
   */
  public Optional<Erasure> find(String id) {
    return erasures.find(id).map(Versioned::value);
  }

  /**
   * Goes on with what was asked for, the first request first. One that fails does not keep the
   * others back, unless a store asks for less.
   *
   * @return how many messages and violations were deleted
   * @throws PortException the first failure, after the others were tried; safe to do again
   */
  public long sweep() {
    Instant end = clock.instant().plus(RUN_TIME);
    long deleted = 0;
    PortException first = null;
    for (Versioned<Erasure> job : erasures.pending(MOST_AT_ONCE)) {
      try {
        deleted += goOn(job, end);
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
   * {@return whether this is the author of that erasure}
   *
   * @param erasure which; the name is gone from one that is finished, and this still tells
   * @param author exactly as the author's messages have it
   */
  public static boolean isOf(Erasure erasure, String author) {
    return erasure.authorHash().equals(hash(erasure.id(), author));
  }

  private long goOn(Versioned<Erasure> job, Instant end) {
    Versioned<Erasure> current = job;
    long deleted = 0;
    while (clock.instant().isBefore(end) && !current.value().isFinished()) {
      ErasurePass.Deleted piece = pass.piece(current.value());
      deleted += piece.messages() + piece.violations();
      Instant now = clock.instant();
      boolean isSettled = !now.isBefore(current.value().requestedAt().plus(SETTLING));
      if (piece.isNothing() && !isSettled) {
        break;
      }
      Erasure counted = current.value().plus(piece.messages(), piece.violations());
      current = recorded(current, piece.isNothing() ? counted.finished(now) : counted);
    }
    return deleted;
  }

  /** Another sweep may have been first; then its count stands, and the work goes on from there. */
  private Versioned<Erasure> recorded(Versioned<Erasure> before, Erasure after) {
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
