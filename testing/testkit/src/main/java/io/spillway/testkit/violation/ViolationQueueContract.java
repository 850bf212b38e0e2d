package io.spillway.testkit.violation;

import static io.spillway.testkit.Fixtures.flagged;
import static io.spillway.testkit.Fixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.PageRequest;
import io.spillway.ports.PersonNames;
import io.spillway.ports.Versioned;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.violation.Assignment;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.Claim;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.Pages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Part of {@link ViolationArchiveContract} about the review queue. */
abstract class ViolationQueueContract extends ViolationListingContract {

  private static final Instant NOW = Fixtures.NOW;
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void the_queue_is_ordered_by_due_time() {
    store.add(violation(stream, "late").heldAt(NOW).dueAt(NOW.plusSeconds(30)).build());
    store.add(violation(stream, "soon").heldAt(NOW).dueAt(NOW.plusSeconds(10)).build());
    store.add(
        violation(stream, "overdue").heldAt(NOW.plusSeconds(5)).dueAt(NOW.minusSeconds(1)).build());

    assertThat(waiting(NOW)).containsExactly("overdue", "soon", "late");
    assertThat(archive.waiting(ViolationFilter.all().inStream(stream), "mod-1", NOW, 2))
        .extracting(this::idOf)
        .containsExactly("overdue", "soon");
    ViolationFilter next = ViolationFilter.all().inStream(stream).dueFrom(NOW.plusSeconds(10));
    assertThat(archive.waiting(next, "mod-1", NOW, 2))
        .extracting(this::idOf)
        .containsExactly("soon", "late");
    assertThat(archive.count(next, 1_000)).isEqualTo(2);
  }

  @Test
  void a_replaced_violation_moves_to_its_new_position() {
    store.add(violation(stream, "v-1").dueAt(NOW.plusSeconds(10)).build());
    Versioned<Violation> last =
        store.add(violation(stream, "v-2").dueAt(NOW.plusSeconds(30)).build());

    replace(last.value().with(Assignment.dueAt(NOW)), last.version());

    assertThat(waiting(NOW)).containsExactly("v-2", "v-1");
  }

  @ParameterizedTest
  @EnumSource(ViolationState.class)
  void only_undecided_violations_wait(ViolationState state) {
    Versioned<Violation> open = store.add(violation(stream, "v-1").build());
    replace(decide(state), open.version());

    assertThat(waiting(NOW)).hasSize(state.waits() ? 1 : 0);
  }

  @Test
  void a_decided_violation_leaves_the_queue_and_a_reopened_one_returns() {
    Versioned<Violation> open = store.add(violation(stream, "v-1").build());
    Versioned<Violation> upheld = replace(decide(ViolationState.UPHELD), open.version());
    assertThat(waiting(NOW)).isEmpty();

    replace(decide(ViolationState.REOPENED), upheld.version());

    assertThat(waiting(NOW)).containsExactly("v-1");
  }

  @Test
  void a_claimed_violation_is_not_in_the_queue_until_the_claim_ends() {
    Versioned<Violation> open = store.add(violation(stream, "v-1").build());
    Claim claim = new Claim("mod-2", "hash", NOW.plus(SECOND));
    Violation claimed = open.value().with(open.value().assignment().claimed(claim));
    Versioned<Violation> stored = replace(claimed, open.version());

    assertThat(stored.value().assignment().claim()).isEqualTo(claim);
    assertThat(store.find(id)).contains(stored);
    assertThat(waiting(NOW)).isEmpty();
    assertThat(waiting(NOW.plus(SECOND).minusNanos(1_000))).isEmpty();
    assertThat(waiting(NOW.plus(SECOND))).containsExactly("v-1");

    replace(claimed.with(claimed.assignment().claimed(null)), stored.version());
    assertThat(waiting(NOW)).containsExactly("v-1");
  }

  @Test
  void a_violation_does_not_wait_for_excluded_moderators() {
    Assignment assignment = Assignment.dueAt(NOW).excluding(Set.of("mod-1", "O'Neil \"x\""));
    Violation excluded = violation(stream, "v-1").assignment(assignment).build();

    assertThat(store.add(excluded).value()).isEqualTo(excluded);

    assertThat(waitingFor("mod-1")).isEmpty();
    assertThat(waitingFor("O'Neil \"x\"")).isEmpty();
    assertThat(waitingFor("mod")).containsExactly("v-1");
    assertThat(waitingFor("mod-2")).containsExactly("v-1");
  }

