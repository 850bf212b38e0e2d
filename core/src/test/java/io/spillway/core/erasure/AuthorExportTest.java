package io.spillway.core.erasure;

import static io.spillway.testkit.Fixtures.NOW;
import static io.spillway.testkit.Fixtures.alert;
import static io.spillway.testkit.Fixtures.deadLetter;
import static io.spillway.testkit.Fixtures.event;
import static io.spillway.testkit.Fixtures.message;
import static io.spillway.testkit.Fixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.spillway.ExportedItem;
import io.spillway.InvalidInputException;
import io.spillway.Moderation;
import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.Stores;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditFilter;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Faults;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.Pages;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.WrappedStores;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuthorExportTest {

  private static final PageRequest FIRST = PageRequest.first(50);

  private final Stores stores = InMemoryStores.create();
  private final Faults faults = new Faults();
  private final Moderation moderation =
      Moderation.builder()
          .stores(WrappedStores.of(stores, faults::wrap))
          .classifier("none", text -> Scores.NONE)
          .clock(new SettableClock())
          .build();

  private void fill(int number) {
    for (int i = 0; i < number; i++) {
      for (String name : List.of("Zo\u00eb", "ada")) {
        String id = name.charAt(0) + "-" + i;
        stores.messages().add(message("s-1", id).author(name).build());
        stores.violations().add(violation("s-1", id + "-v").author(name).build());
        stores.events().append(event("s-1", id).actor(name).build());
        stores.alerts().add(alert("s-1", id, NOW).about(name));
        stores
            .deadLetters()
            .add(deadLetter("s-1", id).payload(Payload.of("{\"actor\":\"" + name + "\"}")).entry());
      }
    }
  }

  private List<ExportedItem> export(String author, @Nullable String stream, int limit) {
    return Pages.all(limit, page -> moderation.authors().export(author, stream, page, "op"));
  }

  @Test
  void everything_about_an_author_is_exported_once_with_any_page_size() {
    fill(7);
    for (int limit : new int[] {1, 2, 3, 5, 200}) {
      List<ExportedItem> items = export(" Zoe\u0308", null, limit);
      assertThat(items)
          .filteredOn(item -> !item.kind().equals("audit"))
          .hasSize(35)
          .doesNotHaveDuplicates();
      assertThat(items)
          .extracting(ExportedItem::kind)
          .contains("messages", "violations", "events", "alerts", "deadLetters", "audit")
          .doesNotContain("standing");
    }
  }

  @Test
  void the_standing_is_exported_for_a_single_stream() {
    fill(1);
    assertThat(export("ada", "s-1", 50)).extracting(ExportedItem::kind).startsWith("standing");
    assertThat(export("ada", "s-2", 50))
        .extracting(ExportedItem::kind)
        .containsExactly("standing", "audit");
  }

  @Test
  void an_export_is_audited_at_its_first_page_only() {
    fill(2);
    Page<ExportedItem> first = moderation.authors().export("ada", null, PageRequest.first(1), "op");
    var unused =
        moderation.authors().export("ada", null, PageRequest.first(1).at(first.nextCursor()), "op");

    assertThat(stores.auditLog().list(AuditFilter.all(), FIRST).items())
        .extracting(AuditRecord::action, AuditRecord::who, AuditRecord::author)
        .containsExactly(tuple(AuditAction.EXPORT, "op", "ada"));
  }

  @Test
  void nothing_is_exported_without_a_record() {
    fill(1);
    faults.outage("AuditLog.add", Fixtures.outage());

    assertThatThrownBy(() -> moderation.authors().export("ada", null, FIRST, "op"))
        .isInstanceOf(PortException.class);
    assertThat(faults.calls()).containsExactly("AuditLog.add");
  }

  @Test
  void a_cursor_of_another_author_is_rejected() {
    fill(2);
    String cursor =
        moderation.authors().export("ada", null, PageRequest.first(1), "op").nextCursor();

    assertThatThrownBy(() -> moderation.authors().export("bob", null, FIRST.at(cursor), "op"))
        .isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void a_missing_author_is_rejected() {
    assertThatThrownBy(() -> moderation.authors().export(null, "no id!", FIRST, "op"))
        .isInstanceOf(InvalidInputException.class);
  }
}
