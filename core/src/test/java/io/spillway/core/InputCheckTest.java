package io.spillway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import io.spillway.InvalidField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputCheckTest {

  private final InputCheck check = new InputCheck();

  @ParameterizedTest
  @ValueSource(strings = {"system:", "system:recheck", "SYSTEM:recheck", "System:x"})
  void noPersonHasTheNameOfARule(String name) {
    check.person("moderator", name, 100);
    assertThat(check.problems())
        .containsExactly(new InvalidField("moderator", "must not begin with system:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann", "system", "systematic", "a system:x"})
  void aPersonMayHaveAnyOther(String name) {
    assertThat(check.person("moderator", name, 100)).isEqualTo(name);
    assertThatCode(check::orThrow).doesNotThrowAnyException();
  }

  @Test
  void aPersonsNameKeepsTheLimitsOfAName() {
    check.person("operator", "ann\n", 100);
    check.person("moderator", "x".repeat(11), 10);
    assertThat(check.problems())
        .containsExactly(
            new InvalidField("operator", "must not have control characters"),
            new InvalidField("moderator", "must have at most 10 characters"));
  }

  @Test
  void the_character_that_databases_refuse_is_refused_in_texts_and_notes() {
    InputCheck check = new InputCheck();
    check.text("text", "a\0b", 10);
    check.note("note", "\0", 10);

    assertThat(check.problems())
        .extracting(InvalidField::field, InvalidField::message)
        .containsExactly(
            tuple("text", "must not have the character U+0000"),
            tuple("note", "must not have the character U+0000"));
  }
}
