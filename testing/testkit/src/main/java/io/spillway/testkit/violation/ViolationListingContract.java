package io.spillway.testkit.violation;

import static io.spillway.testkit.Fixtures.flagged;
import static io.spillway.testkit.Fixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Stores;
import io.spillway.ports.Versioned;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.ListingContract;
import io.spillway.testkit.Pages;
import io.spillway.testkit.ViolationBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Part of {@link ViolationArchiveContract} about listing and filters. */
abstract class ViolationListingContract extends ListingContract<Versioned<Violation>> {

  private static final Instant NOW = Fixtures.NOW;

  final ViolationId id = new ViolationId(stream, "v-1");

  ViolationStore store;
  ViolationArchive archive;

  /** {@return stores with violations and their archive; they may have other violations} */
  protected abstract Stores newStores();

  @BeforeEach
  final void openStores() {
    Stores stores = newStores();
    store = stores.violations();
    archive = stores.violationArchive();
  }

  @Override
  protected final void put(String streamId, String id, Instant at) {
    store.add(violation(streamId, id).heldAt(at).build());
  }

  @Override
  protected final Page<Versioned<Violation>> list(String streamId, PageRequest page) {
    return archive.list(ViolationFilter.all().inStream(streamId), page);
  }

  @Override
  protected final String idOf(Versioned<Violation> violation) {
    return violation.value().id().messageId();
  }

  @ParameterizedTest
  @MethodSource("filtersThatOnlyTheWantedOnePasses")
  void a_listing_shows_only_matching_violations(ViolationFilter filter) {
    store.add(matching("wanted").build());
    store.add(violation(stream, "other").build());

    assertThat(listIds(inMyStream(filter))).containsExactly("wanted");
  }

  static Stream<ViolationFilter> filtersThatOnlyTheWantedOnePasses() {
    return Stream.of(
        filter(ViolationState.UPHELD, null, null, null, null),
        filter(null, Category.HATE, null, null, null),
        filter(null, null, Severity.CRITICAL, null, null),
        filter(null, null, null, "Grace \"O'Neil\"", null),
        filter(null, null, null, null, "WORST of"),
        ViolationFilter.all().withheldFrom(NOW.plusSeconds(1)),
        filter(ViolationState.UPHELD, Category.HATE, Severity.CRITICAL, "Grace \"O'Neil\"", "é"));
  }

  @ParameterizedTest
  @MethodSource("filtersThatMissByOnePart")
  void a_violation_must_match_every_part_of_a_filter(ViolationFilter filter) {
    store.add(matching("wanted").build());

    assertThat(listIds(inMyStream(filter))).isEmpty();
  }

  static Stream<ViolationFilter> filtersThatMissByOnePart() {
    String author = "Grace \"O'Neil\"";
    return Stream.of(
        filter(ViolationState.OPEN, Category.HATE, Severity.CRITICAL, author, "worst"),
        filter(ViolationState.UPHELD, Category.SPAM, Severity.CRITICAL, author, "worst"),
        filter(ViolationState.UPHELD, Category.HATE, Severity.HIGH, author, "worst"),
        filter(ViolationState.UPHELD, Category.HATE, Severity.CRITICAL, "grace", "worst"),
        filter(ViolationState.UPHELD, Category.HATE, Severity.CRITICAL, author, "best"),
        ViolationFilter.all().byAuthor(author).withheldBefore(NOW.plusSeconds(1)));
  }