  @Test
  void a_replaced_violation_waits_for_moderators_who_are_no_longer_excluded() {
    Assignment assignment = Assignment.dueAt(NOW).excluding(Set.of("mod-1"));
    Versioned<Violation> added = store.add(violation(stream, "v-1").assignment(assignment).build());

    replace(added.value().with(assignment.excluding(Set.of("mod-2"))), added.version());

    assertThat(waitingFor("mod-1")).containsExactly("v-1");
    assertThat(waitingFor("mod-2")).isEmpty();
  }

  @Test
  void excluded_violations_do_not_count_towards_the_limit() {
    Assignment excluded = Assignment.dueAt(NOW).excluding(Set.of("mod-1"));
    for (int i = 0; i < 3; i++) {
      store.add(violation(stream, "excluded-" + i).assignment(excluded).build());
    }
    store.add(violation(stream, "free").dueAt(NOW.plusSeconds(60)).build());

    assertThat(archive.waiting(ViolationFilter.all().inStream(stream), "mod-1", NOW, 1))
        .extracting(this::idOf)
        .containsExactly("free");
  }

  @Test
  void the_queue_contains_only_matching_violations() {
    store.add(violation(stream, "v-1").build());
    store.add(violation(stream, "v-2").verdict(flagged(Category.HATE, Severity.CRITICAL)).build());
    store.add(violation(Fixtures.uniqueStream(), "v-3").build());

    assertThat(waiting(filter(Category.HATE, null, null))).containsExactly("v-2");
    assertThat(waiting(filter(null, Severity.MEDIUM, null))).containsExactly("v-1");
    assertThat(waiting(filter(null, null, ViolationState.OPEN))).containsExactly("v-1", "v-2");
    assertThat(waiting(filter(null, null, ViolationState.REOPENED))).isEmpty();
    assertThat(waiting(filter(Category.HATE, Severity.LOW, null))).isEmpty();
  }

  @Test
  void the_queue_covers_all_streams() {
    Instant longAgo = Instant.parse("1800-01-01T00:00:00Z");
    Versioned<Violation> added = store.add(violation(stream, "v-1").dueAt(longAgo).build());

    assertThat(archive.waiting(ViolationFilter.all(), "mod-1", NOW, PageRequest.MAX_LIMIT))
        .contains(added);

    replace(decide(ViolationState.UPHELD), added.version());
  }

  @Test
  void violations_are_found_by_the_time_of_their_last_audit_entry() {
    store.add(violation(stream, "v-1").build());
    Violation stepped = violation(stream, "v-2").thenTo(ViolationState.UPHELD).build();
    store.add(stepped);
    Instant last = stepped.lastStep().at();

    assertThat(idsSteppedFrom(last.minusNanos(1_000))).containsExactly("v-2");
    assertThat(idsSteppedFrom(last)).containsExactly("v-2");
    assertThat(idsSteppedFrom(last.plusNanos(1))).isEmpty();
    assertThat(idsSteppedFrom(NOW)).containsExactlyInAnyOrder("v-1", "v-2");
  }

  @Test
  void violations_are_found_by_their_last_bulk_decision() {
    String bulkId = Fixtures.uniqueId("bulk");
    Versioned<Violation> open = store.add(violation(stream, "v-1").build());
    store.add(violation(stream, "v-2").build());
    AuditEntry step =
        AuditEntry.of(
                NOW.plus(SECOND), "mod-1", ViolationState.OPEN, ViolationState.UPHELD, "a raid")
            .withReason(ReasonCode.SPAM)
            .withBulkId(bulkId);
    Violation upheld = open.value().after(step, PendingEffect.NONE, open.value().assignment());
    Versioned<Violation> stored = replace(upheld, open.version());

    assertThat(stored.value().lastStep()).isEqualTo(step);
    assertThat(archive.list(ViolationFilter.all().ofBulk(bulkId), PageRequest.first(10)).items())
        .containsExactly(stored);
    assertThat(
            archive.list(ViolationFilter.all().ofBulk(bulkId + "x"), PageRequest.first(10)).items())
        .isEmpty();

    replace(
        upheld.after(
            AuditEntry.of(
                NOW.plusSeconds(9),
                "mod-2",
                ViolationState.UPHELD,
                ViolationState.REOPENED,
                "no raid"),
            PendingEffect.NONE,
            upheld.assignment()),
        stored.version());
    assertThat(archive.list(ViolationFilter.all().ofBulk(bulkId), PageRequest.first(10)).items())
        .isEmpty();
  }

