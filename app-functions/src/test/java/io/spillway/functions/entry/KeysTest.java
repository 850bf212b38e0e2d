package io.spillway.functions.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";

  private static Keys moderators(String list) {
    return Keys.NONE.with(Role.MODERATOR, list);
  }

  private static void isRefused(String list, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> moderators(list))
        .withMessageContaining(message)
        .withMessageNotContaining("0123456789");
  }

  @Test
  void a_key_tells_its_owner() {
    Keys keys = moderators("grace:" + KEY + ",ada@example.org:" + KEY + "2\n joe:~" + KEY);
    assertThat(keys.owner(KEY).name()).isEqualTo("grace");
    assertThat(keys.owner(KEY + "2").name()).isEqualTo("ada@example.org");
    assertThat(keys.owner("~" + KEY).name()).isEqualTo("joe");
    assertThat(keys.owner(KEY + "3").roles()).isEmpty();
  }

  @Test
  void somebody_may_have_two_keys_while_one_takes_over_from_the_other() {
    Keys keys = moderators("grace:" + KEY + " grace:" + KEY + "2");
    assertThat(keys.owner(KEY)).isEqualTo(keys.owner(KEY + "2"));
  }

  @Test
  void somebody_may_have_several_roles_by_one_key() {
    Keys keys = moderators("grace:" + KEY).with(Role.OPERATOR, "grace:" + KEY);
    assertThat(keys.owner(KEY).roles()).containsExactlyInAnyOrder(Role.MODERATOR, Role.OPERATOR);
    assertThat(keys.offer(Role.APP)).isFalse();
  }

  @Test
  void a_key_of_31_characters_is_too_short_and_one_of_257_too_long() {
    assertThat(moderators("grace:" + "k".repeat(32)).isEmpty()).isFalse();
    assertThat(moderators("grace:" + "k".repeat(256)).isEmpty()).isFalse();
    isRefused("grace:" + "k".repeat(31), "32 to 256");
    isRefused("grace:" + "k".repeat(257), "32 to 256");
  }

  @ParameterizedTest
  @ValueSource(strings = {KEY, "grace", "grace:", ":" + KEY, "system:sweep:" + KEY, "a b:" + KEY})
  void what_is_no_pair_is_refused(String list) {
    isRefused(list, "must be name:key");
  }

  @Test
  void the_pair_at_fault_is_told_by_its_place() {
    isRefused("grace:" + KEY + ",,joe:" + KEY + "2,ada;" + KEY, "pair 3 must be name:key");
  }

  @Test
  void two_people_cannot_have_the_same_key() {
    isRefused("grace:" + KEY + ",ada:" + KEY, "pair 2 has the key of another name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> moderators("grace:" + KEY).with(Role.OPERATOR, "ada:" + KEY));
  }

  @Test
  void there_is_an_end_to_keys() {
    String hundred = String.join(",", Collections.nCopies(100, "grace:" + KEY));
    assertThat(moderators(hundred).owner(KEY).name()).isEqualTo("grace");
    isRefused(hundred + ",grace:" + KEY, "at most 100");
  }

  @Test
  void no_key_is_ever_shown() {
    Keys keys = moderators("grace:" + KEY);
    assertThat(keys + " " + new Access(true, keys)).doesNotContain(KEY).contains("Keys[1]");
  }
}
