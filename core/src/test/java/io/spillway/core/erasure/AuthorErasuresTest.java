package io.spillway.core.erasure;

import static io.spillway.testkit.Fixtures.NOW;
import static io.spillway.testkit.Fixtures.message;
import static io.spillway.testkit.Fixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.Decision;
import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.ReviewResult;
import io.spillway.adapters.inmemory.InMemoryAuditLog;
import io.spillway.adapters.inmemory.InMemoryErasureStore;
import io.spillway.core.StoresFixture;
import io.spillway.core.StoresFixture.Death;
import io.spillway.core.violation.ViolationReview;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.Stores;
import io.spillway.ports.Versioned;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.erasure.ErasureStore;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuthorErasuresTest {

  private final StoresFixture stores = new StoresFixture();
  private final ErasureStore jobs = new InMemoryErasureStore();
  private final AuditLog log = new InMemoryAuditLog();
  private final SettableClock clock = new SettableClock();
  private final AtomicInteger ids = new AtomicInteger();
  private final AuthorErasures erasures = erasuresOn(stores);

  private AuthorErasures erasuresOn(StoresFixture on) {
    return new AuthorErasures(
        jobs,
        AllAuthorData.of(storesOf(on.messages, on.messageArchive, on.violationArchive)),
        log,
        clock,
        () -> "e-" + ids.incrementAndGet());
  }

  private Stores storesOf(
      MessageStore messages, MessageArchive archive, ViolationArchive violations) {
    return new Stores() {
      @Override
      public MessageStore messages() {
        return messages;
      }

      @Override
      public MessageArchive messageArchive() {
        return archive;
      }

      @Override
      public ViolationArchive violationArchive() {
        return violations;
      }

      @Override
      public AuditLog auditLog() {
        return log;
      }
    };
  }

  private static void wrote(StoresFixture on, String stream, String id, String author) {
    on.realMessages.add(message(stream, id).author(author).sentAt(NOW.minusSeconds(60)).build());
  }

  private static void withhold(StoresFixture on, String stream, String id, String author) {
    on.realViolations.add(
        violation(stream, id).author(author).heldAt(NOW.minusSeconds(60)).build());
  }

  private static long countLeft(StoresFixture on, String author) {
    ViolationFilter filter = ViolationFilter.all().byAuthor(author);
    return (long) on.realMessages.ofAuthor(author, null, NOW.plusSeconds(9_999), 200).size()
        + on.realViolations.list(filter, PageRequest.first(200)).items().size();
  }

  private Erasure job(Erasure asked) {
    return erasures.find(asked.id()).orElseThrow();
  }

  private void finish() {
    clock.advance(AuthorErasures.SETTLING);
    erasures.sweep(NoHistories.WORKFLOWS);
  }

  @Test
  void an_erasure_deletes_everything_of_one_author_on_all_streams() {
    for (int i = 0; i < 250; i++) {
      wrote(stores, "stream-" + i % 3, "m-" + i, "mallory");
    }
    for (int i = 0; i < 120; i++) {
      withhold(stores, "stream-1", "v-" + i, "mallory");
    }
    wrote(stores, "stream-1", "other", "ada");
    withhold(stores, "stream-1", "other-v", "ada");
    Erasure asked = erasures.request("mallory", null, "", "op");

    assertThat(erasures.sweep(NoHistories.WORKFLOWS)).isEqualTo(370);

    assertThat(countLeft(stores, "mallory")).isZero();
    assertThat(countLeft(stores, "ada")).isEqualTo(2);
    assertThat(job(asked).count("messages")).isEqualTo(250);
    assertThat(job(asked).count("violations")).isEqualTo(120);
  }

  @Test
  void an_erasure_deletes_every_spelling_of_the_name_that_differs_only_invisibly() {
    wrote(stores, "stream", "m-1", "Jos\u00e9");
    wrote(stores, "stream", "m-2", " Jose\u0301");
    withhold(stores, "stream", "v-1", "Jos\u00e9\u200b");
    wrote(stores, "stream", "other", "jos\u00e9");
    Erasure asked = erasures.request("\u202eJos\u00e9 ", null, "", "op");

    assertThat(erasures.sweep(NoHistories.WORKFLOWS)).isEqualTo(3);

    assertThat(stores.realMessages.find("stream", "other")).isPresent();
    assertThat(AuthorErasures.isOf(asked, "Jose\u0301")).isTrue();
    assertThat(AuthorErasures.isOf(asked, "jos\u00e9")).isFalse();
  }

  @Test
  void an_erasure_on_one_stream_leaves_the_others() {
    wrote(stores, "stream-1", "m-1", "mallory");
    wrote(stores, "stream-2", "m-1", "mallory");
    erasures.request("mallory", "stream-1", "", "op");

    erasures.sweep(NoHistories.WORKFLOWS);

    assertThat(stores.realMessages.find("stream-1", "m-1")).isEmpty();
    assertThat(stores.realMessages.find("stream-2", "m-1")).isPresent();
  }

  @Test
  void an_erasure_finishes_after_the_settling_time_and_drops_the_name() {
    wrote(stores, "stream", "m-1", "mallory");
    Erasure asked = erasures.request("mallory", null, "", "op");
    assertThat(asked.author()).isEqualTo("mallory");
    erasures.sweep(NoHistories.WORKFLOWS);
    clock.advance(AuthorErasures.SETTLING.minusMillis(1));
    erasures.sweep(NoHistories.WORKFLOWS);
    assertThat(job(asked).isFinished()).isFalse();

    // It was sent before the request, and its sender was slow.
    wrote(stores, "stream", "slow", "mallory");
    clock.advance(Duration.ofMillis(1));
    erasures.sweep(NoHistories.WORKFLOWS);

    Erasure done = job(asked);
    assertThat(done.isFinished()).isTrue();
    assertThat(countLeft(stores, "mallory")).isZero();
    assertThat(done.count("messages")).isEqualTo(2);
    assertThat(done.author()).isNull();
    assertThat(done.toString() + done.authorHash()).doesNotContain("mallory");
    assertThat(done.requestedBy()).isEqualTo("op");
    assertThat(AuthorErasures.isOf(done, "mallory")).isTrue();
    assertThat(AuthorErasures.isOf(done, "ada")).isFalse();
    assertThat(erasures.sweep(NoHistories.WORKFLOWS)).isZero();
  }

  @Test
  void messages_sent_after_the_request_are_kept() {
    Erasure asked = erasures.request("mallory", null, "", "op");
    stores.realMessages.add(message("stream", "new").author("mallory").sentAt(NOW).build());
    stores.realViolations.add(
        violation("stream", "new-v").author("mallory").heldAt(NOW.plusSeconds(1)).build());

    erasures.sweep(NoHistories.WORKFLOWS);
    finish();

    assertThat(countLeft(stores, "mallory")).isEqualTo(2);
    assertThat(job(asked).isFinished()).isTrue();
  }

  @Test
  void many_withheld_since_the_request_do_not_hide_the_older_ones() {
    withhold(stores, "stream", "old", "mallory");
    erasures.request("mallory", null, "", "op");
    for (int i = 0; i < 350; i++) {
      stores.realViolations.add(
          violation("stream", "new-" + i).author("mallory").heldAt(NOW.plusSeconds(1)).build());
    }

    assertThat(erasures.sweep(NoHistories.WORKFLOWS)).isEqualTo(1);
  }

  @Test
  void a_sweep_finishes_after_a_crash_at_any_call() {
    for (boolean after : new boolean[] {false, true}) {
      for (int call = 0; call < 6; call++) {
        StoresFixture fresh = new StoresFixture();
        wrote(fresh, "stream", "m-1", "mallory");
        wrote(fresh, "stream", "m-2", "mallory");
        withhold(fresh, "stream", "v-1", "mallory");
        withhold(fresh, "stream", "v-2", "mallory");
        AuthorErasures here = erasuresOn(fresh);
        Erasure asked = here.request("mallory", null, "", "op");
        fresh.at(call, after, StoresFixture.DEATH);
        assertThatThrownBy(() -> here.sweep(NoHistories.WORKFLOWS)).isInstanceOf(Death.class);

        clock.advance(AuthorErasures.SETTLING);
        here.sweep(NoHistories.WORKFLOWS);

        assertThat(countLeft(fresh, "mallory")).isZero();
        assertThat(here.find(asked.id()).orElseThrow().isFinished()).isTrue();
      }
    }
  }

  @Test
  void a_run_ends_when_its_time_is_over_and_the_next_one_goes_on() {
    for (int i = 0; i < 300; i++) {
      wrote(stores, "stream", "m-" + i, "mallory");
    }
    erasures.request("mallory", null, "", "op");
    stores.after("messages.ofAuthor", () -> clock.advance(Duration.ofSeconds(46)));

    assertThat(erasures.sweep(NoHistories.WORKFLOWS)).isEqualTo(100);
    assertThat(erasures.sweep(NoHistories.WORKFLOWS)).isEqualTo(200);
  }

  @Test
  void a_failure_does_not_stop_the_others() {
    wrote(stores, "stream", "m-1", "mallory");
    wrote(stores, "stream", "m-2", "eve");
    erasures.request("mallory", null, "", "op");
    erasures.request("eve", null, "", "op");
    stores.before("messages.ofAuthor", StoresFixture.OUTAGE);

    assertThatThrownBy(() -> erasures.sweep(NoHistories.WORKFLOWS))
        .isInstanceOf(PortException.class);

    assertThat(countLeft(stores, "eve")).isZero();
    assertThat(countLeft(stores, "mallory")).isEqualTo(1);
    assertThat(erasures.sweep(NoHistories.WORKFLOWS)).isEqualTo(1);
  }

  @Test
  void sixteen_sweeps_at_once_delete_each_thing_once() {
    for (int i = 0; i < 150; i++) {
      wrote(stores, "stream", "m-" + i, "mallory");
    }
    erasures.request("mallory", null, "", "op");
    AuthorErasures ungated =
        new AuthorErasures(
            jobs,
            AllAuthorData.of(
                storesOf(stores.realMessages, stores.realMessages, stores.realViolations)),
            log,
            clock,
            () -> "x");

    long deleted =
        Concurrently.call(i -> ungated.sweep(NoHistories.WORKFLOWS)).stream()
            .mapToLong(Long::longValue)
            .sum();

    assertThat(deleted).isEqualTo(150);
    assertThat(countLeft(stores, "mallory")).isZero();
  }

  @Test
  void a_moderator_who_decides_at_that_moment_is_told_that_there_is_nothing() {
    Violation open = violation("stream", "v-1").author("mallory").build();
    Versioned<Violation> found = stores.realViolations.add(open);
    ViolationReview review = new ViolationReview(stores.messages, stores.violations, clock);
    stores.before("violations.replace", () -> stores.realViolations.delete(open.id()));

    assertThat(
            review.decide(
                open.id(), found.version(), Decision.of(ViolationState.DISMISSED, "", "ada")))
        .isInstanceOf(ReviewResult.NotFound.class);
    assertThat(stores.realMessages.find("stream", "v-1")).isEmpty();
  }

  @Test
  void a_release_that_was_under_way_is_undone_by_a_later_pass() {
    Violation owing =
        violation("stream", "v-1")
            .author("mallory")
            .heldAt(NOW.minusSeconds(60))
            .thenTo(ViolationState.DISMISSED)
            .pendingEffect(PendingEffect.RELEASE)
            .build();
    stores.realViolations.add(owing);
    Erasure asked = erasures.request("mallory", null, "", "op");
    stores.after("violations.find", () -> erasures.sweep(NoHistories.WORKFLOWS));

    assertThat(new ViolationReview(stores.messages, stores.violations, clock).applyPending(10))
        .isZero();
    assertThat(stores.realMessages.find("stream", "v-1").map(Message::author)).contains("mallory");

    finish();
    assertThat(countLeft(stores, "mallory")).isZero();
    assertThat(job(asked).isFinished()).isTrue();
  }

  @Test
  void invalid_requests_name_each_bad_field() {
    assertThatThrownBy(() -> request(" ", "no id!"))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e ->
                assertThat(e.fields())
                    .extracting(InvalidField::field)
                    .containsExactlyInAnyOrder("author", "streamId"));
    assertThat(jobs.pending(10)).isEmpty();
  }

  private Erasure request(@Nullable String author, @Nullable String streamId) {
    return erasures.request(author, streamId, "", "op");
  }
}
