package io.spillway.functions.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spillway.testkit.Fixtures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

  private static final String KEY = "2ea68ef786e4d3cea27d26934b484e73";

  /** A key of the maximum length. */
  private static final String LONG = KEY + "-" + KEY.repeat(8).substring(33);

  private static Keys moderators(String list) {
    return Keys.NONE.with(Role.MODERATOR, list);
  }

  private static void isRefused(String list, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> moderators(list))
        .withMessageContaining(message)
        .withMessageNotContaining(KEY.substring(0, 10));
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
  void a_name_may_have_two_keys_during_rotation() {
    Keys keys = moderators("grace:" + KEY + " grace:" + KEY + "2");
    assertThat(keys.owner(KEY)).isEqualTo(keys.owner(KEY + "2"));
  }

  @Test
  void one_key_may_give_several_roles() {
    Keys keys = moderators("grace:" + KEY).with(Role.OPERATOR, "grace:" + KEY);
    assertThat(keys.owner(KEY).roles()).containsExactlyInAnyOrder(Role.MODERATOR, Role.OPERATOR);
    assertThat(keys.offer(Role.APP)).isFalse();
  }

  @Test
  void a_key_of_31_characters_is_too_short_and_one_of_257_too_long() {
    assertThat(moderators("grace:" + KEY).isEmpty()).isFalse();
    assertThat(moderators("grace:" + LONG).isEmpty()).isFalse();
    isRefused("grace:" + KEY.substring(1), "32 to 256");
    isRefused("grace:" + LONG + "x", "32 to 256");
  }

  @ParameterizedTest
  @ValueSource(strings = {KEY, "grace", "grace:", ":" + KEY, "system:sweep:" + KEY, "a b:" + KEY})
  void a_malformed_pair_is_rejected(String list) {
    isRefused(list, "must be name:key");
  }

  @Test
  void an_invalid_pair_is_reported_by_its_position() {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "abababacabacababcabcabcbabcbabcbabcbab01",
        "secret-passwd-secret-passwd-secret",
        "moderator-key-moderator-key-moderator-key-",
        "0123456789abcdefghijklmnopqrstuvwxyz",
        "ZYXWVUTSRQPONMLKJIHGFEDCBA9876543210"
      })
  void a_key_that_is_easy_to_guess_is_refused_without_being_shown(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> moderators("joe:" + KEY + ",grace:" + key))
        .withMessageStartingWith("pair 2 has a guessable key: it ")
        .withMessageContaining("openssl rand -hex 32")
        .withMessageNotContaining(key.substring(0, 12));
  }

  @Test
  void no_key_that_was_drawn_at_random_is_refused() {
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[16 + i % 17];
      random.nextBytes(bytes);
      assertThat(KeyStrength.weakness(HexFormat.of().formatHex(bytes))).isNull();
    }
  }

  @Test
  void a_key_can_be_limited_to_streams() {
    Keys keys = moderators("grace[main;second]:" + KEY + " ada:" + KEY + "2");
    assertThat(keys.owner(KEY).streams()).containsExactlyInAnyOrder("main", "second");
    assertThat(keys.owner(KEY).may(Role.MODERATOR, "main")).isTrue();
    assertThat(keys.owner(KEY).may(Role.MODERATOR, "third")).isFalse();
    assertThat(keys.owner(KEY).may(Role.OPERATOR, "main")).isFalse();
    assertThat(keys.owner(KEY + "2").streams()).isNull();
  }

  @Test
  void a_key_can_be_limited_to_streams_with_ids_of_every_form() {
    List<String> ids = new ArrayList<>(Fixtures.foreignIds());
    for (int i = ids.size(); i < Keys.MAX_STREAMS; i++) {
      ids.add("x".repeat(253) + i % 100 / 10 + i % 10);
    }

    Keys keys = moderators("grace[" + String.join(";", ids) + "]:" + KEY);

    assertThat(keys.owner(KEY).streams()).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void a_limit_names_streams_is_not_for_apps_and_is_the_same_for_every_role() {
    for (String streams : List.of("", "a b", "a;", "~", "a;".repeat(50) + "a")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> moderators("grace[" + streams + "]:" + KEY));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Keys.NONE.with(Role.APP, "chat[main]:" + KEY))
        .withMessageContaining("only keys of people");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> moderators("grace[main]:" + KEY).with(Role.OPERATOR, "grace:" + KEY))
        .withMessage("pair 1 has a key that another pair limits to other streams");
  }
}
