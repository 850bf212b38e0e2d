package io.spillway.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spillway.ports.violation.Assignment;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNamesTest {

  private static final String ID = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
  private static final String OTHER_ID = "00000000-0000-4000-8000-000000000001";

  @Test
  void a_changed_name_with_the_same_id_is_the_same_person() {
    assertThat(
            PersonNames.same(
                PersonNames.withId("grace@example.org", ID),
                PersonNames.withId("grace.hopper@example.org", ID)))
        .isTrue();
  }

  @Test
  void an_equal_name_with_another_id_is_another_person() {
    assertThat(
            PersonNames.same(
                PersonNames.withId("grace", ID), PersonNames.withId("grace", OTHER_ID)))
        .isFalse();
  }

  @Test
  void a_key_named_after_its_owners_account_or_id_is_the_same_person() {
    String signedIn = PersonNames.withId("Grace@Example.org", ID);
    assertThat(PersonNames.same("grace@example.org", signedIn)).isTrue();
    assertThat(PersonNames.same(signedIn, ID)).isTrue();
    assertThat(PersonNames.same("ada@example.org", signedIn)).isFalse();
  }

  @Test
  void a_name_that_imitates_an_id_does_not_impersonate_its_owner() {
    String eve = PersonNames.withId("grace [" + ID + "]", OTHER_ID);
    assertThat(PersonNames.same(eve, PersonNames.withId("grace", ID))).isFalse();
    assertThat(PersonNames.same(eve, PersonNames.withId("eve", OTHER_ID))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "grace, GRACE",
    "grace, gr\u200bace",
    "grace, g\u00adrace\ufeff",
    "grace, \uff47\uff52\uff41\uff43\uff45",
    "grace, gra\ufe0fce",
    "grace hopper, 'grace\u00a0 hopper '",
  })
  void names_that_look_the_same_are_the_same_person(String one, String other) {
    assertThat(PersonNames.same(one, other)).isTrue();
    Assignment assignment = Assignment.dueAt(Instant.EPOCH).excluding(Set.of(one));
    assertThat(assignment.isOpenTo(other)).isFalse();
    assertThat(assignment.isOpenTo("ada")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "system:sweep",
        "SYSTEM:x",
        "\u200bsystem:x",
        "sys\u00adtem:x",
        "\uff53ystem\uff1ax",
        "\u017fy\u017ftem:x",
        " system:x",
        "sy\u034fstem:x"
      })
  void a_disguised_reserved_prefix_is_recognised(String name) {
    assertThat(PersonNames.beginsWith(name, "system:")).isTrue();
  }

  @Test
  void a_name_with_its_id_fits_into_every_history() {
    String name = PersonNames.withId("\ud83d\ude00".repeat(200), ID);
    assertThat(name.codePointCount(0, name.length())).isEqualTo(PersonNames.MAX_LENGTH);
    assertThat(PersonNames.same(name, PersonNames.withId("x", ID.toUpperCase(Locale.ROOT))))
        .isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> PersonNames.withId("x", "7"));
  }
}