  @Test
  void the_author_is_compared_with_case_and_as_a_whole() {
    store.add(violation(stream, "v-1").author("ada").build());

    for (String author : List.of("Ada", "ad", "adaa", "%", "a_a")) {
      assertThat(listIds(inMyStream(filter(null, null, null, author, null)))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Jos\u00e9",
        "Jose\u0301",
        " Jos\u00e9\u00a0",
        "Jos\u00e9\u200b",
        "\u202eJos\u00e9"
      })
  void spellings_of_a_name_that_differ_only_invisibly_are_one_author(String spelling) {
    store.add(violation(stream, "nfc").author("Jos\u00e9").build());
    store.add(violation(stream, "nfd").author("Jose\u0301").build());
    store.add(violation(stream, "spaces").author(" Jos\u00e9 ").build());
    store.add(violation(stream, "zero-width").author("Jos\u200b\u00e9").build());
    store.add(violation(stream, "right-to-left").author("\u202eJos\u00e9").build());
    store.add(violation(stream, "other-case").author("jos\u00e9").build());
    store.add(violation(stream, "no-accent").author("Jose").build());

    assertThat(listIds(inMyStream(ViolationFilter.all().byAuthor(spelling))))
        .containsExactlyInAnyOrder("nfc", "nfd", "spaces", "zero-width", "right-to-left");
  }

  @Test
  void names_are_compared_without_case_on_request() {
    store.add(violation(stream, "lower").author("jos\u00e9").build());
    store.add(violation(stream, "upper").author(" JOSE\u0301").build());
    store.add(violation(stream, "other").author("Jose").build());

    assertThat(listIds(inMyStream(ViolationFilter.all().byAuthorIgnoringCase("Jos\u00e9"))))
        .containsExactlyInAnyOrder("lower", "upper");
    assertThat(listIds(inMyStream(ViolationFilter.all().byAuthorIgnoringCase(null)))).hasSize(3);
  }

  @Test
  void an_author_is_found_after_a_decision() {
    Versioned<Violation> added = store.add(violation(stream, "v-1").author("Ann ").build());
    replace(
        violation(stream, "v-1").author("Ann ").thenTo(ViolationState.UPHELD).build(),
        added.version());

    assertThat(listIds(inMyStream(ViolationFilter.all().byAuthor("Ann")))).containsExactly("v-1");
    assertThat(listIds(inMyStream(ViolationFilter.all().byAuthorIgnoringCase("ann"))))
        .containsExactly("v-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"100%_\\ \"sure\" 'x'", "ÉCOLE", "école", "日本", "🎉", "ECOLE", "."})
  void text_is_found_ignoring_case_and_without_wildcards(String text) {
    store.add(violation(stream, "v-1").text("so 100%_\\ \"SURE\" 'X' of 日本 🎉 École").build());

    boolean isThere = !text.equals("ECOLE") && !text.equals(".");

    assertThat(listIds(inMyStream(filter(null, null, null, null, text))))
        .isEqualTo(isThere ? List.of("v-1") : List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a_b", "a%", "%b", "[ab]", "a.b"})
  void every_character_of_a_searched_text_is_literal(String text) {
    store.add(violation(stream, "v-1").text("axb and more").build());

    assertThat(listIds(inMyStream(filter(null, null, null, null, text)))).isEmpty();
  }

  @Test
  void from_is_inclusive_and_to_exclusive() {
    put(stream, "before", NOW.minusNanos(1_000));
    put(stream, "at", NOW);
    put(stream, "after", NOW.plusNanos(1_000));

    assertThat(listIds(between(stream, NOW, NOW.plusNanos(1_000)))).containsExactly("at");
    assertThat(listIds(between(stream, NOW, null))).containsExactly("after", "at");
    assertThat(listIds(between(stream, null, NOW))).containsExactly("before");
    assertThat(listIds(between(stream, NOW, NOW))).isEmpty();
    assertThat(listIds(between(stream, NOW.plusNanos(1), NOW.plusNanos(2)))).isEmpty();
    assertThat(listIds(between(stream, NOW.plusNanos(1), NOW.plusNanos(1_001))))
        .containsExactly("after");
  }

  @Test
  void a_listing_without_a_stream_covers_all_streams_in_one_order() {
    Instant aTimeOfItsOwn = timeOfItsOwn();
    String another = Fixtures.uniqueStream();
    put(stream, "first", aTimeOfItsOwn);
    put(another, "second", aTimeOfItsOwn.plusSeconds(1));
    put(stream, "third", aTimeOfItsOwn.plusSeconds(2));
    put(another, "fourth", aTimeOfItsOwn.plusSeconds(3));

    ViolationFilter filter = between(null, aTimeOfItsOwn, aTimeOfItsOwn.plusSeconds(4));

    assertThat(listIds(filter)).containsExactly("fourth", "third", "second", "first");
    assertThat(Pages.all(1, page -> archive.list(filter, page))).hasSize(4);
  }

  @Test
  void a_filtered_listing_shows_each_violation_once_with_any_limit() {
    for (int i = 0; i < 10; i++) {
      Instant heldAt = NOW.plusSeconds(i);
      store.add(
          (i % 2 == 0 ? matching("even-" + i) : violation(stream, "odd-" + i))
              .heldAt(heldAt)
              .build());
    }
    ViolationFilter filter = inMyStream(filter(null, Category.HATE, null, null, null));

    for (int limit = 1; limit <= 6; limit++) {
      assertThat(Pages.all(limit, page -> archive.list(filter, page)))
          .extracting(this::idOf)
          .containsExactly("even-8", "even-6", "even-4", "even-2", "even-0");
    }
  }

  @Test
  void a_decided_violation_is_listed_in_its_new_state_with_its_new_version() {
    Versioned<Violation> open = store.add(violation(stream, "v-1").build());
    Violation upheld = violation(stream, "v-1").thenTo(ViolationState.UPHELD).build();
    var replaced = (Replacement.Replaced<Violation>) store.replace(upheld, open.version());

    assertThat(listIds(inMyStream(ofState(ViolationState.OPEN)))).isEmpty();
    assertThat(archive.list(inMyStream(ofState(ViolationState.UPHELD)), PageRequest.first(10)))
        .isEqualTo(new Page<>(List.of(replaced.stored()), null));
  }

  @Test
  void a_violation_that_matches_throughout_is_listed_once_during_decisions() {
    put(6);
    ViolationFilter openOnes = inMyStream(ofState(ViolationState.OPEN));
    Page<Versioned<Violation>> first = archive.list(openOnes, PageRequest.first(2));
    List.of("item-4", "item-2").forEach(this::uphold);

    List<Versioned<Violation>> rest =
        Pages.from(new PageRequest(2, first.nextCursor()), page -> archive.list(openOnes, page));

    assertThat(rest).extracting(this::idOf).containsExactly("item-3", "item-1", "item-0");
  }

  @Test
  void a_cursor_of_another_filter_is_rejected() {
    put(3);
    String cursor = list(stream, PageRequest.first(1)).nextCursor();
    assertThat(cursor).isNotNull();

    for (ViolationFilter another :
        List.of(
            ViolationFilter.all(),
            inMyStream(ofState(ViolationState.OPEN)),
            inMyStream(filter(null, Category.HARASSMENT, null, null, null)),
            inMyStream(filter(null, null, Severity.MEDIUM, null, null)),
            inMyStream(filter(null, null, null, "ada", null)),
            inMyStream(filter(null, null, null, null, "useless")),
            between(stream, NOW, null),
            between(stream, null, NOW.plusSeconds(9)),
            inMyStream(ViolationFilter.all().decidedFrom(NOW)),
            inMyStream(ViolationFilter.all().ofBulk("bulk-1")))) {
      assertThatThrownBy(() -> archive.list(another, new PageRequest(1, cursor)))
          .isInstanceOf(InvalidCursorException.class);
    }
  }

  private void uphold(String messageId) {
    Versioned<Violation> open =
        list(stream, PageRequest.first(200)).items().stream()
            .filter(violation -> idOf(violation).equals(messageId))
            .findFirst()
            .orElseThrow();
    Violation upheld =
        violation(stream, messageId)
            .heldAt(open.value().heldAt())
            .thenTo(ViolationState.UPHELD)
            .build();
    assertThat(store.replace(upheld, open.version())).isInstanceOf(Replacement.Replaced.class);
  }

  private ViolationBuilder matching(String messageId) {
    return violation(stream, messageId)
        .author("Grace \"O'Neil\"")
        .text("the Worst of É")
        .heldAt(NOW.plusSeconds(1))
        .verdict(flagged(Category.HATE, Severity.CRITICAL))
        .thenTo(ViolationState.UPHELD);
  }

  private List<String> listIds(ViolationFilter filter) {
    return Pages.all(10, page -> archive.list(filter, page)).stream().map(this::idOf).toList();
  }

  private ViolationFilter inMyStream(ViolationFilter filter) {
    return filter.inStream(stream);
  }

  /** Returns an early hour that other tests on a shared store are unlikely to use. */
  private static Instant timeOfItsOwn() {
    long hours = ThreadLocalRandom.current().nextLong(Duration.ofDays(365 * 400).toHours());
    return Instant.parse("1500-01-01T00:00:00Z").plus(Duration.ofHours(hours));
  }

  private static ViolationFilter between(
      @Nullable String streamId, @Nullable Instant from, @Nullable Instant to) {
    return ViolationFilter.all().inStream(streamId).withheldFrom(from).withheldBefore(to);
  }

  private static ViolationFilter ofState(ViolationState state) {
    return filter(state, null, null, null, null);
  }

  private static ViolationFilter filter(
      @Nullable ViolationState state,
      @Nullable Category category,
      @Nullable Severity severity,
      @Nullable String author,
      @Nullable String text) {
    return ViolationFilter.all()
        .withState(state)
        .withCategory(category)
        .withSeverity(severity)
        .byAuthor(author)
        .containing(text);
  }

  final Violation decide(ViolationState state) {
    return violation(stream, "v-1").thenTo(state).build();
  }

  final Versioned<Violation> replace(Violation violation, String version) {
    return Replacing.replace(store, violation, version);
  }
}
