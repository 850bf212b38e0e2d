package io.spillway.testkit.deadletter;

import static io.spillway.testkit.Fixtures.deadLetter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.DeadLetterBuilder;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.ListingContract;
import io.spillway.testkit.MonitoredContract;
import io.spillway.testkit.Pages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link DeadLetterLedger} promises. Extend it by a test class that gives your ledger. */
public abstract class DeadLetterLedgerContract extends ListingContract<DeadLetter>
    implements MonitoredContract {

  private static final Instant NOW = Fixtures.NOW;
  private static final Failure THROTTLED =
      Failure.throttled("stats.throttled", "too \"much\" ⏳", Duration.ofMillis(1_500));

  private DeadLetterLedger ledger;

  /** The ledger under test; it may hold letters of other streams already. */
  protected abstract DeadLetterLedger newLedger();

  /** A ledger that can hold this many letters; empty when there is no such bound. */
  protected Optional<DeadLetterLedger> newLedgerOfAtMost(int max) {
    return Optional.empty();
  }

  @BeforeEach
  final void openLedger() {
    ledger = newLedger();
  }

  @Override
  public final DeadLetterLedger monitored() {
    return ledger;
  }

  @Override
  protected final void put(String streamId, String id, Instant at) {
    ledger.add(deadLetter(streamId, id).buriedAt(at).build());
  }

  @Override
  protected final Page<DeadLetter> list(String streamId, PageRequest page) {
    return ledger.list(DeadLetterFilter.ofStream(streamId), page);
  }

  @Override
  protected final String idOf(DeadLetter letter) {
    return letter.id().substring(letter.streamId().length() + 1);
  }

  static Stream<DeadLetter> lettersOfManyKinds() {
    String stream = Fixtures.uniqueStream();
    String unknown = DeadLetter.UNKNOWN_STREAM;
    return Stream.of(
        deadLetter(stream, "plain").build(),
        deadLetter(stream, "unicode").payload(Payload.of(Fixtures.AWKWARD_TEXT)).build(),
        deadLetter(stream, "microseconds").buriedAt(NOW.plusNanos(1_000)).build(),
        deadLetter(stream, "retry-after").failure(THROTTLED).build(),
        deadLetter(stream, "large").payload(Payload.of("x".repeat(49_152))).build(),
        deadLetter(unknown, Fixtures.uniqueId("not-utf-8"))
            .payload(Payload.of(new byte[] {0, (byte) 0xC3, (byte) 0x28, (byte) 0xFF}))
            .notUnderstood()
            .build());
  }

  @ParameterizedTest
  @MethodSource("lettersOfManyKinds")
  void a_letter_comes_back_as_it_was(DeadLetter letter) {
    assertThat(ledger.add(letter)).isTrue();

    assertThat(ledger.find(letter.id())).contains(letter);
    assertThat(Pages.all(200, page -> ledger.list(only(letter), page))).contains(letter);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "nonsense", "a~b~c~d", "../../etc", "%", "\"'\\", "日本 🎉"})
  void what_is_no_id_of_a_letter_is_not_found(String id) {
    put(stream, "d-1", NOW);

    assertThat(ledger.find(id)).isEmpty();
    assertThat(ledger.find(stream + "~" + id)).isEmpty();
    assertThat(ledger.find(stream)).isEmpty();
  }

  @Test
  void a_letter_is_entered_once_and_the_first_of_an_id_stays() {
    DeadLetter first = deadLetter(stream, "d-1").build();
    ledger.add(first);

    assertThat(ledger.add(first)).isFalse();
    assertThat(ledger.add(deadLetter(stream, "d-1").failure(THROTTLED).build())).isFalse();

    assertThat(ledger.find(first.id())).contains(first);
    assertThat(list(stream, PageRequest.first(10)).items()).containsExactly(first);
  }

  @Test
  void of_sixteen_who_add_one_id_at_once_one_enters_it() {
    assertThat(
            Concurrently.call(
                i -> ledger.add(deadLetter(stream, "d-1").buriedAt(NOW.plusSeconds(i)).build())))
        .containsOnlyOnce(true);
    assertThat(ids(10)).containsExactly("d-1");
  }

  @ParameterizedTest
  @MethodSource("filtersThatOnlyTheWantedOnePasses")
  void a_listing_shows_only_what_passes_the_filter(DeadLetterFilter filter) {
    ledger.add(wanted("wanted").build());
    ledger.add(deadLetter(stream, "other").build());
    ledger.add(deadLetter(stream, "unknown").notUnderstood().build());

    assertThat(listed(inMyStream(filter))).containsExactly("wanted");
  }

  static Stream<DeadLetterFilter> filtersThatOnlyTheWantedOnePasses() {
    return Stream.of(
        filter("feedfeedfeedfeed", null, null, null),
        filter(null, "raid", null, null),
        filter(null, null, "stats.throttled", null),
        filter(null, null, null, FailureCategory.THROTTLED),
        new DeadLetterFilter(null, null, null, null, null, NOW.plusSeconds(1), null),
        filter("feedfeedfeedfeed", "raid", "stats.throttled", FailureCategory.THROTTLED));
  }

  @ParameterizedTest
  @MethodSource("filtersThatMissByOnePart")
  void a_letter_must_pass_every_part_of_a_filter(DeadLetterFilter filter) {
    ledger.add(wanted("wanted").build());

    assertThat(listed(inMyStream(filter))).isEmpty();
  }

  static Stream<DeadLetterFilter> filtersThatMissByOnePart() {
    String fingerprint = "feedfeedfeedfeed";
    return Stream.of(
        filter("feedfeedfeedfee", "raid", "stats.throttled", FailureCategory.THROTTLED),
        filter(fingerprint, "follow", "stats.throttled", FailureCategory.THROTTLED),
        filter(fingerprint, "raid", "stats.full", FailureCategory.THROTTLED),
        filter(fingerprint, "raid", "stats.throttled", FailureCategory.PERMANENT),
        new DeadLetterFilter(null, fingerprint, null, null, null, null, NOW.plusSeconds(1)));
  }

  @Test
  void from_is_included_and_to_is_not() {
    put(stream, "before", NOW.minusNanos(1_000));
    put(stream, "at", NOW);
    put(stream, "after", NOW.plusNanos(1_000));

    assertThat(listed(between(NOW, NOW.plusNanos(1_000)))).containsExactly("at");
    assertThat(listed(between(NOW, null))).containsExactly("after", "at");
    assertThat(listed(between(null, NOW))).containsExactly("before");
  }

  @Test
  void letters_alike_are_listed_across_streams_in_one_order() {
    String fingerprint = Fixtures.uniqueId("").substring(1, 17);
    String another = Fixtures.uniqueStream();
    List.of("first", "third").forEach(id -> ledger.add(alike(stream, id, fingerprint)));
    List.of("second", "fourth").forEach(id -> ledger.add(alike(another, id, fingerprint)));
    DeadLetterFilter filter = filter(fingerprint, null, null, null);

    assertThat(listed(filter)).containsExactly("fourth", "third", "second", "first");
    assertThat(Pages.all(1, page -> ledger.list(filter, page))).hasSize(4);
  }

  @Test
  void of_letters_alike_only_those_of_the_stream_are_listed_when_it_is_named() {
    String fingerprint = Fixtures.uniqueId("").substring(1, 17);
    ledger.add(alike(stream, "first", fingerprint));
    ledger.add(alike(Fixtures.uniqueStream(), "second", fingerprint));

    assertThat(listed(inMyStream(filter(fingerprint, null, null, null)))).containsExactly("first");
  }

  @Test
  void a_cursor_of_another_filter_is_refused() {
    put(3);
    String cursor = list(stream, PageRequest.first(1)).nextCursor();
    assertThat(cursor).isNotNull();

    for (DeadLetterFilter another :
        List.of(
            DeadLetterFilter.ALL,
            inMyStream(filter("0123456789abcdef", null, null, null)),
            inMyStream(filter(null, "follow", null, null)),
            inMyStream(filter(null, null, "alerts.unavailable", null)),
            inMyStream(filter(null, null, null, FailureCategory.TRANSIENT)),
            between(NOW, null),
            between(null, NOW.plusSeconds(9)))) {
      assertThatThrownBy(() -> ledger.list(another, new PageRequest(1, cursor)))
          .isInstanceOf(InvalidCursorException.class);
    }
  }

  @Test
  void a_full_ledger_refuses_more_and_still_knows_what_it_has() {
    Optional<DeadLetterLedger> small = newLedgerOfAtMost(1);
    assumeTrue(small.isPresent(), "this ledger has no bound of its own");
    DeadLetter first = deadLetter(stream, "d-1").build();
    small.get().add(first);

    var refused = Failures.of(() -> small.get().add(deadLetter(stream, "d-2").build()));

    assertThat(refused.code()).isEqualTo("dead-letters.full");
    assertThat(refused.category()).isEqualTo(FailureCategory.THROTTLED);
    assertThat(small.get().add(first)).isFalse();
  }

  private DeadLetterBuilder wanted(String eventId) {
    return deadLetter(stream, eventId)
        .fingerprint("feedfeedfeedfeed")
        .eventType("raid")
        .failure(THROTTLED)
        .buriedAt(NOW.plusSeconds(1));
  }

  private static DeadLetter alike(String streamId, String id, String fingerprint) {
    List<String> order = List.of("first", "second", "third", "fourth");
    return deadLetter(streamId, id)
        .fingerprint(fingerprint)
        .buriedAt(NOW.plusSeconds(order.indexOf(id)))
        .build();
  }

  private List<String> listed(DeadLetterFilter filter) {
    return Pages.all(10, page -> ledger.list(filter, page)).stream().map(this::idOf).toList();
  }

  private DeadLetterFilter inMyStream(DeadLetterFilter filter) {
    return new DeadLetterFilter(
        stream,
        filter.fingerprint(),
        filter.eventType(),
        filter.code(),
        filter.category(),
        filter.from(),
        filter.to());
  }

  private DeadLetterFilter between(@Nullable Instant from, @Nullable Instant to) {
    return new DeadLetterFilter(stream, null, null, null, null, from, to);
  }

  private static DeadLetterFilter only(DeadLetter letter) {
    Instant at = letter.buriedAt();
    return new DeadLetterFilter(
        letter.streamId(), letter.fingerprint(), null, null, null, at, at.plusNanos(1_000));
  }

  private static DeadLetterFilter filter(
      @Nullable String fingerprint,
      @Nullable String eventType,
      @Nullable String code,
      @Nullable FailureCategory category) {
    return new DeadLetterFilter(null, fingerprint, eventType, code, category, null, null);
  }
}
