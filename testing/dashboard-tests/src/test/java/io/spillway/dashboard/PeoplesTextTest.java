package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text of people: what belongs to its script stays whole, and what deceives is marked. */
class PeoplesTextTest {

  private static final Stage STAGE = Stage.open();
  private static final Browser BROWSER = STAGE.browser().visit("/health").shows("Dependencies");

  @AfterAll
  static void close() {
    STAGE.close();
  }

  private static String shown(String text, String css) {
    BROWSER.run("window.sample = arguments[0]; window.css = arguments[1]", text, css);
    return String.valueOf(
        BROWSER.await(
            """
            const done = arguments[arguments.length - 1];
            Promise.all([import("/api/dashboard/people.js"), import("/api/dashboard/ui.js")])
              .then(([people, ui]) => {
                const place = document.createElement("div");
                ui.render(people.written(sample), place);
                const found = css ? [...place.querySelectorAll(css)] : [place];
                done(found.map((one) => one.textContent).join("|"));
              });
            """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
        "\u0915\u094D\u200D\u0937 \u0915\u094D\u200C\u0937",
        "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
        "\uD83D\uDC69\uD83C\uDFFD\u200D\uD83D\uDE80",
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
        "\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08",
        "\u041F\u0440\u0438\u0432\u0435\u0442 hello \u6771\u4EAC"
      })
  void joiners_flags_and_skin_tones_stay_whole(String text) {
    assertThat(shown(text, "")).isEqualTo(text);
    assertThat(shown(text, ".unprintable, .alike")).isEmpty();
  }

  @Test
  void invisible_characters_between_other_letters_are_shown() {
    assertThat(shown("id\u200Ciot", ".unprintable")).isEqualTo("U+200C");
    assertThat(shown("\u0438\u200D\u0434", ".unprintable")).isEqualTo("U+200D");
    assertThat(shown("a\u202Eb\u200B", ".unprintable")).isEqualTo("U+202E|U+200B");
    assertThat(shown("x\uDB40\uDC67", ".unprintable")).isEqualTo("U+E0067");
  }

  @Test
  void letters_of_another_script_within_a_word_are_marked() {
    assertThat(shown("you \u0456di\u043Et", ".alike")).isEqualTo("\u0456|\u043E");
    assertThat(shown("\u041C\u043E\u0441\u043Aвa", ".alike")).isEqualTo("a");
  }
}