  private void holdFor(String messageId, @Nullable String assignee) {
    Assignment assignment = Assignment.dueAt(NOW.plus(SECOND)).assignedTo(assignee);
    store.add(violation(stream, messageId).assignment(assignment).build());
  }

  @Test
  void an_assignee_is_found_by_every_spelling_of_the_name() {
    String withId = PersonNames.withId("Grace O'Neil", "3fa85f64-5717-4562-b3fc-2c963f66afa6");
    holdFor("none", null);
    holdFor("name", "grace o'neil");
    holdFor("account", withId);
    holdFor("other-account", withId.replace("3fa8", "4fa8"));
    holdFor("other", "linus");

    assertThat(idsAssignedTo("GRACE O'Neil"))
        .containsExactlyInAnyOrder("name", "account", "other-account");
    assertThat(idsAssignedTo(withId)).containsExactlyInAnyOrder("name", "account");
    assertThat(idsAssignedTo("3fa85f64-5717-4562-b3fc-2c963f66afa6")).containsExactly("account");
    assertThat(idsAssignedTo("nobody")).isEmpty();
  }

  @Test
  void a_moderator_can_claim_what_is_not_of_another_or_is_overdue() {
    holdFor("none", null);
    holdFor("own", "MOD-1");
    holdFor("other", "mod-2");

    assertThat(claimable(NOW)).containsExactlyInAnyOrder("none", "own");
    assertThat(claimable(NOW.plus(SECOND).minusNanos(1_000)))
        .containsExactlyInAnyOrder("none", "own");
    assertThat(claimable(NOW.plus(SECOND))).containsExactlyInAnyOrder("none", "own", "other");
    assertThat(waiting(NOW)).containsExactlyInAnyOrder("none", "own", "other");
  }

  @Test
  void a_case_whose_assignment_was_taken_away_is_of_no_one() {
    Assignment assigned = Assignment.dueAt(NOW.plus(SECOND)).assignedTo("mod-2");
    Versioned<Violation> added = store.add(violation(stream, "v-1").assignment(assigned).build());
    assertThat(added.value().assignment().assignee()).isEqualTo("mod-2");
    assertThat(claimable(NOW)).isEmpty();

    replace(added.value().with(assigned.assignedTo(null)), added.version());

    assertThat(claimable(NOW)).containsExactly("v-1");
    assertThat(idsAssignedTo("mod-2")).isEmpty();
  }

  private List<String> idsAssignedTo(String moderator) {
    ViolationFilter filter = ViolationFilter.all().inStream(stream).assignedTo(moderator);
    List<String> listed = ids(archive.list(filter, PageRequest.first(10)).items());
    assertThat(archive.count(filter, 1_000)).isEqualTo(listed.size());
    return listed;
  }

  private List<String> claimable(Instant now) {
    return ids(archive.claimable(ViolationFilter.all().inStream(stream), "mod-1", now, 200));
  }

  private List<String> waiting(Instant now) {
    return ids(archive.waiting(ViolationFilter.all().inStream(stream), "mod-1", now, 200));
  }

  private List<String> waitingFor(String moderator) {
    return ids(archive.waiting(ViolationFilter.all().inStream(stream), moderator, NOW, 200));
  }

  private List<String> waiting(ViolationFilter filter) {
    return ids(archive.waiting(filter, "mod-1", NOW, 200));
  }

  private List<String> ids(List<Versioned<Violation>> found) {
    return found.stream()
        .filter(violation -> violation.value().id().streamId().equals(stream))
        .map(this::idOf)
        .toList();
  }

  private List<String> idsSteppedFrom(Instant from) {
    ViolationFilter filter =
        ViolationFilter.all().decidedFrom(from).withheldBefore(NOW.plusSeconds(3_600));
    return ids(Pages.all(200, page -> archive.list(filter, page)));
  }

  private ViolationFilter filter(
      @Nullable Category category, @Nullable Severity severity, @Nullable ViolationState state) {
    return ViolationFilter.all()
        .withState(state)
        .inStream(stream)
        .withCategory(category)
        .withSeverity(severity);
  }
}
