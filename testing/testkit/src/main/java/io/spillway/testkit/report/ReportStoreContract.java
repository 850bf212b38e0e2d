package io.spillway.testkit.report;

import static io.spillway.testkit.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.PageRequest;
import io.spillway.ports.report.Report;
import io.spillway.ports.report.ReportFilter;
import io.spillway.ports.report.ReportStore;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ViolationId;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import io.spillway.testkit.Pages;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Contract test of {@link ReportStore}. Extend it and return your store from the factory method.
 */
public abstract class ReportStoreContract implements MonitoredContract {

  private final String stream = Fixtures.uniqueId("stream");
  private final String suffix = Fixtures.uniqueId("p");
  private final ViolationId message = new ViolationId(stream, "m-1");
  private ReportStore store;

  /** {@return the store under test; it may have other reports} */
  protected abstract ReportStore newStore();

  @BeforeEach
  final void openStore() {
    store = newStore();
  }

  @Override
  public final ReportStore monitored() {
    return store;
  }

  @Test
  void every_part_is_stored_without_loss() {
    Report awkward =
        new Report(
            message,
            "Åsa \"🎮\"/'",
            " AC/DC " + suffix,
            ReasonCode.OTHER_RULE,
            "line\nbreak",
            0.25,
            NOW.plusNanos(123_456_000),
            false);

    assertThat(store.add(awkward)).isEqualTo(awkward);
    assertThat(store.find(message, "AC/DC " + suffix)).contains(awkward);
  }

  @Test
  void a_reporter_has_one_report_for_each_message() {
    Report first = store.add(report("bo", NOW));

    assertThat(store.add(report("bo", NOW.plusSeconds(1)))).isEqualTo(first);
    assertThat(store.add(report(" bo\u200B", NOW.plusSeconds(1)))).isEqualTo(first);
    assertThat(store.add(report("Bo", NOW.plusSeconds(1)))).isNotEqualTo(first);
  }

  @Test
  void concurrent_reports_of_one_reporter_become_one() {
    List<Report> stored = Concurrently.call(i -> store.add(report("bo", NOW.plusSeconds(i))));

    assertThat(stored).containsOnly(stored.get(0));
    assertThat(ofMessage()).containsExactly(stored.get(0));
  }

  @Test
  void reports_are_listed_by_message_author_and_reporter_newest_first() {
    Report one = store.add(report("bo" + suffix, NOW));
    Report two = store.add(report("cy" + suffix, NOW.plusSeconds(1)));
    Report other = store.add(on("m-2", "bo" + suffix, NOW.plusSeconds(2)));

    assertThat(ofMessage()).containsExactly(two, one);
    assertThat(all(ReportFilter.all().inStream(stream))).containsExactly(other, two, one);
    assertThat(all(ReportFilter.all().by(" bo" + suffix))).containsExactly(other, one);
    assertThat(all(ReportFilter.all().about("ada" + suffix))).containsExactly(other, two, one);
    assertThat(all(ReportFilter.all().by("dan" + suffix))).isEmpty();
  }

  @Test
  void a_cursor_belongs_to_its_filter() {
    store.add(report("bo", NOW));
    store.add(report("cy", NOW.plusSeconds(1)));
    ReportFilter filter = ReportFilter.all().inStream(stream);
    String cursor = store.list(filter, PageRequest.first(1)).nextCursor();

    assertThatThrownBy(() -> store.list(ReportFilter.all(), PageRequest.first(1).at(cursor)))
        .isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void a_counted_report_is_no_longer_findUncounted() {
    Report report = store.add(report("bo", NOW));
    assertThat(store.findUncounted(PageRequest.MAX_LIMIT)).contains(report);

    store.markCounted(report);
    store.markCounted(report);

    assertThat(store.findUncounted(PageRequest.MAX_LIMIT)).doesNotContain(report, report.counted());
    assertThat(store.find(message, "bo")).contains(report.counted());
    assertThat(store.add(report)).isEqualTo(report.counted());
  }

  @Test
  void a_deleted_report_is_gone_and_is_not_restored_by_counting_it() {
    Report report = store.add(report("bo", NOW));

    assertThat(store.delete(report)).isTrue();
    assertThat(store.delete(report)).isFalse();
    store.markCounted(report);

    assertThat(store.find(message, "bo")).isEmpty();
    assertThat(ofMessage()).isEmpty();
  }

  private List<Report> ofMessage() {
    return all(ReportFilter.all().ofMessage(stream, "m-1"));
  }

  private List<Report> all(ReportFilter filter) {
    return Pages.all(2, page -> store.list(filter, page));
  }

  private Report report(String reporter, Instant at) {
    return on("m-1", reporter, at);
  }

  private Report on(String messageId, String reporter, Instant at) {
    return new Report(
        new ViolationId(stream, messageId),
        "ada" + suffix,
        reporter,
        ReasonCode.SPAM,
        "",
        1,
        at,
        false);
  }
}
