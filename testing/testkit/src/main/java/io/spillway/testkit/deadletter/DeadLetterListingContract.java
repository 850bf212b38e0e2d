package io.spillway.testkit.deadletter;

import static io.spillway.testkit.Fixtures.deadLetter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterGrouping;
import io.spillway.ports.deadletter.DeadLetterGroups;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.DeadLetterBuilder;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.ListingContract;
import io.spillway.testkit.Pages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Part of {@link DeadLetterLedgerContract} about listing, counting and grouping. */
public abstract class DeadLetterListingContract extends ListingContract<Versioned<LedgerEntry>> {

  static final Instant NOW = Fixtures.NOW;
  static final Failure THROTTLED =
      Failure.throttled("stats.throttled", "too \"much\" ⏳", Duration.ofMillis(1_500));

  private static final String WANTED = "feedfeedfeedfeed";

  /** The ledger under test. */
  protected DeadLetterLedger ledger;

  /** {@return the ledger under test; it may have letters of other streams} */
  protected abstract DeadLetterLedger newLedger();

  @BeforeEach
  final void openLedger() {
    ledger = newLedger();
  }

  @Override
  protected final void put(String streamId, String id, Instant at) {
    ledger.add(deadLetter(streamId, id).deadLetteredAt(at).entry());
  }

  @Override
  protected final Page<Versioned<LedgerEntry>> list(String streamId, PageRequest page) {
    return ledger.list(DeadLetterFilter.all().inStream(streamId), page);
  }

  @Override
  protected final String idOf(Versioned<LedgerEntry> entry) {
    String id = entry.value().id();
    return id.substring(id.indexOf('~') + 1);
  }

  @ParameterizedTest
  @MethodSource("filtersThatOnlyTheWantedOnePasses")
  void a_listing_shows_and_counts_only_matching_letters(DeadLetterFilter filter) {
    ledger.add(matching("wanted").entry());
    ledger.add(deadLetter(stream, "other").entry());
    ledger.add(deadLetter(stream, "unknown").notUnderstood().entry());

    assertThat(listIds(filter.inStream(stream))).containsExactly("wanted");
    assertThat(ledger.count(filter.inStream(stream), 1_000)).isEqualTo(1);
    assertThat(groups(filter.inStream(stream)).groups()).hasSize(1);
  }

  static Stream<DeadLetterFilter> filtersThatOnlyTheWantedOnePasses() {
    return Stream.of(
        filter(WANTED, null, null, null),
        filter(null, "raid", null, null),
        filter(null, null, "stats.throttled", null),
        filter(null, null, null, FailureCategory.THROTTLED),
        between(NOW.plusSeconds(1), null),
        inState(DeadLetterState.DISCARDED),
        searching("MUCH\" ⏳"),
        searching("wanted"),
        ofEvent("wanted"),
        DeadLetterFilter.all()
            .withFingerprint(WANTED)
            .withEventType("raid")
            .withEventId("wanted")
            .withCode("stats.throttled")
            .withCategory(FailureCategory.THROTTLED)
            .withState(DeadLetterState.DISCARDED)
            .deadLetteredFrom(NOW)
            .containing("stats.throttled"));
  }

  @ParameterizedTest
  @MethodSource("filtersThatMissByOnePart")
  void a_letter_must_match_every_part_of_a_filter(DeadLetterFilter filter) {
    ledger.add(matching("wanted").entry());

    assertThat(listIds(filter.inStream(stream))).isEmpty();
    assertThat(ledger.count(filter.inStream(stream), 1_000)).isZero();
    assertThat(groups(filter.inStream(stream)).groups()).isEmpty();
  }

