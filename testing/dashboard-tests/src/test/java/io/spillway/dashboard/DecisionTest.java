package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each decision is recorded once, on the case that the moderator saw, and never lost. */
class DecisionTest {

  private Stage stage = Stage.open();
  private Browser browser = stage.browser();

  @AfterEach
  void close() {
    stage.close();
  }

  private Browser review(int cases) {
    for (int i = 0; i < cases; i++) {
      stage.message("main", "viewer" + i, "kys " + i);
    }
    return browser.visit("/review").shows(cases + " to review");
  }

  private long inState(String state) {
    return StreamSupport.stream(
            stage.get("/api/violations?state=" + state).path("items").spliterator(), false)
        .count();
  }

  private void keyDown(String key, String code, boolean isRepeat, boolean isShifted) {
    browser.run(
        """
        const [key, code, repeat, shiftKey] = arguments;
        document.getElementById('queue').dispatchEvent(
            new KeyboardEvent('keydown', {key, code, repeat, shiftKey, bubbles: true}));
        """,
        key,
        code,
        isRepeat,
        isShifted);
  }

  @ParameterizedTest
  @CsvSource({"u, upheld", "d, dismissed"})
  void a_held_key_decides_one_case(String key, String state) {
    review(4);
    for (int i = 0; i < 30; i++) {
      browser.command(
          "Input.dispatchKeyEvent",
          Map.of("type", "keyDown", "key", key, "text", key, "autoRepeat", i > 0));
    }
    browser.shows("3 to review").press("z").shows("Undone").shows("4 to review");
    assertThat(inState(state)).isZero();
  }

  @Test
  void a_held_key_moves_through_the_queue() {
    review(3);
    keyDown("j", "KeyJ", true, false);
    keyDown("j", "KeyJ", true, false);
    assertThat(browser.text("#queue [aria-selected=true]")).contains("viewer2");
  }

  @ParameterizedTest
  @CsvSource({"г, KeyU", "θ, KeyU", "ع, KeyU", "Process, KeyU", "u, KeyF"})
  void shortcuts_work_in_every_layout_and_input_method(String key, String code) {
    review(2);
    keyDown(key, code, false, false);
    browser.shows("1 to review").shows("Upheld (");
    assertThat(inState("upheld")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"U, KeyU, true", "à, KeyZ, false", "v, KeyU, false"})
  void other_characters_are_no_shortcuts(String key, String code, boolean isShifted) {
    review(2);
    browser.press("d").shows("1 to review");
    keyDown(key, code, false, isShifted);
    browser.press("j").shows("1 to review");
    assertThat(inState("open")).isEqualTo(1);
    assertThat(inState("dismissed")).isEqualTo(1);
  }
}
