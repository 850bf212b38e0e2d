package io.spillway.core.erasure;

import static java.util.Objects.requireNonNull;

import io.spillway.core.InputCheck;
import io.spillway.core.message.MessageIntake;
import io.spillway.core.violation.MessageVisibility;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.PortException;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.erasure.ErasureStore;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.violation.AuditEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Permanently erases an author's data: messages, and violations with their texts, audit trails and
 * appeals, and so the author's strikes; events and their alerts; the histories of their workflows;
 * the name in dead letters, orders of redrives and the audit log. Only the {@link Erasure} remains,
 * without the author's name.
 *
 * <p>A request is written to the audit log, and then recorded; a sweep erases in bounded pieces,
 * and continues after a crash. Data from after the request is kept. Data from before it may still
 * be in process, or be restored by a stale decision, so an erasure is finished only when a whole
 * pass, begun {@link #SETTLING} after the request, found nothing.
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
  private final AuditLog log;
  private final InstantSource clock;
  private final Supplier<String> newId;

  /**
   * Creates the erasures of a set of stores.
   *
   * @param erasures the store of erasures
   * @param data all kinds of data
   * @param log the audit log
   * @param clock the time of requests, and of the end of a run
   * @param newId the source of unique ids, in the form of {@link io.spillway.ports.Ids}
   */
  public AuthorErasures(
      ErasureStore erasures,
      AllAuthorData data,
      AuditLog log,
      InstantSource clock,
      Supplier<String> newId) {
    this.erasures = requireNonNull(erasures, "erasures");
    this.pass = new ErasurePass(data);
    this.log = requireNonNull(log, "log");
    this.clock = requireNonNull(clock, "clock");
    this.newId = requireNonNull(newId, "newId");
  }

  /**
   * Requests an erasure. When this returns it is recorded, and the sweep will complete it. A
   * repeated request is harmless.
   *
   * @param author a name of the author, compared by {@link AuthorNames#key}; 1 to 100 code points
   * @param streamId the only stream; null for all
   * @param reason the reason, for the audit log; erased with the name; 0 to {@value
   *     AuditEntry#MAX_NOTE_LENGTH} characters
   * @param operator the operator's name
   * @return the recorded erasure
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws PortException if a store failed; the erasure may have been recorded
   */
  public Erasure request(
      @Nullable String author,
      @Nullable String streamId,
      @Nullable String reason,
      String operator) {
    return request(newId.get(), author, streamId, reason, operator);
  }

  /**
   * Requests an erasure under an id. Idempotent: of any number of calls with one id, the first one
   * wins and all return the recorded erasure, which {@link #isOf} compares with an author.
   *
   * @param id the id, in the form of {@link io.spillway.ports.Ids}
   * @param author a name of the author
   * @param streamId the only stream; null for all
   * @param reason the reason, for the audit log
   * @param operator the operator's name
   * @return the recorded erasure
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws PortException if a store failed; safe to call again
   */
  public Erasure request(
      String id,
      @Nullable String author,
      @Nullable String streamId,
      @Nullable String reason,
      String operator) {
    InputCheck check = new InputCheck();
    String name = check.author("author", author, MessageIntake.MAX_AUTHOR_LENGTH);
    String stream = streamId == null ? null : check.id("streamId", streamId);
    String why = check.note("reason", reason, AuditEntry.MAX_NOTE_LENGTH);
    check.orThrow();
    Instant now = clock.instant();
    AuditRecord entry = AuditRecord.of(id, now, operator, AuditAction.ERASE, why);
    var unused = log.add(entry.about(stream, name));
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
   * @param workflows the engine whose histories are purged
   * @return the number of items that were erased
   * @throws PortException the first failure, after the others were tried; safe to call again
   */
  public long sweep(Workflows workflows) {
    Instant end = clock.instant().plus(RUN_TIME);
    long deleted = 0;
    PortException first = null;
    for (Versioned<Erasure> job : erasures.pending(MOST_AT_ONCE)) {
      try {
        deleted += continueErasure(job, end, workflows);
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

  private long continueErasure(Versioned<Erasure> job, Instant end, Workflows workflows) {
    Versioned<Erasure> current = job;
    long erased = 0;
    boolean mayBegin = true;
    while (clock.instant().isBefore(end) && !current.value().isFinished()) {
      if (ErasurePass.isBetweenPasses(current.value())) {
        if (!mayBegin || isWaiting(current.value())) {
          break;
        }
        current = begin(current);
        mayBegin = false;
      }
      ErasurePiece piece = new ErasurePiece(current.value(), workflows);
      Erasure next = pass.erase(piece, requireNonNull(current.value().position()));
      erased += piece.total();
      mayBegin |= piece.total() > 0;
      current = keep(current, finishedIfDone(next), piece);
    }
    return erased;
  }

  /** Returns whether the first pass is over, and the next one would be too early. */
  private boolean isWaiting(Erasure job) {
    return job.position() != null && !isSettled(job);
  }

  private boolean isSettled(Erasure job) {
    return !clock.instant().isBefore(job.requestedAt().plus(SETTLING));
  }

  private Versioned<Erasure> begin(Versioned<Erasure> job) {
    return new Versioned<>(pass.begin(job.value(), isSettled(job.value())), job.version());
  }

  private Erasure finishedIfDone(Erasure job) {
    return ErasurePass.isBetweenPasses(job) && requireNonNull(job.position()).conclusive()
        ? job.finished(clock.instant())
        : job;
  }

  /** Records progress, except the step from one kind without data to the next. */
  private Versioned<Erasure> keep(Versioned<Erasure> before, Erasure next, ErasurePiece piece) {
    Erasure.Position position = next.position();
    boolean isWorthWriting =
        piece.total() > 0
            || position == null
            || position.kind() == null
            || position.cursor() != null;
    return isWorthWriting ? record(before, next) : new Versioned<>(next, before.version());
  }

  /** Records progress. If a concurrent sweep was first, continues from its record. */
  private Versioned<Erasure> record(Versioned<Erasure> before, Erasure after) {
    Replacement<Erasure> result = erasures.replace(after, before.version());
    return result instanceof Replacement.Replaced<Erasure> replaced
        ? replaced.stored()
        : ((Replacement.Stale<Erasure>) result).current();
  }

  private static String hash(String id, String author) {
    return Payload.of(id + "~" + author).sha256();
  }
}
