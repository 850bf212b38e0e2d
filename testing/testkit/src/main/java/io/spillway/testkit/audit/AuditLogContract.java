package io.spillway.testkit.audit;

import static io.spillway.testkit.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.FailureCategory;
import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditFilter;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.ListingContract;
import io.spillway.testkit.MonitoredContract;
import io.spillway.testkit.Pages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contract test of {@link AuditLog}. Extend it and return your log from the factory method. */
public abstract class AuditLogContract extends ListingContract<AuditRecord>
    implements MonitoredContract {

  private AuditLog log;

  /** {@return the log under test; it may have other records} */
  protected abstract AuditLog newLog();

  /**
   * {@return a log with a limit of records; empty if there is no limit}
   *
   * @param max the limit, a small number
   */
  protected Optional<AuditLog> newLogOfAtMost(int max) {
    return Optional.empty();
  }

  @BeforeEach
  final void openLog() {
    log = newLog();
  }

  @Override
  public final AuditLog monitored() {
    return log;
  }

  @Override
  protected final void put(String streamId, String id, Instant at) {
    log.add(AuditRecord.of(id, at, "grace", AuditAction.KEEP, "").about(streamId, "ada"));
  }

  @Override
  protected final Page<AuditRecord> list(String streamId, PageRequest page) {
    return log.list(AuditFilter.all().inStream(streamId), page);
  }

  @Override
  protected final String idOf(AuditRecord entry) {
    return entry.id();
  }

  @Test
  void every_part_is_stored_without_loss() {
    AuditRecord whole =
        new AuditRecord(
            "a-1",
            NOW.plusNanos(123_456_000),
            "Zoë \"the mod\"",
            AuditAction.RESTRICT,
            stream,
            "m-1",
            "Åsa ~'🎮",
            Category.HARASSMENT,
            "stream-1.standard-1",
            "0123",
            ReasonCode.OTHER_RULE,
            Fixtures.AWKWARD_TEXT);

    assertThat(log.add(whole)).isEqualTo(whole);

    assertThat(matching(AuditFilter.all())).containsExactly(whole);
  }

  @Test
  void a_record_of_all_streams_is_listed_among_all() {
    String who = Fixtures.uniqueId("op");
    AuditRecord global = AuditRecord.of(Fixtures.uniqueId("a"), NOW, who, AuditAction.ERASE, "");
    log.add(global);

    assertThat(Pages.all(10, page -> log.list(AuditFilter.all().by(who), page)))
        .containsExactly(global);
    assertThat(matching(AuditFilter.all().by(who))).isEmpty();
  }

  @Test
  void one_id_and_time_on_two_streams_is_two_records_in_a_listing_of_any_page_size() {
    String who = Fixtures.uniqueId("op");
    String another = Fixtures.uniqueStream();
    for (String each : List.of(stream, another)) {
      log.add(AuditRecord.of("a-1", NOW, who, AuditAction.KEEP, "").about(each, "ada"));
    }

    assertThat(Pages.all(1, page -> log.list(AuditFilter.all().by(who), page)))
        .extracting(AuditRecord::streamId)
        .containsExactlyInAnyOrder(stream, another);
  }

  @Test
  void the_first_record_of_an_id_wins() {
    AuditRecord first = entry("a-1", NOW, AuditAction.KEEP);
    log.add(first);

    assertThat(log.add(entry("a-1", NOW.plusSeconds(1), AuditAction.NOTE))).isEqualTo(first);

    assertThat(matching(AuditFilter.all())).containsExactly(first);
  }

  @Test
  void sixteen_concurrent_additions_of_one_id_return_the_same_record() {
    List<AuditRecord> added =
        Concurrently.call(i -> log.add(entry("a-1", NOW.plusSeconds(i), AuditAction.KEEP)));

    assertThat(added).containsOnly(added.get(0));
    assertThat(matching(AuditFilter.all())).containsExactly(added.get(0));
  }

  @Test
  void records_are_filtered_by_action_and_half_open_time() {
    AuditRecord keep = entry("a-1", NOW, AuditAction.KEEP);
    AuditRecord lift = entry("a-2", NOW.plusSeconds(1), AuditAction.LIFT);
    AuditRecord late = entry("a-3", NOW.plusSeconds(2), AuditAction.KEEP);
    List.of(keep, lift, late).forEach(log::add);

    assertThat(matching(AuditFilter.all().withAction(AuditAction.KEEP)))
        .containsExactly(late, keep);
    assertThat(matching(AuditFilter.all().between(NOW, NOW.plusSeconds(2))))
        .containsExactly(lift, keep);
    assertThat(matching(AuditFilter.all().between(NOW.plusNanos(1), null)))
        .containsExactly(late, lift);
    assertThat(matching(AuditFilter.all().between(NOW.plusSeconds(9), NOW))).isEmpty();
  }

  @Test
  void names_are_filtered_in_any_spelling_of_the_same_name() {
    AuditRecord entry =
        AuditRecord.of("a-1", NOW, "Zoe\u0308", AuditAction.NOTE, "").about(stream, " \u00c5sa");
    log.add(entry);

    assertThat(matching(AuditFilter.all().by("Zo\u00eb"))).containsExactly(entry);
    assertThat(matching(AuditFilter.all().about("A\u030asa\u200b"))).containsExactly(entry);
    assertThat(matching(AuditFilter.all().by("zo\u00eb"))).isEmpty();
    assertThat(matching(AuditFilter.all().about("sa"))).isEmpty();
  }

  @Test
  void an_anonymised_record_keeps_its_place_without_the_name() {
    AuditRecord entry =
        AuditRecord.of("a-1", NOW, "grace", AuditAction.NOTE, "about ada").about(stream, "ada");
    log.add(entry);

    log.anonymise(entry.anonymised("grace"));
    log.anonymise(entry.anonymised("grace"));

    assertThat(matching(AuditFilter.all())).containsExactly(entry.anonymised("grace"));
    assertThat(matching(AuditFilter.all().about("ada"))).isEmpty();
  }

  @Test
  void a_reporter_who_is_anonymised_is_no_longer_matching() {
    AuditRecord entry =
        AuditRecord.of("a-1", NOW, "bob", AuditAction.REPORT, "mean").about(stream, "ada");
    log.add(entry);

    log.anonymise(entry.withoutActor("[erased]"));

    assertThat(matching(AuditFilter.all().by("bob"))).isEmpty();
    assertThat(matching(AuditFilter.all().about("ada")))
        .containsExactly(entry.withoutActor("[erased]"));
  }

  @Test
  void a_missing_record_is_not_added_by_anonymising_it() {
    assertThatCode(() -> log.anonymise(entry("a-1", NOW, AuditAction.KEEP).anonymised("x")))
        .doesNotThrowAnyException();

    assertThat(matching(AuditFilter.all())).isEmpty();
  }

  @Test
  void a_cursor_of_another_filter_is_rejected() {
    put(3);
    String cursor = list(stream, PageRequest.first(1)).nextCursor();
    AuditFilter other = AuditFilter.all().inStream(stream).withAction(AuditAction.KEEP);

    assertThatThrownBy(() -> log.list(other, new PageRequest(1, cursor)))
        .isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void a_full_log_rejects_additions() {
    Optional<AuditLog> small = newLogOfAtMost(1);
    assumeTrue(small.isPresent(), "this log has no limit of its own");
    small.get().add(entry("a-1", NOW, AuditAction.KEEP));

    var refused = Failures.of(() -> small.get().add(entry("a-2", NOW, AuditAction.KEEP)));

    assertThat(refused.code()).isEqualTo("audit.full");
    assertThat(refused.category()).isEqualTo(FailureCategory.THROTTLED);
  }

  private AuditRecord entry(String id, Instant at, AuditAction action) {
    return AuditRecord.of(id, at, "grace", action, "").about(stream, "ada");
  }

  private List<AuditRecord> matching(AuditFilter filter) {
    return Pages.all(2, page -> log.list(filter.inStream(stream), page));
  }
}
