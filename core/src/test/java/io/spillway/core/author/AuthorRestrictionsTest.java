package io.spillway.core.author;

import static io.spillway.ports.author.RestrictionEffect.HOLD;
import static io.spillway.ports.author.RestrictionEffect.REFUSE;
import static io.spillway.ports.author.RestrictionEffect.SLOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.RestrictionRequest;
import io.spillway.adapters.inmemory.InMemoryAuditLog;
import io.spillway.adapters.inmemory.InMemoryRestrictionStore;
import io.spillway.core.BackgroundTask;
import io.spillway.ports.Failure;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditFilter;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.author.Restriction;
import io.spillway.ports.author.RestrictionEffect;
import io.spillway.ports.author.RestrictionFilter.Scope;
import io.spillway.ports.author.RestrictionStore;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.testkit.Faults;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Restrictions by moderators: scopes, expiry, limits and the audit trail. */
class AuthorRestrictionsTest {

  private final RestrictionStore store = new InMemoryRestrictionStore();
  private final InMemoryAuditLog log = new InMemoryAuditLog();
  private final SettableClock clock = new SettableClock();
  private final AtomicInteger ids = new AtomicInteger();
  private final AuthorRestrictions restrictions = on(store);

  private AuthorRestrictions on(RestrictionStore of) {
    return new AuthorRestrictions(of, log, clock, () -> "r-" + ids.incrementAndGet());
  }

  private RestrictionRequest ask(String author, @Nullable String stream, RestrictionEffect effect) {
    return RestrictionRequest.of(author)
        .inStream(stream)
        .with(effect, clock.instant().plus(Duration.ofHours(1)))
        .because(ReasonCode.SPAM, "bot")
        .by("mia");
  }

  private Optional<RestrictionEffect> effectOf(AuthorRestrictions seenBy, String author) {
    return seenBy.of("room", author, false).map(Restriction::effect);
  }

  private List<AuditRecord> trail() {
    return log.list(AuditFilter.all(), PageRequest.first(50)).items();
  }

  @Test
  void unknown_restrictions_are_read_in_the_background_once() {
    restrictions.restrict(ask("ann", "room", HOLD));
    Faults faults = new Faults();
    AuthorRestrictions another = on(faults.wrap(RestrictionStore.class, store));
    List<Runnable> background = new ArrayList<>();

    BackgroundTask reading = another.begin("room", background::add);
    background.forEach(Runnable::run);
    reading.finish();
    faults.outage(
        "RestrictionStore.list", Failure.transientFailure("restrictions.unavailable", ""));

    assertThat(effectOf(another, "ann")).contains(HOLD);
    clock.advance(RestrictionCache.FRESH.plusSeconds(1));
    another.begin("room", background::add).finish();
    assertThat(background).hasSize(1);
  }

  @Test
  void restrictions_that_cannot_be_read_in_the_background_refuse_nobody() {
    restrictions.restrict(ask("ann", "room", REFUSE));
    Faults faults = new Faults();
    AuthorRestrictions another = on(faults.wrap(RestrictionStore.class, store));
    faults.outage(
        "RestrictionStore.list", Failure.transientFailure("restrictions.unavailable", ""));

    another.begin("room", Runnable::run).finish();

    assertThat(effectOf(another, "ann")).isEmpty();
  }

  @Test
  void a_restriction_applies_on_its_stream_until_its_end() {
    restrictions.restrict(ask("ann", "room", HOLD));

    assertThat(effectOf(restrictions, "ann")).contains(HOLD);
    assertThat(restrictions.of("other", "ann", false)).isEmpty();
    clock.advance(Duration.ofMinutes(59));
    assertThat(effectOf(restrictions, "ann")).contains(HOLD);
    clock.advance(Duration.ofMinutes(1));
    assertThat(effectOf(restrictions, "ann")).isEmpty();
    assertThat(restrictions.list(null, "ann", PageRequest.first(10)).items()).isEmpty();
  }

  @Test
  void the_more_severe_of_stream_and_everywhere_applies() {
    restrictions.restrict(ask("ann", null, SLOW));
    assertThat(effectOf(restrictions, "ann")).contains(SLOW);

    restrictions.restrict(ask("ann", "room", REFUSE));

    assertThat(effectOf(restrictions, "ann")).contains(REFUSE);
    assertThat(restrictions.of("other", "ann", false).map(Restriction::effect)).contains(SLOW);
  }

