package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

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

  private JsonNode lastStep(String author) {
    JsonNode audit = stage.get("/api/violations?author=" + author).at("/items/0/audit");
    return audit.get(audit.size() - 1);
  }

  private String field(String id) {
    return String.valueOf(browser.run("return document.getElementById(arguments[0]).value", id));
  }

  @Test
  void a_note_and_a_reason_stay_with_their_case() {
    review(3).choose(By.id("reason"), "2 hate").type(By.id("note"), "for the first");
    browser.focus(By.id("queue")).press("j");
    assertThat(List.of(field("reason"), field("note"))).containsExactly("", "");
    browser.press("u").shows("2 to review").shows("Upheld (").press("k");
    assertThat(lastStep("viewer1").hasNonNull("reason")).isFalse();
    assertThat(lastStep("viewer1").path("note").asText()).isEmpty();
    assertThat(browser.text("#queue [aria-selected=true]")).contains("viewer0").contains("draft");
    assertThat(List.of(field("reason"), field("note"))).containsExactly("hate", "for the first");
    browser.reload().shows("2 to review");
    assertThat(field("note")).isEqualTo("for the first");
    browser.press("u").shows("1 to review").shows("Upheld (");
    assertThat(lastStep("viewer0").path("reason").asText()).isEqualTo("hate");
    assertThat(lastStep("viewer0").path("note").asText()).isEqualTo("for the first");
    assertThat(List.of(field("reason"), field("note"))).containsExactly("", "");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_note_is_kept_until_the_server_has_it() {
    Weather weather = new Weather(browser);
    review(1).type(By.id("note"), "a careful note").focus(By.id("queue"));
    weather.cuts("violations/main");
    browser.press("u").shows("Can't reach the server").shows("1 to review");
    assertThat(field("note")).isEqualTo("a careful note");
    weather.answers(
        "violations/main", 401, "{\"title\":\"Invalid credentials\",\"detail\":\"Sign in\"}");
    browser.press("u").shows("Invalid credentials");
    assertThat(field("note")).isEqualTo("a careful note");
    weather.clearsUp();
    browser.press("u").shows("Queue is empty").shows("Upheld (");
    assertThat(lastStep("viewer0").path("note").asText()).isEqualTo("a careful note");
    browser.press("z").shows("1 to review");
    assertThat(field("note")).isEmpty();
  }

  @Test
  void keys_pressed_while_the_server_is_slow_decide_the_cases_shown() {
    Weather weather = new Weather(browser);
    review(5);
    weather.holds("violations/main");
    browser.press("u", "d", "u", "d").shows("1 to review · by due time · saving");
    assertThat(inState("open")).isEqualTo(5);
    weather.clearsUp();
    browser.showsNot("saving");
    assertThat(lastStep("viewer0").path("to").asText()).isEqualTo("upheld");
    assertThat(lastStep("viewer1").path("to").asText()).isEqualTo("dismissed");
    assertThat(lastStep("viewer2").path("to").asText()).isEqualTo("upheld");
    assertThat(lastStep("viewer3").path("to").asText()).isEqualTo("dismissed");
    assertThat(inState("open")).isEqualTo(1);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_claim_and_a_decision_in_quick_succession_are_both_recorded() {
    Weather weather = new Weather(browser);
    review(2);
    weather.holds("violations/main");
    browser.press("c", "u").shows("1 to review");
    weather.clearsUp();
    browser.showsNot("saving").shows("Upheld (\u2068viewer0\u2069)").shows("1 to review");
    assertThat(inState("upheld")).isEqualTo(1);
  }

  @Test
  void a_decision_that_was_not_saved_comes_back_and_undo_does_not_undo_another_one() {
    Weather weather = new Weather(browser);
    review(3).press("u").shows("2 to review").shows("Upheld (");
    weather.cuts("violations/main");
    browser.press("d", "z").shows("the decision was not saved").shows("2 to review");
    assertThat(browser.text("#queue [aria-selected=true]")).contains("viewer2");
    weather.clearsUp();
    browser.showsNot("saving");
    assertThat(inState("upheld")).isEqualTo(1);
    assertThat(inState("open")).isEqualTo(2);
  }
}
