package io.spillway.core.violation;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.adapters.inmemory.InMemoryViolationStore;
import io.spillway.core.violation.AuditExport.Line;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.ViolationBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditExportTest {

  private static final Instant NOW = Fixtures.NOW;

  private final InMemoryViolationStore violations = new InMemoryViolationStore();
  private final AuditExport export = new AuditExport(violations);

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
    Page<Line> page = export.page(null, null, PageRequest.first(200));

    assertThat(page.items().size()).isBetween(200, AuditExport.MAX_STEPS);
    assertThat(all(null, null, 200)).hasSize(20 * 200).doesNotHaveDuplicates();
  }

  @Test
  void steps_that_are_taken_between_two_pages_change_nothing_about_a_time_that_is_over() {
    for (int i = 0; i < 4; i++) {
      add("m-" + i, NOW.plusSeconds(i), 0);
    }
    Instant end = NOW.plusSeconds(10);
    Page<Line> first = export.page(NOW, end, PageRequest.first(2));
    var found = violations.find(first.items().get(0).id()).orElseThrow();
    AuditEntry step = AuditEntry.of(end, "mod-1", ViolationState.OPEN, ViolationState.UPHELD, "");
    violations.replace(
        found.value().after(step, PendingEffect.NONE, found.value().assignment()), found.version());
    add("new", end, 0);

    Page<Line> second = export.page(NOW, end, PageRequest.first(2).at(first.nextCursor()));
    assertThat(names(first.items())).containsExactly("m-3 1", "m-2 1");
    assertThat(names(second.items())).containsExactly("m-1 1", "m-0 1");
  }

  private List<String> all(@Nullable Instant from, @Nullable Instant to, int limit) {
    List<String> lines = new ArrayList<>();
    PageRequest page = PageRequest.first(limit);
    while (true) {
      Page<Line> found = export.page(from, to, page);
      lines.addAll(names(found.items()));
      if (found.nextCursor() == null) {
        return lines;
      }
      page = page.at(found.nextCursor());
    }
  }

  private static List<String> names(List<Line> lines) {
    return lines.stream().map(line -> line.id().messageId() + " " + line.number()).toList();
  }

  private void add(String messageId, Instant heldAt, int steps) {
    ViolationBuilder violation = Fixtures.violation("stream", messageId).heldAt(heldAt);
    IntStream.range(0, steps)
        .forEach(
            i -> violation.thenTo(i % 2 == 0 ? ViolationState.UPHELD : ViolationState.REOPENED));
    violations.add(violation.build());
  }
}
