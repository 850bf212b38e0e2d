package io.spillway;

import static io.spillway.ports.moderation.Category.HATE;
import static io.spillway.ports.moderation.Category.SPAM;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.moderation.Severity;
import io.spillway.ports.policy.PolicyAction;
import org.junit.jupiter.api.Test;

class PolicyChangesTest {

  private static final Policy STANDARD = Policy.standard();

  @Test
  void a_change_replaces_what_it_names_and_nothing_else() {
    Policy changed =
        STANDARD.but(
            p ->
                p.threshold(SPAM, 0.5)
                    .severity(SPAM, Severity.CRITICAL)
                    .action(HATE, PolicyAction.MARK)
                    .ban("spoiler", SPAM)
                    .suspect("giveaway", SPAM));

    assertThat(changed.rules().get(SPAM))
        .isEqualTo(new CategoryRule(0.5, Severity.CRITICAL, PolicyAction.WITHHOLD));
    CategoryRule hate = requireNonNull(STANDARD.rules().get(HATE));
    assertThat(changed.rules().get(HATE))
        .isEqualTo(new CategoryRule(hate.threshold(), hate.severity(), PolicyAction.MARK));
    assertThat(changed.banned())
        .containsEntry("spoiler", SPAM)
        .containsAllEntriesOf(STANDARD.banned());
    assertThat(changed.suspect()).containsEntry("giveaway", SPAM);
    assertThat(changed.rates()).isEqualTo(STANDARD.rates());
  }

  @Test
  void rate_limits_can_be_turned_off() {
    assertThat(STANDARD.but(p -> p.noRates()).rates()).isEqualTo(RateLimits.NONE);
  }

  @Test
  void equal_changes_give_equal_versions_and_others_give_others() {
    String once = STANDARD.but(p -> p.threshold(SPAM, 0.5)).version();

    assertThat(STANDARD.but(p -> p.threshold(SPAM, 0.5)).version()).isEqualTo(once);
    assertThat(STANDARD.but(p -> p.threshold(SPAM, 0.6)).version()).isNotEqualTo(once);
    assertThat(once).startsWith("standard-1-");
  }

  @Test
  void a_version_stays_short_however_often_a_policy_is_changed() {
    Policy policy = STANDARD;
    for (int i = 1; i <= 10; i++) {
      double threshold = i / 10.0;
      policy = policy.but(p -> p.threshold(SPAM, threshold));
    }

    assertThat(policy.version()).hasSizeLessThanOrEqualTo(ModerationBuilder.MAX_VERSION_LENGTH);
  }

  @Test
  void a_bad_change_names_its_field() {
    assertThatThrownBy(() -> STANDARD.but(p -> p.threshold(SPAM, 2)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("rules.spam.threshold must be over 0 and at most 1");
  }
}
