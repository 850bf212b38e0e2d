package io.spillway.core.message;

import static io.spillway.testkit.Fixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spillway.Exemptions;
import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.MessageDraft;
import io.spillway.Policy;
import io.spillway.RateExceededException;
import io.spillway.Receipt;
import io.spillway.core.StoresFixture;
import io.spillway.ports.policy.ExemptDraft;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.RateLimit;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.ports.violation.ViolationState;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Authors and roles that a policy exempts from limits of shape and rate. */
class ExemptionsTest {

  private static final String WALL = "a" + "\n".repeat(40) + "b";

  private final StoresFixture stores = new StoresFixture();
  private final RecheckFixture classifier = new RecheckFixture(stores);
  private int sent;
  private Policy policy =
      Policy.standard()
          .with(
              PolicyDraft.EMPTY
                  .withExempt(new ExemptDraft(Set.of("Jose\u0301"), Set.of("moderator")))
                  .withStanding(new PolicyDraft.Standing(30, 1, 2, 30, 3)),
              "exempting-1");
  private final MessageIntake intake =
      classifier.intake(() -> policy, () -> "m-" + ++sent, Telemetry.NONE);

  private Receipt send(String author, String text, String... roles) {
    return intake.accept(MessageDraft.of("stream", author, text).withRoles(List.of(roles)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Jos\u00e9", "Jose\u0301", " Jos\u00e9\u200b"})
  void an_exempt_author_in_any_spelling_of_the_name_has_no_limits_of_shape_and_rate(String author) {
    for (int i = 0; i < 50; i++) {
      assertThat(send(author, WALL)).isInstanceOf(Receipt.Published.class);
    }
  }

  @Test
  void an_exempt_role_has_no_limits_of_shape_and_rate() {
    for (int i = 0; i < 50; i++) {
      assertThat(send("ann", WALL, "vip", "moderator")).isInstanceOf(Receipt.Published.class);
    }
  }

  @Test
  void all_other_authors_have_limits() {
    assertThat(send("jos\u00e9", WALL)).isInstanceOf(Receipt.Held.class);
    assertThat(send("ann", WALL, "vip")).isInstanceOf(Receipt.Held.class);
    for (int i = 0; i < 19; i++) {
      send("ann", "text " + i, "vip");
    }
    assertThatThrownBy(() -> send("ann", "one more", "vip"))
        .isInstanceOf(RateExceededException.class);
  }

  @Test
  void words_and_the_classifier_apply_to_exempt_authors() {
    assertThat(send("ann", "kys", "moderator")).isInstanceOf(Receipt.Held.class);
    assertThat(send("Jos\u00e9", "toxic")).isInstanceOf(Receipt.Held.class);
  }

  @Test
  void a_policy_that_ignores_case_exempts_a_name_in_any_case() {
    policy = policy.with(PolicyDraft.EMPTY.withAuthors(new PolicyDraft.Authors(true)), "folding-1");

    assertThat(send("JOS\u00c9", WALL)).isInstanceOf(Receipt.Published.class);
  }

  @Test
  void messages_of_exempt_authors_do_not_count_for_the_stream() {
    String text = "welcome to the stream, please read the rules";
    for (int i = 0; i < 20; i++) {
      send("bot-" + i, text, "moderator");
    }

    assertThat(send("ann", text)).isInstanceOf(Receipt.Published.class);
  }

  @Test
  void strikes_slow_exempt_authors_too() {
    for (int i = 0; i < 2; i++) {
      stores.realViolations.add(
          violation("stream", "v-" + i).author("ann").thenTo(ViolationState.UPHELD).build());
    }
    send("ann", "hello", "moderator");

    assertThatThrownBy(() -> send("ann", "more", "moderator"))
        .isInstanceOfSatisfying(
            RateExceededException.class,
            e -> assertThat(e.limit()).isEqualTo(new RateLimit(1, 30)));
  }

  @Test
  void roles_are_not_stored_and_may_differ_when_a_message_is_sent_again() {
    MessageDraft draft = new MessageDraft("stream", "m", "ann", WALL);
    Receipt first = intake.accept(draft.withRoles(List.of("moderator")));

    assertThat(intake.accept(draft)).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "VIP", "a b", "m\u00f6d", "a.b"})
  void a_role_of_another_form_is_refused(String role) {
    assertThat(refusal(List.of(role)))
        .containsExactly(
            new InvalidField(
                "roles",
                "must have roles of 1 to 32 lower-case letters, digits, hyphens and underscores"));
  }

  @Test
  void roles_are_limited_in_number_and_length() {
    send("ann", "hello", Collections.nCopies(10, "a".repeat(32)).toArray(String[]::new));

    assertThat(refusal(Collections.nCopies(11, "vip")))
        .containsExactly(new InvalidField("roles", "must have at most 10 entries"));
    assertThat(refusal(List.of("a".repeat(33)))).hasSize(1);
  }

  @Test
  void exemptions_of_policies_add_up() {
    Policy more =
        policy.with(
            PolicyDraft.EMPTY.withExempt(new ExemptDraft(Set.of("bob"), Set.of("vip"))), "more-1");

    assertThat(more.exempt())
        .isEqualTo(new Exemptions(Set.of("bob", "Jos\u00e9"), Set.of("vip", "moderator")));
    assertThat(Policy.standard().with(more.draft(), "copy-1").exempt()).isEqualTo(more.exempt());
  }

  private List<InvalidField> refusal(List<String> roles) {
    return catchThrowableOfType(
            InvalidInputException.class,
            () -> intake.accept(MessageDraft.of("stream", "ann", "hello").withRoles(roles)))
        .fields();
  }
}
