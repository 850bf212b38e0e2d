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
  void a_valid_header_is_read_unchanged(String flags) {
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
  void an_invalid_header_is_ignored(String text) {
    assertThat(TraceParent.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"01-" + IDS + "-ff", "cc-" + IDS + "-03-what-will-be"})
  void a_newer_version_is_reduced_to_the_known_fields(String text) {
    assertThat(TraceParent.parse(text)).contains(new TraceParent("00-" + IDS + "-01"));
  }

  @Test
  void a_header_that_is_too_long_is_ignored() {
    assertThat(TraceParent.parse("01-" + IDS + "-01-" + "x".repeat(512))).isEmpty();
  }

  @Test
  void the_constructor_rejects_an_invalid_text() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TraceParent("01-" + IDS + "-01"));
  }
}
