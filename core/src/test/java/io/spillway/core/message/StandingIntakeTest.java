package io.spillway.core.message;

import static io.spillway.testkit.Fixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.MessageDraft;
import io.spillway.Policy;
import io.spillway.RateExceededException;
import io.spillway.Receipt;
import io.spillway.Standing;
import io.spillway.StandingEffect;
import io.spillway.core.StoresFixture;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Effects of an author's strikes on new messages. */
class StandingIntakeTest {

  private static final Policy POLICY =
      Policy.standard()
          .with(
              PolicyDraft.of(
                  Map.of(),
                  PolicyDraft.EMPTY.words(),
                  PolicyDraft.EMPTY.links(),
                  PolicyDraft.EMPTY.rates(),
                  new PolicyDraft.Standing(30, 1, 2, 30, 3)),
              "graduated-1");

  private final StoresFixture stores = new StoresFixture();
  private final RecheckFixture classifier = new RecheckFixture(stores);
  private int sent;
  private final MessageIntake intake =
      classifier.intake(() -> POLICY, () -> "m-" + ++sent, Telemetry.NONE);

  private void strikes(int count) {
    for (int i = 0; i < count; i++) {
      stores.realViolations.add(
          violation("stream", "v-" + i).author("ada").thenTo(ViolationState.UPHELD).build());
    }
  }

  private Receipt send(String text) {
    return intake.accept(new MessageDraft("stream", null, "ada", text));
  }

  @Test
  void an_author_without_strikes_is_in_good_standing() {
    assertThat(((Receipt.Published) send("hello")).author()).isEqualTo(Standing.GOOD);
  }

  @Test
  void an_author_with_a_strike_is_warned_and_published() {
    strikes(1);

    assertThat(((Receipt.Published) send("hello")).author())
        .isEqualTo(Standing.of(1, StandingEffect.WARN));
    assertThat(((Receipt.Published) send("hello again")).author().effect())
        .isEqualTo(StandingEffect.WARN);
  }

  @Test
  void a_slowed_author_can_send_one_message_in_half_a_minute() {
    strikes(2);
    assertThat(((Receipt.Published) send("hello")).author().effect())
        .isEqualTo(StandingEffect.SLOW);

    classifier.clock.advance(Duration.ofSeconds(10));
    assertThatThrownBy(() -> send("more"))
        .isInstanceOfSatisfying(
            RateExceededException.class,
            e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(20)));
    assertThat(stores.realMessages.count("stream").published()).isEqualTo(1);

    classifier.clock.advance(Duration.ofSeconds(20));
    assertThat(send("more")).isInstanceOf(Receipt.Published.class);
  }

  @Test
  void all_messages_of_an_author_with_too_many_strikes_are_withheld_with_the_reason() {
    strikes(3);

    Violation held = ((Receipt.Held) send("hello")).violation();

    assertThat(held.verdict().category()).isEqualTo(Category.UNSPECIFIED);
    assertThat(held.verdict().reason())
        .isEqualTo("all messages of the author are withheld: 3 strikes (policy graduated-1)");
    assertThat(held.state()).isEqualTo(ViolationState.OPEN);
    assertThat(stores.realMessages.count("stream").published()).isZero();
  }

  @Test
  void a_message_that_would_be_published_with_a_mark_is_withheld_too() {
    Verdict marked =
        new Verdict.Marked(
            Category.SPAM, Severity.LOW, 0.5, Scores.NONE, "graduated-1", Fixtures.provenance());

    assertThat(Standing.of(3, StandingEffect.HOLD).on(marked)).isInstanceOf(Verdict.Flagged.class);
    assertThat(Standing.of(2, StandingEffect.SLOW).on(marked)).isEqualTo(marked);
  }

  @Test
  void a_flagged_message_keeps_its_own_reason_when_all_are_withheld() {
    strikes(3);

    assertThat(((Receipt.Held) send("toxic")).violation().verdict().category())
        .isEqualTo(Category.HARASSMENT);
  }

  @Test
  void withholding_by_standing_works_in_an_outage_of_the_classifier() {
    strikes(3);
    classifier.fails("hello", "classifier.timeout");

    assertThat(send("hello")).isInstanceOf(Receipt.Held.class);
  }
}
