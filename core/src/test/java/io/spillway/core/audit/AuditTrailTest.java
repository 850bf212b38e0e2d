package io.spillway.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.adapters.inmemory.InMemoryAuditLog;
import io.spillway.adapters.inmemory.InMemoryViolationStore;
import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.Pages;
import io.spillway.testkit.ViolationBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditTrailTest {

  private static final Instant NOW = Fixtures.NOW;

  private final InMemoryViolationStore violations = new InMemoryViolationStore();
  private final InMemoryAuditLog log = new InMemoryAuditLog();
  private final AuditTrail trail = new AuditTrail(log, violations);

  @Test
  void every_step_is_shown_once_whatever_the_page_size() {
    for (int i = 0; i < 7; i++) {
      add("m-" + i, NOW.plusSeconds(i), 1);
    }
    for (int limit : new int[] {1, 2, 3, 200}) {
      assertThat(all(null, null, limit)).hasSize(14).doesNotHaveDuplicates();
    }
    assertThat(all(null, null, 2).subList(0, 3)).containsExactly("m-6 1", "m-6 2", "m-5 1");
  }

  @Test
  void only_steps_of_the_time_asked_for_are_shown() {
    add("m-1", NOW, 3);

    assertThat(all(NOW, NOW.plusSeconds(1), 10)).containsExactly("m-1 1");
    assertThat(all(NOW.plusSeconds(1), NOW.plusSeconds(3), 10)).containsExactly("m-1 2", "m-1 3");
    assertThat(all(NOW.plusSeconds(3), null, 10)).containsExactly("m-1 4");
    assertThat(all(NOW.plusSeconds(4), null, 10)).isEmpty();
    assertThat(all(null, NOW, 10)).isEmpty();
  }

  @Test
  void a_violation_that_was_withheld_long_before_is_shown_for_what_was_done_in_the_time() {
    add("old", NOW.minus(Duration.ofDays(300)), 1);

    Instant decided = NOW.minus(Duration.ofDays(300)).plusSeconds(1);
    assertThat(all(decided, decided.plusSeconds(1), 10)).containsExactly("old 2");
  }

  @Test
  void pages_stay_small_however_many_steps_there_were() {
    for (int i = 0; i < 20; i++) {
      add("m-" + i, NOW.plusSeconds(i), 199);
    }
    Page<AuditLine> page = trail.page(AuditQuery.between(null, null), PageRequest.first(200));

    assertThat(page.items().size()).isBetween(200, AuditTrail.MAX_LINES);
    assertThat(all(null, null, 200)).hasSize(20 * 200).doesNotHaveDuplicates();
  }

  @Test
  void steps_that_are_taken_between_two_pages_change_nothing_about_a_time_that_is_over() {
    for (int i = 0; i < 4; i++) {
      add("m-" + i, NOW.plusSeconds(i), 0);
    }
    Instant end = NOW.plusSeconds(10);
    Page<AuditLine> first = trail.page(AuditQuery.between(NOW, end), PageRequest.first(2));
    var found =
        violations.find(((AuditLine.Step) first.items().get(0)).violation().id()).orElseThrow();
    AuditEntry step = AuditEntry.of(end, "mod-1", ViolationState.OPEN, ViolationState.UPHELD, "");
    violations.replace(
        found.value().after(step, PendingEffect.NONE, found.value().assignment()), found.version());
    add("new", end, 0);

    Page<AuditLine> second =
        trail.page(AuditQuery.between(NOW, end), PageRequest.first(2).at(first.nextCursor()));
    assertThat(names(first.items())).containsExactly("m-3 1", "m-2 1");
    assertThat(names(second.items())).containsExactly("m-1 1", "m-0 1");
  }

  @Test
  void records_of_the_log_precede_the_steps_and_each_is_shown_once_with_any_page_size() {
    for (int i = 0; i < 5; i++) {
      log("r-" + i, NOW.plusSeconds(i), "grace", AuditAction.KEEP);
      add("m-" + i, NOW.plusSeconds(i), 1);
    }
    for (int limit : new int[] {1, 2, 3, 4, 5, 6, 7, 200}) {
      assertThat(all(null, null, limit))
          .hasSize(15)
          .doesNotHaveDuplicates()
          .startsWith("r-4", "r-3", "r-2", "r-1", "r-0", "m-4 1", "m-4 2");
    }
  }

  @Test
  void records_added_between_two_pages_change_nothing_about_a_time_that_is_over() {
    log("r-1", NOW, "grace", AuditAction.KEEP);
    log("r-2", NOW.plusSeconds(1), "grace", AuditAction.KEEP);
    AuditQuery past = AuditQuery.between(NOW, NOW.plusSeconds(5));
    Page<AuditLine> first = trail.page(past, PageRequest.first(1));
    log("r-3", NOW.plusSeconds(5), "grace", AuditAction.KEEP);

    assertThat(names(first.items())).containsExactly("r-2");
    assertThat(names(trail.page(past, PageRequest.first(9).at(first.nextCursor())).items()))
        .containsExactly("r-1");
  }

  @Test
  void lines_are_filtered_by_person_action_and_stream() {
    log("r-1", NOW, "grace", AuditAction.KEEP);
    log("r-2", NOW, "ada", AuditAction.CHANGE_POLICY);
    add("m-1", NOW, 1);

    assertThat(all(new AuditQuery("ada", null, null, null, null))).containsExactly("r-2");
    assertThat(all(new AuditQuery(null, "keep", null, null, null))).containsExactly("r-1");
    assertThat(all(new AuditQuery(null, "change-policy", null, null, null))).containsExactly("r-2");
    assertThat(all(new AuditQuery(null, "hold", null, null, null))).containsExactly("m-1 1");
    assertThat(all(new AuditQuery(null, null, "stream", null, null))).hasSize(4);
    assertThat(all(new AuditQuery(null, null, "another", null, null))).isEmpty();
  }

  @Test
  void a_cursor_of_another_query_is_rejected() {
    log("r-1", NOW, "grace", AuditAction.KEEP);
    log("r-2", NOW, "grace", AuditAction.KEEP);
    Page<AuditLine> first = trail.page(AuditQuery.between(null, null), PageRequest.first(1));

    assertThatThrownBy(
            () ->
                trail.page(
                    AuditQuery.between(NOW, null), PageRequest.first(1).at(first.nextCursor())))
        .isInstanceOf(InvalidCursorException.class);
  }

  private void log(String id, Instant at, String who, AuditAction action) {
    log.add(AuditRecord.of(id, at, who, action, "").about("stream", "bob"));
  }

  private List<String> all(AuditQuery query) {
    return names(Pages.all(2, page -> trail.page(query, page)));
  }

  private List<String> all(@Nullable Instant from, @Nullable Instant to, int limit) {
    List<String> lines = new ArrayList<>();
    PageRequest page = PageRequest.first(limit);
    while (true) {
      Page<AuditLine> found = trail.page(AuditQuery.between(from, to), page);
      lines.addAll(names(found.items()));
      if (found.nextCursor() == null) {
        return lines;
      }
      page = page.at(found.nextCursor());
    }
  }

  private static List<String> names(List<AuditLine> lines) {
    return lines.stream().map(AuditTrailTest::name).toList();
  }

  private static String name(AuditLine line) {
    return line instanceof AuditLine.Step step
        ? step.violation().id().messageId() + " " + step.number()
        : ((AuditLine.Logged) line).entry().id();
  }

  private void add(String messageId, Instant heldAt, int steps) {
    ViolationBuilder violation = Fixtures.violation("stream", messageId).heldAt(heldAt);
    IntStream.range(0, steps)
        .forEach(
            i -> violation.thenTo(i % 2 == 0 ? ViolationState.UPHELD : ViolationState.REOPENED));
    violations.add(violation.build());
  }
}