  static Stream<DeadLetterFilter> filtersThatMissByOnePart() {
    return Stream.of(
        filter("feedfeedfeedfee", "raid", "stats.throttled", FailureCategory.THROTTLED),
        filter(WANTED, "follow", "stats.throttled", FailureCategory.THROTTLED),
        filter(WANTED, "raid", "stats.full", FailureCategory.THROTTLED),
        filter(WANTED, "raid", "stats.throttled", FailureCategory.PERMANENT),
        inState(DeadLetterState.OPEN),
        ofEvent("want"),
        ofEvent("WANTED"),
        searching("not in there"),
        DeadLetterFilter.all().withFingerprint(WANTED).deadLetteredBefore(NOW.plusSeconds(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NEEDLE", "needle \uD83C\uDF89", "\"ne", "100%_"})
  void a_search_finds_text_in_the_payload_ignoring_case(String text) {
    Payload payload = Payload.of("{\"user\":\"Needle 🎉 100%_ of 'it'\"}");
    ledger.add(deadLetter(stream, "found").payload(payload).entry());
    put(stream, "other", NOW);

    assertThat(listIds(searching(text).inStream(stream))).containsExactly("found");
  }

  @Test
  void a_letter_that_failed_again_is_listed_by_its_latest_time() {
    put(3);
    Versioned<LedgerEntry> first = ledger.find(stream + "~item-0").orElseThrow();
    LedgerEntry again =
        deadLetter(stream, "item-0").generation(1).deadLetteredAt(NOW.plusSeconds(9)).entry();

    ledger.replace(again, first.version());

    assertThat(ids(1)).containsExactly("item-0", "item-2", "item-1");
  }

  @Test
  void from_is_inclusive_and_to_exclusive() {
    put(stream, "before", NOW.minusNanos(1_000));
    put(stream, "at", NOW);
    put(stream, "after", NOW.plusNanos(1_000));

    assertThat(listedHere(between(NOW, NOW.plusNanos(1_000)))).containsExactly("at");
    assertThat(listedHere(between(NOW, null))).containsExactly("after", "at");
    assertThat(listedHere(between(null, NOW))).containsExactly("before");
  }

  @Test
  void letters_with_one_fingerprint_are_listed_across_streams_in_one_order() {
    String fingerprint = Fixtures.uniqueId("").substring(1, 17);
    String another = Fixtures.uniqueStream();
    List.of("first", "third").forEach(id -> ledger.add(alike(stream, id, fingerprint)));
    List.of("second", "fourth").forEach(id -> ledger.add(alike(another, id, fingerprint)));
    DeadLetterFilter filter = filter(fingerprint, null, null, null);

    assertThat(listIds(filter)).containsExactly("fourth", "third", "second", "first");
    assertThat(Pages.all(1, page -> ledger.list(filter, page))).hasSize(4);
    assertThat(listedHere(filter)).containsExactly("third", "first");
  }

  @Test
  void letters_with_one_fingerprint_are_one_group() {
    put(3);
    ledger.add(matching("wanted").entry());

    DeadLetterGroups all = groups(DeadLetterFilter.all().inStream(stream));
    DeadLetterGroups.Group largest = all.groups().get(0);

    assertThat(all.complete()).isTrue();
    assertThat(all.groups()).hasSize(2);
    assertThat(largest.key()).isEqualTo("0123456789abcdef");
    assertThat(largest.count()).isEqualTo(3);
    assertThat(largest.first()).isEqualTo(NOW);
    assertThat(largest.last()).isEqualTo(NOW.plusSeconds(2));
    assertThat(largest.exampleId()).isEqualTo(stream + "~item-2");
    assertThat(all.groups().get(1).failure()).isEqualTo(THROTTLED);
  }

  @Test
  void an_event_is_found_by_its_id_and_by_its_key() {
    String id = "7 \"é'";
    ledger.add(deadLetter(stream, "found").neverProcessed("twitch").eventId(id).entry());
    ledger.add(deadLetter(stream, "other").neverProcessed("kofi").eventId(id).entry());

    assertThat(listIds(ofEvent(id).inStream(stream))).containsExactlyInAnyOrder("found", "other");
    assertThat(listIds(ofEvent(StreamEvent.key("twitch", id)).inStream(stream)))
        .containsExactly("found");
    assertThat(ledger.count(ofEvent(StreamEvent.key("kofi", id)).inStream(stream), 1_000))
        .isEqualTo(1);
  }

  @Test
  void letters_are_grouped_by_type_of_event() {
    put(2);
    ledger.add(matching("wanted").entry());
    ledger.add(deadLetter(stream, "unknown").notUnderstood().entry());

    DeadLetterGroups groups = groupsBy(DeadLetterGrouping.TYPE);

    assertThat(groups.by()).isEqualTo(DeadLetterGrouping.TYPE);
    assertThat(groups.groups())
        .extracting(DeadLetterGroups.Group::key, DeadLetterGroups.Group::count)
        .containsExactly(tuple("follow", 2L), tuple("", 1L), tuple("raid", 1L));
    assertThat(groups.groups().get(2).failure()).isEqualTo(THROTTLED);
  }

  @Test
  void letters_are_grouped_by_stream() {
    put(2);
    ledger.add(deadLetter(stream, "wanted").fingerprint(WANTED).deadLetteredAt(NOW).entry());

    DeadLetterGroups.Group group = groupsBy(DeadLetterGrouping.STREAM).groups().get(0);

    assertThat(group.key()).isEqualTo(stream);
    assertThat(group.count()).isEqualTo(3);
    assertThat(group.first()).isEqualTo(NOW);
    assertThat(group.last()).isEqualTo(NOW.plusSeconds(1));
    assertThat(group.failure()).as("several causes").isNull();
  }

  @Test
  void letters_are_grouped_by_exception() {
    put(2);
    ledger.add(deadLetter(stream, "invalid").neverProcessed("api").entry());

    assertThat(groupsBy(DeadLetterGrouping.EXCEPTION).groups())
        .extracting(DeadLetterGroups.Group::key, DeadLetterGroups.Group::count)
        .containsExactly(tuple("java.io.IOException", 2L), tuple("", 1L));
  }

  private DeadLetterGroups groupsBy(DeadLetterGrouping by) {
    return ledger.groups(DeadLetterFilter.all().inStream(stream), by, 10);
  }

  @Test
  void groups_beyond_the_limit_are_omitted_and_the_result_is_incomplete() {
    put(2);
    ledger.add(matching("wanted").entry());

    DeadLetterGroups some =
        ledger.groups(DeadLetterFilter.all().inStream(stream), DeadLetterGrouping.CAUSE, 1);

    assertThat(some.groups()).extracting(DeadLetterGroups.Group::count).containsExactly(2L);
    assertThat(some.complete()).isFalse();
  }

  @Test
  void a_cursor_of_another_filter_is_rejected() {
    put(3);
    String cursor = list(stream, PageRequest.first(1)).nextCursor();
    assertThat(cursor).isNotNull();

    for (DeadLetterFilter another :
        List.of(
            DeadLetterFilter.all(),
            filter("0123456789abcdef", null, null, null).inStream(stream),
            filter(null, "follow", null, null).inStream(stream),
            filter(null, null, "alerts.unavailable", null).inStream(stream),
            filter(null, null, null, FailureCategory.TRANSIENT).inStream(stream),
            inState(DeadLetterState.OPEN).inStream(stream),
            searching("no answer").inStream(stream),
            ofEvent("item-1").inStream(stream),
            between(NOW, null).inStream(stream),
            between(null, NOW.plusSeconds(9)).inStream(stream))) {
      assertThatThrownBy(() -> ledger.list(another, new PageRequest(1, cursor)))
          .isInstanceOf(InvalidCursorException.class);
    }
  }

  private DeadLetterBuilder matching(String eventId) {
    return deadLetter(stream, eventId)
        .fingerprint(WANTED)
        .eventType("raid")
        .failure(THROTTLED)
        .state(DeadLetterState.DISCARDED)
        .deadLetteredAt(NOW.plusSeconds(1));
  }

  private static LedgerEntry alike(String streamId, String id, String fingerprint) {
    List<String> order = List.of("first", "second", "third", "fourth");
    return deadLetter(streamId, id)
        .fingerprint(fingerprint)
        .deadLetteredAt(NOW.plusSeconds(order.indexOf(id)))
        .entry();
  }

  private DeadLetterGroups groups(DeadLetterFilter filter) {
    return ledger.groups(filter, DeadLetterGrouping.CAUSE, 10);
  }

  private List<String> listIds(DeadLetterFilter filter) {
    return Pages.all(10, page -> ledger.list(filter, page)).stream().map(this::idOf).toList();
  }

  private List<String> listedHere(DeadLetterFilter filter) {
    return listIds(filter.inStream(stream));
  }

  private static DeadLetterFilter between(@Nullable Instant from, @Nullable Instant to) {
    return DeadLetterFilter.all().deadLetteredFrom(from).deadLetteredBefore(to);
  }

  private static DeadLetterFilter inState(DeadLetterState state) {
    return DeadLetterFilter.all().withState(state);
  }

  private static DeadLetterFilter ofEvent(String id) {
    return DeadLetterFilter.all().withEventId(id);
  }

  private static DeadLetterFilter searching(String text) {
    return DeadLetterFilter.all().containing(text);
  }

  private static DeadLetterFilter filter(
      @Nullable String fingerprint,
      @Nullable String eventType,
      @Nullable String code,
      @Nullable FailureCategory category) {
    return DeadLetterFilter.all()
        .withFingerprint(fingerprint)
        .withEventType(eventType)
        .withCode(code)
        .withCategory(category);
  }
}
