package io.spillway.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spillway.cli.cost.Usage.Activation;
import io.spillway.cli.cost.Usage.Use;
import io.spillway.cli.cost.Volume.Basis;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arithmetic of the bill, by manually computed cases. */
class BillTest {

  private static final double CENT = 0.005;

  private static Price price(double usd, double per, double free) {
    return new Price(usd, per, free, LocalDate.of(2026, 11, 23), "a test", false);
  }

  /** Makes every part but one free. */
  private static Map<Part, Price> only(Part part, Price price) {
    Map<Part, Price> prices = new EnumMap<>(Part.class);
    for (Part each : Part.values()) {
      prices.put(each, price(0, 1, 0));
    }
    prices.put(part, price);
    return prices;
  }

  private static Usage using(Use... uses) {
    return new Usage(List.of(uses), List.of());
  }

  @Test
  void usage_of_messages_events_and_months_is_summed() {
    Usage usage =
        using(
            new Use(Part.REQUEST_UNITS, Basis.MESSAGE, 5, ""),
            new Use(Part.REQUEST_UNITS, Basis.EVENT, 20, ""),
            new Use(Part.REQUEST_UNITS, Basis.MONTH, 1_000_000, ""),
            new Use(Part.TOKENS_IN, Basis.MESSAGE, 700, ""));
    Volume volume = new Volume(1_000_000, 200_000, 0, 120, 2048);

    Bill bill = Bill.of(volume, usage, only(Part.REQUEST_UNITS, price(0.25, 1e6, 0)));

    // 5 M + 4 M + 1 M units at 25 cents a million.
    assertThat(usage.quantity(Part.REQUEST_UNITS, volume)).isEqualTo(10e6);
    assertThat(usage.quantity(Part.TOKENS_IN, volume)).isEqualTo(700e6);
    assertThat(bill.total()).isCloseTo(2.5, within(1e-9));
  }

  @Test
  void a_timer_is_paid_for_a_second_of_each_run_however_little_it_does() {
    Use operations = new Use(Part.OPERATIONS, Basis.MONTH, 2, "");
    Usage usage =
        new Usage(
            List.of(), List.of(), List.of(new Usage.Timer("t", 525_600, List.of(operations), "")));
    Volume idle = new Volume(0, 0, 0, 1, 2048);

    Bill bill = Bill.of(idle, usage, only(Part.MEMORY, price(0.000026, 1, 0)));

    // Every five seconds of 730 hours: 2 GB for 525,600 s.
    assertThat(bill.total()).isCloseTo(27.33, within(CENT));
    assertThat(usage.quantity(Part.OPERATIONS, idle)).isEqualTo(1_051_200);
    assertThat(bill.azure()).isEqualTo(bill.total());
  }

  @Test
  void tokens_are_not_on_azures_bill() {
    Bill bill =
        Bill.of(
            new Volume(0, 0, 0, 1, 512),
            using(new Use(Part.TOKENS_OUT, Basis.MONTH, 1, "")),
            only(Part.TOKENS_OUT, price(3, 1, 0)));
    assertThat(bill.total()).isEqualTo(3);
    assertThat(bill.azure()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    // quantity, cost at 40 cents a million with 250,000 free
    "0, 0",
    "250000, 0",
    "250001, 0.0000004",
    "1250000, 0.4",
    "10250000, 4",
  })
  void free_units_cost_nothing(double quantity, double cost) {
    assertThat(price(0.40, 1e6, 250_000).of(quantity)).isCloseTo(cost, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    // seconds of work a second, busy instances: 1 - 1/e and so on, at most 16 concurrent
    "0, 0",
    "0.001, 0.0009995",
    "1, 0.6321206",
    "10, 0.9999546",
    "16, 1",
    "32, 2",
  })
  void random_arrivals_overlap(double load, double instances) {
    assertThat(Usage.busy(load)).isCloseTo(instances, within(1e-6));
  }

