package io.spillway.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spillway.ports.event.Currencies;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import java.time.Instant;
import java.util.Currency;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdentityTest {

  private static StreamEvent event(String source, String id) {
    return new StreamEvent(
        "main", source, id, "ada", Instant.parse("2026-11-29T12:00:00Z"), new EventDetail.Follow());
  }

  @Test
  void an_id_of_the_api_is_its_own_key() {
    assertThat(event("api", "e-1").key()).isEqualTo("e-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "x?y#z", "50%", " ", "\u00e9\uD83C\uDFAE", "\n", "_default", ".."})
  void an_id_of_any_form_is_kept_and_has_a_valid_key(String id) {
    StreamEvent event = event("api", id);
    assertThat(event.eventId()).isEqualTo(id);
    assertThat(Ids.isValid(event.key())).isTrue();
    assertThat(event.key()).isNotEqualTo(id).isEqualTo(StreamEvent.key("api", id));
  }

  @Test
  void two_sources_may_use_one_id() {
    assertThat(event("queue", "1").key()).isNotEqualTo(event("api", "1").key());
    assertThat(event("https://a.example", "1").key())
        .isNotEqualTo(event("https://b.example", "1").key());
  }

  @Test
  void ids_and_sources_have_at_most_512_characters() {
    String longest = "\uD83C\uDFAE".repeat(512);
    assertThat(event(longest, longest).key()).hasSize(Ids.DERIVED_LENGTH);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> event("api", longest + "x"))
        .withMessage("eventId must have 1 to 512 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> event(longest + "x", "1"))
        .withMessage("source must have 1 to 512 characters");
    assertThatIllegalArgumentException().isThrownBy(() -> event("a\nb", "1"));
    assertThatIllegalArgumentException().isThrownBy(() -> event(" ", "1"));
    assertThatIllegalArgumentException().isThrownBy(() -> event("api", ""));
  }

  @ParameterizedTest
  @CsvSource({"usd, USD", "EUR, EUR", "xcg, XCG", "Kwd, KWD"})
  void a_currency_may_be_in_lower_case(String code, String currency) {
    assertThat(Currencies.of(code).getCurrencyCode()).isEqualTo(currency);
  }

  @ParameterizedTest
  @CsvSource({"DEM, EUR", "hrk, EUR", "BGN, EUR", "VEF, VES", "ANG, XCG", "ZWL, ZWG", "SLL, SLE"})
  void a_retired_currency_names_its_successor(String code, String successor) {
    assertThat(Currencies.problem(code)).contains("was replaced by " + successor);
    assertThat(Currencies.problem(successor)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "US", "USDT", "BIT", "XAU", "XXX", "\u00dfD", "U D"})
  void other_codes_are_refused(String code) {
    assertThat(Currencies.problem(code)).contains("must be an ISO 4217 code");
  }

  private static Stream<Currency> currenciesInUse() {
    return Currency.getAvailableCurrencies().stream()
        .filter(currency -> Currencies.problem(currency.getCurrencyCode()) == null);
  }

  /** The limit is at least the price of a car in each currency. */
  @ParameterizedTest
  @MethodSource("currenciesInUse")
  void the_limit_is_the_same_number_of_main_units_in_every_currency(Currency currency) {
    Money most = new Money(Money.maxMinorUnits(currency), currency);
    assertThat(Money.parse("10000000000", currency.getCurrencyCode())).isEqualTo(most);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Money(most.minorUnits() + 1, currency));
  }
}
