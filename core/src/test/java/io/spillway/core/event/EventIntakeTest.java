package io.spillway.core.event;

import static io.spillway.core.event.EventFixture.NOON;
import static io.spillway.ports.event.EventField.AMOUNT;
import static io.spillway.ports.event.EventField.ANONYMOUS;
import static io.spillway.ports.event.EventField.BITS;
import static io.spillway.ports.event.EventField.COUNT;
import static io.spillway.ports.event.EventField.CURRENCY;
import static io.spillway.ports.event.EventField.MESSAGE;
import static io.spillway.ports.event.EventField.MONTHS;
import static io.spillway.ports.event.EventField.NAME;
import static io.spillway.ports.event.EventField.REASON;
import static io.spillway.ports.event.EventField.REVERSES_ID;
import static io.spillway.ports.event.EventField.REVERSES_SOURCE;
import static io.spillway.ports.event.EventField.TIER;
import static io.spillway.ports.event.EventField.VIEWERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.TraceParent;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventFields;
import io.spillway.ports.event.EventQueue;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventIntakeTest {

  private final List<StreamEvent> queued = new ArrayList<>();
  private final List<@Nullable TraceParent> traces = new ArrayList<>();
  private final EventIntake intake =
      new EventIntake(
          new EventQueue() {
            @Override
            public void publish(StreamEvent event, @Nullable TraceParent traceParent) {
              if (event.actor().equals("outage")) {
                throw new PortException(EventFixture.OUTAGE);
              }
              queued.add(event);
              traces.add(traceParent);
            }

            @Override
            public Health health() {
              return Health.up("list");
            }
          },
          () -> NOON,
          () -> "new-id",
          EventIdentity.UNCHECKED);

  private StreamEvent accept(EventDraft draft) {
    return intake.accept(draft, EventFixture.TRACE_PARENT);
  }

  private static EventDraft follow(@Nullable String eventId, String actor) {
    return new EventDraft("s1", eventId, "follow", actor, null, EventFields.NONE);
  }

  private static EventDraft donation(String amount, String currency) {
    return new EventDraft(
        "s1",
        "e1",
        "donation",
        "ann",
        null,
        EventFields.NONE.with(AMOUNT, amount).with(CURRENCY, currency));
  }

  private static EventDraft at(String occurredAt) {
    return new EventDraft("s1", "e1", "follow", "ann", occurredAt, EventFields.NONE);
  }

  private List<InvalidField> refusal(EventDraft draft) {
    InvalidInputException refusal =
        catchThrowableOfType(InvalidInputException.class, () -> accept(draft));
    assertThat(refusal).as("refusal of %s", draft).isNotNull();
    assertThat(queued).isEmpty();
    return refusal.fields();
  }

  @Test
  void an_event_is_queued_as_it_was_given() {
    StreamEvent event = accept(follow("e1", "ann"));

    assertThat(event).isEqualTo(new StreamEvent("s1", "e1", "ann", NOON, new EventDetail.Follow()));
    assertThat(queued).containsExactly(event);
  }

  @Test
  void an_event_keeps_its_trace_or_has_none() {
    accept(follow("e1", "ann"));
    intake.accept(follow("e2", "ann"), null);

    assertThat(traces).containsExactly(EventFixture.TRACE_PARENT, null);
  }

  @Test
  void an_event_without_an_id_is_given_one() {
    assertThat(accept(follow(null, "ann")).eventId()).isEqualTo("new-id");
  }

  @Test
  void a_subscription_is_of_the_first_tier_and_month_unless_it_says_more() {
    EventDraft bare = new EventDraft("s1", "e1", "subscription", "ann", null, EventFields.NONE);
    EventDraft full =
        new EventDraft(
            "s1",
            "e1",
            "subscription",
            "ann",
            null,
            EventFields.NONE.with(TIER, "3000").with(MONTHS, 14));

    assertThat(accept(bare).detail()).isEqualTo(new EventDetail.Subscription("1", 1));
    assertThat(accept(full).detail()).isEqualTo(new EventDetail.Subscription("3000", 14));
  }

  @Test
  void a_raid_brings_viewers() {
    EventDraft raid =
        new EventDraft("s1", "e1", "raid", "ann", null, EventFields.NONE.with(VIEWERS, 250));

    assertThat(accept(raid).detail()).isEqualTo(new EventDetail.Raid(250));
  }

  @ParameterizedTest
  @CsvSource({
    "1.00, USD, 100",
    "1, USD, 100",
    "0.01, EUR, 1",
    "12.5, GBP, 1250",
    "500, JPY, 500",
    "500.00, JPY, 500",
    "1.234, KWD, 1234",
    "10000000000.00, USD, 1000000000000",
    "15000000, IDR, 1500000000",
    "100, usd, 10000"
  })
  void a_donation_is_kept_exactly_in_minor_units(String amount, String currency, long minorUnits) {
    assertThat(accept(donation(amount, currency)).detail())
        .isEqualTo(
            new EventDetail.Donation(
                new Money(minorUnits, Currency.getInstance(currency.toUpperCase(Locale.ROOT)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "0.00", "10000000000.01", "-1", "1e3", "abc", "", "1.001", "1,00", ".5"})
  void an_amount_that_is_no_amount_is_refused(String amount) {
    assertThat(refusal(donation(amount, "USD")))
        .extracting(InvalidField::field)
        .containsExactly("amount");
  }

  @ParameterizedTest
  @ValueSource(strings = {"US", "XAU", "BITCOIN", ""})
  void a_currency_that_is_no_money_is_refused(String currency) {
    assertThat(refusal(donation("1.00", currency)))
        .containsExactly(new InvalidField("currency", "must be an ISO 4217 code such as USD"));
  }

  @Test
  void every_bad_field_is_named_at_once() {
    EventDraft bad = new EventDraft("s/1", "", "donation", " ", "noon", EventFields.NONE);

    assertThat(refusal(bad))
        .extracting(InvalidField::field)
        .containsExactly("streamId", "eventId", "occurredAt", "currency", "amount", "actor");
  }

  @Test
  void an_unknown_or_missing_type_is_refused() {
    EventDraft unknown = new EventDraft("s1", "e1", "party", "ann", null, EventFields.NONE);
    EventDraft missing = new EventDraft("s1", "e1", null, "ann", null, EventFields.NONE);

    assertThat(refusal(unknown))
        .containsExactly(
            new InvalidField(
                "type",
                "must be follow, subscription, gift, cheer, donation, raid, custom or reversal"));
    assertThat(refusal(missing)).extracting(InvalidField::field).containsExactly("type");
  }

  @Test
  void fields_out_of_bounds_are_refused_with_the_limit() {
    EventDraft months =
        new EventDraft(
            "s1",
            "e1",
            "subscription",
            "ann",
            null,
            EventFields.NONE.with(TIER, "x".repeat(33)).with(MONTHS, 0));
    EventDraft viewers =
        new EventDraft("s1", "e1", "raid", "ann", null, EventFields.NONE.with(VIEWERS, -1));

    assertThat(refusal(months))
        .containsExactly(
            new InvalidField("tier", "must have at most 32 characters"),
            new InvalidField("months", "must be 1 to 1200"));
    assertThat(refusal(viewers))
        .containsExactly(new InvalidField("viewers", "must be 0 to 10000000"));
    assertThat(refusal(follow("e1", "x".repeat(101))))
        .containsExactly(new InvalidField("actor", "must have at most 100 characters"));
  }

  @Test
  void a_number_that_is_none_is_refused() {
    EventFields many = EventFields.NONE.with(VIEWERS, "many");
    EventDraft raid = new EventDraft("s1", "e1", "raid", "ann", null, many);

    assertThat(refusal(raid)).contains(new InvalidField("viewers", "must be a whole number"));
  }

  private static EventDraft draft(String type, @Nullable String actor, EventFields fields) {
    return new EventDraft("s1", "e1", type, actor, null, fields);
  }

  @Test
  void a_gift_has_a_tier_and_a_count_and_may_be_anonymous() {
    assertThat(accept(draft("gift", "ann", EventFields.NONE)).detail())
        .isEqualTo(new EventDetail.Gift("1", 1, false));
    StreamEvent secret =
        accept(
            draft(
                "gift",
                null,
                EventFields.NONE.with(TIER, "1000").with(COUNT, 5).with(ANONYMOUS, true)));
    assertThat(secret.detail()).isEqualTo(new EventDetail.Gift("1000", 5, true));
    assertThat(secret.actor()).isEqualTo("Anonymous");
  }

  @Test
  void only_an_anonymous_giver_may_be_unnamed() {
    assertThat(refusal(draft("gift", null, EventFields.NONE)))
        .containsExactly(new InvalidField("actor", "is required"));
    assertThat(refusal(draft("cheer", null, EventFields.NONE.with(BITS, 1).with(ANONYMOUS, false))))
        .containsExactly(new InvalidField("actor", "is required"));
  }

  @Test
  void a_cheer_has_bits() {
    assertThat(accept(draft("cheer", "ann", EventFields.NONE.with(BITS, "100"))).detail())
        .isEqualTo(new EventDetail.Cheer(100, false));
  }

  @Test
  void a_cheer_without_bits_is_refused() {
    assertThat(refusal(draft("cheer", "ann", EventFields.NONE.with(ANONYMOUS, "yes"))))
        .containsExactlyInAnyOrder(
            new InvalidField("bits", "is required"),
            new InvalidField("anonymous", "must be true or false"));
  }

  @Test
  void a_reversal_needs_the_id_of_an_event_and_is_of_its_own_source_by_default() {
    EventFields id = EventFields.NONE.with(REVERSES_ID, "d-1");
    StreamEvent reversal = accept(draft("reversal", null, id));
    assertThat(reversal.detail()).isEqualTo(new EventDetail.Reversal("api", "d-1", null));
    assertThat(
            accept(
                    draft(
                        "reversal", "ann", id.with(REVERSES_SOURCE, "kofi").with(REASON, "refund")))
                .detail())
        .isEqualTo(new EventDetail.Reversal("kofi", "d-1", "refund"));
  }

  @Test
  void a_reversal_is_refused_with_each_rule_that_it_breaks() {
    EventFields bad =
        EventFields.NONE
            .with(REVERSES_SOURCE, "")
            .with(REVERSES_ID, "x".repeat(513))
            .with(REASON, "r".repeat(201));
    assertThat(refusal(draft("reversal", "ann", bad)))
        .containsExactly(
            new InvalidField("reverses.id", "must have 1 to 512 characters"),
            new InvalidField("reverses.source", "must not be blank"),
            new InvalidField("reason", "must have at most 200 characters"));
    assertThat(refusal(draft("reversal", "ann", EventFields.NONE)))
        .containsExactly(new InvalidField("reverses.id", "is required"));
  }

  @Test
  void a_donation_keeps_its_message() {
    EventDraft given = donation("5", "eur");
    EventFields fields = given.fields().with(MESSAGE, "for the cat");
    assertThat(accept(draft("donation", "ann", fields)).detail())
        .isEqualTo(
            new EventDetail.Donation(new Money(500, Currency.getInstance("EUR")), "for the cat"));
  }

  @Test
  void a_message_that_is_too_long_is_refused() {
    EventFields fields = donation("5", "EUR").fields().with(MESSAGE, "x".repeat(501));
    assertThat(refusal(draft("donation", "ann", fields)))
        .containsExactly(new InvalidField("message", "must have at most 500 characters"));
  }

  @Test
  void a_retired_currency_is_named_as_such() {
    assertThat(refusal(donation("5", "dem")))
        .containsExactly(new InvalidField("currency", "must be in use: DEM was replaced by EUR"));
  }

  @Test
  void a_negative_amount_is_told_about_reversals() {
    assertThat(refusal(donation("-1.00", "USD")))
        .containsExactly(
            new InvalidField("amount", "must not be negative; a reversal undoes an earlier event"));
  }

  private static EventDraft custom(String name, Map<String, String> fields) {
    return new EventDraft(
        "s1", "e1", "custom", "ann", null, EventFields.NONE.with(NAME, name).withCustom(fields));
  }

  @Test
  void a_custom_event_keeps_its_own_type_and_fields() {
    StreamEvent event = intake.accept(custom("hype.train", Map.of("level", "5")), null);

    assertThat(event.detail())
        .isEqualTo(new EventDetail.Custom("hype.train", Map.of("level", "5")));
    assertThat(event.type()).isEqualTo("custom");
  }

  @Test
  void a_custom_event_is_refused_with_each_rule_that_it_breaks() {
    assertThat(refusal(custom("raid", Map.of("a", "\0", "b", "\uD83D"))))
        .containsExactly(
            new InvalidField("name", "must not be other or a built-in type"),
            new InvalidField("fields.a", "must not have the character U+0000"),
            new InvalidField("fields.b", "must be valid Unicode"));
    assertThat(refusal(custom("x", Map.of("a", "v".repeat(4_096)))))
        .containsExactly(new InvalidField("fields", "must have at most 4096 bytes in UTF-8"));
  }

  @Test
  void a_custom_event_must_name_its_type() {
    EventDraft nameless = new EventDraft("s1", "e1", "custom", "ann", null, EventFields.NONE);

    assertThat(refusal(nameless)).containsExactly(new InvalidField("name", "is required"));
  }

  @Test
  void a_raid_must_say_how_many_viewers() {
    EventDraft raid = new EventDraft("s1", "e1", "raid", "ann", null, EventFields.NONE);

    assertThat(refusal(raid)).containsExactly(new InvalidField("viewers", "is required"));
  }

  @Test
  void fields_that_do_not_belong_to_the_type_are_refused() {
    EventDraft follow =
        new EventDraft(
            "s1",
            "e1",
            "follow",
            "ann",
            null,
            EventFields.NONE
                .with(TIER, "1")
                .with(MONTHS, 2)
                .with(AMOUNT, "1.00")
                .with(CURRENCY, "USD")
                .with(VIEWERS, 5)
                .with(NAME, "x")
                .withCustom(Map.of("a", "")));

    assertThat(refusal(follow))
        .extracting(InvalidField::field)
        .containsExactly("tier", "months", "amount", "currency", "viewers", "name", "fields");
  }

  @Test
  void an_event_happens_when_it_says() {
    assertThat(accept(at("2026-11-20T10:00:00+02:00")).occurredAt())
        .isEqualTo("2026-11-20T08:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1999-12-31T23:59:59Z", "2026-11-24T12:00:01Z", "2026-11-20", "2026-11-20T10:00"})
  void a_time_that_cannot_be_is_refused(String occurredAt) {
    assertThat(refusal(at(occurredAt)))
        .extracting(InvalidField::field)
        .containsExactly("occurredAt");
  }

  @Test
  void an_event_that_could_not_be_queued_is_not_accepted() {
    assertThatThrownBy(() -> accept(follow("e1", "outage"))).isInstanceOf(PortException.class);
  }
}
