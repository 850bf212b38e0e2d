package io.spillway.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

  private static final String IDS = "0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331";

  @ParameterizedTest
  @ValueSource(strings = {"00", "01", "ff"})
  void a_valid_one_is_read_as_it_is(String flags) {
    String text = "00-" + IDS + "-" + flags;
    assertThat(TraceParent.parse(text)).contains(new TraceParent(text));
    assertThat(new TraceParent(text).traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(new TraceParent(text)).hasToString(text);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "00-",
        "00-" + IDS,
        "00-" + IDS + "-1",
        "00-" + IDS + "-0g",
        "00-" + IDS + "-01-",
        "00-" + IDS + "-01-more",
        " 00-" + IDS + "-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "ff-" + IDS + "-01",
        "0-" + IDS + "-01",
        "01-" + IDS + "-01more",
        "01-" + IDS + "-0g",
        "01-00000000000000000000000000000000-b7ad6b7169203331-01"
      })
  void an_invalid_one_is_none(String text) {
    assertThat(TraceParent.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"01-" + IDS + "-ff", "cc-" + IDS + "-03-what-will-be"})
  void of_a_newer_version_what_is_known_is_kept(String text) {
    assertThat(TraceParent.parse(text)).contains(new TraceParent("00-" + IDS + "-01"));
  }

  @Test
  void one_that_is_too_long_is_none() {
    assertThat(TraceParent.parse("01-" + IDS + "-01-" + "x".repeat(512))).isEmpty();
  }

  @Test
  void none_is_made_that_is_invalid() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TraceParent("01-" + IDS + "-01"));
  }
}