  @Test
  void memory_is_paid_for_the_time_in_which_a_group_has_anything_to_do() {
    Usage usage = new Usage(List.of(), List.of(new Activation("http", Basis.MESSAGE, 1, 1, "")));
    Volume volume = new Volume(1_000_000, 0, 0, 730, 2048);

    Bill bill = Bill.of(volume, usage, only(Part.MEMORY, price(0.000026, 1, 100_000)));

    // 0.3805 s of work a second keep one instance busy for 31.65 % of 2,628,000 s, at 2 GB.
    assertThat(usage.quantity(Part.MEMORY, volume)).isCloseTo(1_663_500, within(500.0));
    assertThat(bill.total()).isCloseTo(40.65, within(0.02));
    assertThat(usage.quantity(Part.MEMORY, new Volume(1_000_000, 0, 0, 730, 512)))
        .isCloseTo(1_663_500 / 4.0, within(125.0));
  }

  @Test
  void groups_have_separate_instances_shared_within_a_group() {
    Volume volume = new Volume(432_000, 432_000, 0, 120, 4096);
    Activation message = new Activation("http", Basis.MESSAGE, 1, 1, "");

    Usage shared =
        new Usage(List.of(), List.of(message, new Activation("http", Basis.EVENT, 1, 1, "")));
    Usage apart =
        new Usage(List.of(), List.of(message, new Activation("own", Basis.EVENT, 1, 1, "")));

    // One of each a second in 432,000 s, 4 GB: (1 - e^-2) once, or (1 - e^-1) twice.
    assertThat(shared.quantity(Part.MEMORY, volume)).isCloseTo(1_494_144, within(10.0));
    assertThat(apart.quantity(Part.MEMORY, volume)).isCloseTo(2_184_609, within(10.0));
  }

  @Test
  void the_part_that_costs_most_dominates_and_shares_are_of_the_whole() {
    Map<Part, Price> prices = only(Part.TOKENS_IN, price(3, 1, 0));
    prices.put(Part.LOGS, price(1, 1, 0));
    Usage usage =
        using(new Use(Part.TOKENS_IN, Basis.MONTH, 1, ""), new Use(Part.LOGS, Basis.MONTH, 1, ""));

    Bill bill = Bill.of(new Volume(0, 0, 0, 1, 512), usage, prices);

    assertThat(bill.dominating().part()).isEqualTo(Part.TOKENS_IN);
    assertThat(bill.share(bill.dominating())).isCloseTo(0.75, within(1e-9));
    assertThat(bill.isMoreThanSmall()).isFalse();
  }

  @Test
  void more_than_fifty_dollars_is_more_than_a_small_site_costs() {
    Usage usage = using(new Use(Part.LOGS, Basis.MESSAGE, 1, ""));
    Map<Part, Price> prices = only(Part.LOGS, price(1, 1, 0));

    assertThat(Bill.of(new Volume(50, 0, 0, 1, 512), usage, prices).isMoreThanSmall()).isFalse();
    assertThat(Bill.of(new Volume(51, 0, 0, 1, 512), usage, prices).isMoreThanSmall()).isTrue();
  }

  @Test
  void nothing_used_costs_nothing() {
    Bill bill = Bill.of(new Volume(0, 0, 0, 1, 512), using(), only(Part.LOGS, price(1, 1, 0)));
    assertThat(bill.total()).isCloseTo(0, within(CENT));
    assertThat(bill.share(bill.dominating())).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 0, 1, 512,   --messages",
    "0, -1, 0, 1, 512,   --events",
    "0, 0, -1, 1, 512,   --feed-polls must be 0 to 1000000000000",
    "0, 0, 0, 0, 512,    --live-hours must be 1 to 730",
    "0, 0, 0, 731, 512,  --live-hours must be 1 to 730",
    "0, 0, 0, 1, 1024,   '--memory-mb must be 512, 2048 or 4096'",
  })
  void a_volume_has_limits(
      long messages, long events, long polls, int hours, int memory, String problem) {
    assertThatThrownBy(() -> new Volume(messages, events, polls, hours, memory))
        .hasMessageContaining(problem);
  }
}
