package io.spillway.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.violation.ViolationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariants of the domain types. */
class LanguageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "0",
        "stream-1",
        "A.b_c-9",
        "_OBlgSz8sSM",
        "-wtIMTCHWuI",
        "-",
        "_",
        "_x",
        "_Default",
        "...",
        ".a",
        "CjkKGkNJcnM+b2ItX3A4Q0ZjRW8K=",
        "a:b",
        "x23456789-123456789-123456789-123456789-12345678"
      })
  void an_id_is_letters_digits_and_signs_that_are_safe_in_a_path(String id) {
    assertThat(Ids.require("streamId", id)).isEqualTo(id);
  }

  @Test
  void an_id_has_at_most_255_characters() {
    assertThat(Ids.isValid("x".repeat(255))).isTrue();
    assertThat(Ids.isValid("-".repeat(255))).isTrue();
    assertThat(Ids.isValid("x".repeat(256))).isFalse();
  }

  @Test
  void a_derived_id_is_short_and_depends_on_each_character() {
    assertThat(Ids.derive("a")).matches("[0-9a-f]{48}").isEqualTo(Ids.derive("a"));
    assertThat(Ids.derive("a")).isNotEqualTo(Ids.derive("b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "_unknown",
        "_default",
        "_erasures",
        "_redrives",
        "_alert-stops",
        "a b",
        "a/b",
        "a\\b",
        "a?b",
        "a#b",
        "a%b",
        "a~b",
        "é",
        "a\n"
      })
  void any_other_text_is_not_an_id(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ids.require("streamId", id))
        .withMessageStartingWith("streamId must be 1 to 255");
  }

  @Test
  void times_and_their_texts_have_the_same_order() {
    Instant noon = Instant.parse("2026-11-23T12:00:00Z");
    Stream<Instant> times =
        Stream.of(noon, noon.plusNanos(1_000), noon.plusMillis(10), noon.plusSeconds(100));

    assertThat(times.map(SortableTime::text)).isSorted().allMatch(text -> text.length() == 27);
    assertThat(SortableTime.stored(noon.plusNanos(1_999))).isEqualTo(noon.plusNanos(1_000));
  }

  @Test
  void a_violations_id_can_be_parsed() {
    ViolationId id = new ViolationId("s1", "m-1");

    assertThat(ViolationId.parse(id.toString())).contains(id);
    assertThat(Stream.of("", "s1", "s1~", "~m", "s1~m~x", "s 1~m").map(ViolationId::parse))
        .allMatch(Optional::isEmpty);
  }

  @Test
  void a_workflow_is_named_after_its_event_and_generation_within_100_characters() {
    String longest = "x".repeat(48);

    assertThat(WorkflowRequest.workflowId("s", "e", 0)).isEqualTo("s~e");
    assertThat(WorkflowRequest.workflowId("s", "e", 2)).isEqualTo("s~e~2");
    assertThat(WorkflowRequest.workflowId(longest, longest, 99)).hasSize(100);
  }

  @Test
  void a_redrive_is_named_after_its_letter_unless_it_is_the_events_own() {
    String longest = "x".repeat(48);

    assertThat(redrive("s~e", 3).workflowId()).isEqualTo("s~e~3");
    assertThat(redrive("s~~17", 3).workflowId()).isEqualTo("s~~0317");
    assertThat(redrive(longest + "~~" + longest, 99).workflowId()).hasSize(100);
  }

  @Test
  void a_workflow_of_longer_ids_has_a_hash_in_place_of_them() {
    String longest = "x".repeat(255);
    String id = WorkflowRequest.workflowId(longest, longest, 0);

    assertThat(id).matches("~[0-9a-f]{48}");
    assertThat(WorkflowRequest.workflowId(longest, longest, 0)).isEqualTo(id);
    assertThat(
            Stream.of(
                id,
                WorkflowRequest.workflowId(longest, longest, 1),
                WorkflowRequest.workflowId(longest, "y".repeat(255), 0),
                redrive(longest + "~" + longest, 1).workflowId(),
                redrive(longest + "~~" + longest, 1).workflowId(),
                redrive(longest + "~~" + longest, 2).workflowId()))
        .doesNotHaveDuplicates()
        .allMatch(made -> made.length() <= WorkflowRequest.MAX_ID_LENGTH);
    assertThat(ofLongIds(longest, 0).workflowId()).isEqualTo(id);
    assertThat(ofLongIds(longest, 0).letterIdOrOwn()).isEqualTo(longest + "~" + longest);
  }

  @Test
  void a_redrive_of_a_long_events_own_letter_is_the_next_generation_of_its_workflow() {
    String longest = "x".repeat(255);
    WorkflowRequest own = ofLongIds(longest, 1);
    WorkflowRequest redriven =
        new WorkflowRequest(own.event(), own.arrival(), 1, own.letterIdOrOwn(), List.of());

    assertThat(redriven.workflowId()).isEqualTo(own.workflowId());
  }

  private static WorkflowRequest ofLongIds(String id, int generation) {
    StreamEvent event = new StreamEvent(id, id, "ann", Instant.EPOCH, new EventDetail.Follow());
    Arrival arrival = Arrival.of("q", "17", Instant.EPOCH, Payload.of("{}"));
    return WorkflowRequest.of(event, arrival, generation);
  }

  private static WorkflowRequest redrive(String letterId, int generation) {
    StreamEvent event = new StreamEvent("s", "e", "ann", Instant.EPOCH, new EventDetail.Follow());
    Arrival arrival = Arrival.of("q", "17", Instant.EPOCH, Payload.of("{}"));
    return new WorkflowRequest(event, arrival, generation, letterId, List.of());
  }

  @ParameterizedTest
  @EnumSource
  void a_category_is_found_by_its_name_on_the_wire(Category category) {
    assertThat(Category.ofCode(category.code())).contains(category);
    assertThat(Category.ofCode("HATE")).isEmpty();
  }

  @Test
  void combined_scores_are_the_higher_ones() {
    Scores floor = new Scores(Map.of(Category.SPAM, 0.6, Category.HATE, 0.2));
    Scores ai = new Scores(Map.of(Category.SPAM, 0.1, Category.HATE, 0.9));

    assertThat(floor.raisedBy(ai))
        .isEqualTo(ai.raisedBy(floor))
        .isEqualTo(new Scores(Map.of(Category.SPAM, 0.6, Category.HATE, 0.9)));
    assertThat(Scores.NONE.of(Category.SPAM)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
  void a_score_is_from_0_to_1(double score) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Scores(Map.of(Category.SPAM, score)))
        .withMessageContaining("score of spam");
  }

  @Test
  void money_is_exact_and_in_bounds() {
    assertThat(new Money(5, Currency.getInstance("USD")).amount()).isEqualTo("0.05");
    assertThat(new Money(5, Currency.getInstance("JPY")).amount()).isEqualTo("5");
    assertThat(new Money(5, Currency.getInstance("KWD")).amount()).isEqualTo("0.005");
    for (long bad : new long[] {0, -1, Money.MAX_AMOUNT * 100 + 1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Money(bad, Currency.getInstance("USD")));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Money(1, Currency.getInstance("XAU")));
  }

  @Test
  void totals_grow_by_one_event_at_a_time() {
    EventDetail dollar = new EventDetail.Donation(new Money(100, Currency.getInstance("USD")));
    StreamTotals totals =
        Stream.of(
                new EventDetail.Follow(),
                new EventDetail.Subscription("1", 3),
                dollar,
                dollar,
                new EventDetail.Raid(7))
            .reduce(StreamTotals.NONE, StreamTotals::plus, (a, b) -> a);

    assertThat(totals)
        .isEqualTo(
            StreamTotals.of(
                Map.of("follow", 1L, "subscription", 1L, "raid", 1L), Map.of("USD", 200L)));
  }

  @Test
  void payloads_are_compared_by_content_and_immutable() {
    byte[] bytes = {1, 2, 3};
    Payload payload = Payload.of(bytes);
    bytes[0] = 9;
    payload.bytes()[1] = 9;

    assertThat(payload).isEqualTo(Payload.of(new byte[] {1, 2, 3})).hasSameHashCodeAs(payload);
    assertThat(payload.toString()).isEqualTo("Payload[3 bytes]");
    assertThat(Payload.of("é").text()).contains("é");
    assertThat(Payload.of(new byte[] {(byte) 0xc3}).text()).isEmpty();
    assertThat(Payload.of("").sha256())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void a_failures_message_is_truncated_and_its_code_and_delay_are_validated() {
    assertThat(Failure.permanent("a.b", "x".repeat(600)).message()).hasSize(500).endsWith("…");
    assertThat(Failure.permanent("a.b", "x".repeat(498) + "😀😀").message())
        .isEqualTo("x".repeat(498) + "…");
    assertThatIllegalArgumentException().isThrownBy(() -> Failure.permanent("A B", ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Failure.throttled("a.b", "", Duration.ofSeconds(-1)));
  }

  @Test
  void a_page_has_1_to_200_items() {
    assertThat(IntStream.of(1, 200).mapToObj(PageRequest::first)).hasSize(2);
    for (int bad : new int[] {0, -1, 201}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PageRequest.first(bad))
          .withMessage("limit must be 1 to 200: " + bad);
    }
  }
}