  @Test
  void every_spelling_that_compares_equal_is_restricted() {
    restrictions.restrict(ask("Jos\u00e9", "room", HOLD));

    assertThat(effectOf(restrictions, " Jose\u0301\u200B")).contains(HOLD);
    assertThat(effectOf(restrictions, "jos\u00e9")).isEmpty();
    assertThat(restrictions.of("room", "JOS\u00c9", true)).isPresent();
  }

  @Test
  void another_process_follows_within_ten_seconds() {
    AuthorRestrictions other = on(store);
    assertThat(effectOf(other, "ann")).isEmpty();

    restrictions.restrict(ask("ann", "room", HOLD));

    assertThat(effectOf(other, "ann")).isEmpty();
    clock.advance(RestrictionCache.FRESH);
    assertThat(effectOf(other, "ann")).contains(HOLD);
  }

  @Test
  void a_lifted_restriction_no_longer_applies() {
    restrictions.restrict(ask("ann", "room", HOLD));

    assertThat(restrictions.lift(" ann", "room", "sorry", "ned")).isPresent();
    assertThat(restrictions.lift("ann", "room", "", "ned")).isEmpty();

    assertThat(effectOf(restrictions, "ann")).isEmpty();
  }

  @Test
  void each_change_is_in_the_audit_trail() {
    restrictions.restrict(ask("ann", "room", SLOW).slowedBy(60));
    clock.advance(Duration.ofMinutes(1));
    restrictions.lift("ann", "room", "sorry", "ned");

    assertThat(trail())
        .extracting(AuditRecord::action)
        .containsExactly(AuditAction.LIFT, AuditAction.RESTRICT);
    AuditRecord restricted = trail().get(1);
    assertThat(restricted.who()).isEqualTo("mia");
    assertThat(restricted.author()).isEqualTo("ann");
    assertThat(restricted.streamId()).isEqualTo("room");
    assertThat(restricted.reason()).isEqualTo(ReasonCode.SPAM);
    assertThat(restricted.note())
        .startsWith("slow (one message in 60 s) until 20")
        .endsWith("Z: bot");
    assertThat(trail().get(0).note()).isEqualTo("sorry");
  }

  @Test
  void nothing_is_restricted_without_a_record() {
    Faults faults = new Faults();
    AuthorRestrictions withFaults =
        new AuthorRestrictions(store, faults.wrap(AuditLog.class, log), clock, () -> "r-1");
    faults.failBefore("add", Fixtures.outage());

    assertThatThrownBy(() -> withFaults.restrict(ask("ann", "room", HOLD)))
        .isInstanceOf(PortException.class);

    assertThat(store.find("ann", "room")).isEmpty();
  }

  @Test
  void the_last_known_restrictions_apply_while_the_store_fails() {
    Faults faults = new Faults();
    AuthorRestrictions withFaults = on(faults.wrap(RestrictionStore.class, store));
    withFaults.restrict(ask("ann", "room", HOLD));
    assertThat(effectOf(withFaults, "ann")).contains(HOLD);
    clock.advance(RestrictionCache.FRESH);
    faults.outage("list", Fixtures.outage());

    assertThat(effectOf(withFaults, "ann")).contains(HOLD);
    assertThat(withFaults.of("unknown", "ann", false)).isEmpty();
  }

  @Test
  void each_bad_field_is_named() {
    RestrictionRequest bad =
        RestrictionRequest.of("\u200B")
            .inStream("!")
            .with(null, clock.instant())
            .slowedBy(601)
            .because(ReasonCode.FALSE_POSITIVE, "n".repeat(1_001))
            .by("system:x");

    InvalidInputException refused =
        catchThrowableOfType(InvalidInputException.class, () -> restrictions.restrict(bad));

    assertThat(refused.fields())
        .extracting(InvalidField::field)
        .containsExactly(
            "author", "streamId", "effect", "until", "slowSeconds", "reason", "note", "moderator");
  }

  @Test
  void the_number_of_active_restrictions_of_a_stream_is_limited() {
    for (int i = 0; i < AuthorRestrictions.MAX_ACTIVE; i++) {
      restrictions.restrict(ask("a" + i, "room", HOLD));
    }

    assertThatThrownBy(() -> restrictions.restrict(ask("one-more", "room", HOLD)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("1000");
    restrictions.restrict(ask("a7", "room", REFUSE));
    restrictions.restrict(ask("one-more", "other", HOLD));
    clock.advance(Duration.ofHours(1));
    restrictions.restrict(ask("one-more", "room", HOLD));
    assertThat(restrictions.list(new Scope("room"), null, PageRequest.first(10)).items())
        .extracting(Restriction::author)
        .containsExactly("one-more");
  }
}
