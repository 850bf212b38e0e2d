package io.spillway.core.author;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.spillway.RestrictionRequest;
import io.spillway.Reviews;
import io.spillway.core.BackgroundTask;
import io.spillway.core.InputCheck;
import io.spillway.core.audit.NoAuditLog;
import io.spillway.core.message.MessageIntake;
import io.spillway.core.violation.Reasons;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.author.Restriction;
import io.spillway.ports.author.RestrictionEffect;
import io.spillway.ports.author.RestrictionFilter;
import io.spillway.ports.author.RestrictionFilter.Scope;
import io.spillway.ports.author.RestrictionStore;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Restrictions of authors by moderators, on one stream or everywhere, until a time. Only people
 * restrict: no rule calls this.
 *
 * <p>Each change is recorded in the audit log first. A restriction expires by itself. It applies in
 * this process at once, and in others within {@link RestrictionCache#FRESH}.
 *
 * <p>Safe for use by many threads.
 */
public final class AuthorRestrictions {

  /** Most active restrictions on one stream, and most on all streams. */
  public static final int MAX_ACTIVE = 1_000;

  private static final int DEFAULT_SLOW_SECONDS = 30;

  private final RestrictionStore store;
  private final AuditLog log;
  private final RestrictionCache cache;
  private final InstantSource clock;
  private final Supplier<String> newId;

  /**
   * Creates the restrictions of a store.
   *
   * @param store the store of restrictions
   * @param log the audit log
   * @param clock the current time
   * @param newId the source of unique ids, in the form of {@link io.spillway.ports.Ids}
   */
  public AuthorRestrictions(
      RestrictionStore store, AuditLog log, InstantSource clock, Supplier<String> newId) {
    this.store = requireNonNull(store, "store");
    this.log = requireNonNull(log, "log");
    this.clock = requireNonNull(clock, "clock");
    this.newId = requireNonNull(newId, "newId");
    this.cache = new RestrictionCache(store, clock);
  }

  /**
   * {@return a no-op implementation: no author is restricted}
   *
   * @param clock the current time
   */
  public static AuthorRestrictions off(InstantSource clock) {
    return new AuthorRestrictions(NoRestrictions.STORE, NoAuditLog.LOG, clock, () -> "none");
  }

  /**
   * Restricts an author; replaces the author's restriction in the same scope, if any.
   *
   * @param request the restriction
   * @return the restriction in force
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws io.spillway.ports.PortException if a store failed; safe to call again
   */
  public Restriction restrict(RestrictionRequest request) {
    Restriction wanted = check(request);
    Scope scope = new Scope(wanted.streamId());
    requireRoom(wanted, scope);
    log.add(
        AuditRecord.of(newId.get(), wanted.since(), wanted.by(), AuditAction.RESTRICT, say(wanted))
            .about(wanted.streamId(), wanted.author())
            .withReason(wanted.reason()));
    store.put(wanted);
    cache.forget(scope);
    return wanted;
  }

  /**
   * Lifts a restriction before its end.
   *
   * @param author the author's name
   * @param streamId the stream's id; null for the restriction on all streams
   * @param note a note for other moderators, 0 to {@value AuditEntry#MAX_NOTE_LENGTH} characters
   * @param moderator the moderator's name
   * @return the lifted restriction; empty if there was none in this scope
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws io.spillway.ports.PortException if a store failed; safe to call again
   */
  public Optional<Restriction> lift(
      @Nullable String author,
      @Nullable String streamId,
      @Nullable String note,
      @Nullable String moderator) {
    InputCheck check = new InputCheck();
    String name = check.author("author", author, MessageIntake.MAX_AUTHOR_LENGTH);
    String stream = streamId == null ? null : check.id("streamId", streamId);
    String why = check.note("note", note, AuditEntry.MAX_NOTE_LENGTH);
    String who = check.person("moderator", moderator, Reviews.MAX_MODERATOR_LENGTH);
    check.orThrow();
    Instant now = clock.instant();
    Optional<Restriction> found =
        store.find(name, stream).filter(restriction -> restriction.isActiveAt(now));
    if (found.isPresent()) {
      log.add(
          AuditRecord.of(newId.get(), now, who, AuditAction.LIFT, why)
              .about(stream, found.get().author()));
      store.delete(name, stream);
      cache.forget(new Scope(stream));
    }
    return found;
  }

  /**
   * {@return the restrictions in force, newest first}
   *
   * @param scope the scope; null for any
   * @param author the author's name; null for any
   * @param page the page
   */
  public Page<Restriction> list(@Nullable Scope scope, @Nullable String author, PageRequest page) {
    return store.list(RestrictionFilter.all().in(scope).of(author).activeAt(clock.instant()), page);
  }

  /**
   * {@return the read of the restrictions that {@link #of} needs, begun} No work if they were read
   * before, at any time.
   *
   * @param streamId the stream's id
   * @param background the executor of the reads
   */
  public BackgroundTask begin(String streamId, Executor background) {
    Scope scope = new Scope(streamId);
    return cache.knows(Scope.EVERYWHERE) && cache.knows(scope)
        ? BackgroundTask.NONE
        : BackgroundTask.begin(
            () -> {
              cache.read(Scope.EVERYWHERE);
              cache.read(scope);
            },
            background);
  }

  /**
   * {@return the most severe restriction of an author on a stream, of those on the stream and on
   * all streams; of equal ones the longest} Fails open.
   *
   * @param streamId the stream's id
   * @param author the author's name
   * @param ignoreCase whether restrictions of the name in another case apply
   */
  public Optional<Restriction> of(String streamId, String author, boolean ignoreCase) {
    Instant now = clock.instant();
    List<Restriction> all = new ArrayList<>(cache.of(Scope.EVERYWHERE, author, now));
    all.addAll(cache.of(new Scope(streamId), author, now));
    return all.stream()
        .filter(found -> ignoreCase || AuthorNames.same(found.author(), author))
        .max(Comparator.comparing(Restriction::effect).thenComparing(Restriction::until));
  }

  private Restriction check(RestrictionRequest asked) {
    InputCheck check = new InputCheck();
    Instant now = clock.instant();
    String author = check.author("author", asked.author(), MessageIntake.MAX_AUTHOR_LENGTH);
    String stream = asked.streamId() == null ? null : check.id("streamId", asked.streamId());
    if (asked.effect() == null) {
      check.reject("effect", "is required");
    }
    Instant until = requireNonNullElse(asked.until(), now);
    if (asked.until() == null) {
      check.reject("until", "is required");
    } else if (!until.isAfter(now)
        || until.isAfter(now.plus(Duration.ofDays(RestrictionRequest.MAX_DAYS)))) {
      check.reject(
          "until",
          "must be after now and at most " + RestrictionRequest.MAX_DAYS + " days from now");
    }
    int slow =
        check.number(
            "slowSeconds",
            requireNonNullElse(asked.slowSeconds(), DEFAULT_SLOW_SECONDS),
            1,
            Restriction.MAX_SLOW_SECONDS);
    ReasonCode reason = Reasons.require(check, asked.reason());
    String note = check.note("note", asked.note(), AuditEntry.MAX_NOTE_LENGTH);
    String who = check.person("moderator", asked.moderator(), Reviews.MAX_MODERATOR_LENGTH);
    check.orThrow();
    RestrictionEffect effect = requireNonNull(asked.effect());
    return new Restriction(author, stream, effect, slow, until, reason, note, who, now);
  }

  private void requireRoom(Restriction wanted, Scope scope) {
    if (cache.count(scope) >= MAX_ACTIVE
        && store.find(wanted.author(), wanted.streamId()).isEmpty()) {
      InputCheck check = new InputCheck();
      check.reject(
          wanted.streamId() == null ? "author" : "streamId",
          "has the most active restrictions, " + MAX_ACTIVE + "; lift one first");
      check.orThrow();
    }
  }

  private static String say(Restriction restriction) {
    String pause =
        restriction.effect() == RestrictionEffect.SLOW
            ? " (one message in " + restriction.slowSeconds() + " s)"
            : "";
    String effect = restriction.effect().name().toLowerCase(Locale.ROOT);
    String what = effect + pause + " until " + restriction.until();
    return restriction.note().isEmpty() ? what : what + ": " + restriction.note();
  }
}
