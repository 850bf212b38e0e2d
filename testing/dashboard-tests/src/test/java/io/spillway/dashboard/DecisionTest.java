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
import org.openqa.selenium.Keys;

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
  void a_held_enter_on_a_button_decides_one_case() {
    review(4).focus(By.cssSelector(".actions .danger"));
    browser.holdEnter();
    browser.shows("3 to review").shows("Upheld (").click("Undo").shows("4 to review");
    assertThat(inState("upheld")).isZero();
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
    browser.press("d").shows("1 to review").shows("Dismissed (");
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
    String first = stage.get("/api/violations?author=viewer0").at("/items/0/messageId").asText();
    browser.until(() -> browser.url().endsWith(first)).reload().shows("2 to review");
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

  @Test
  void a_decision_is_undone_after_the_last_case_after_a_reload_and_in_the_list() {
    review(1).press("u").shows("Queue is empty").shows("Upheld (").click("Undo");
    browser.shows("1 to review").press("d").shows("Queue is empty").shows("Dismissed (");
    // The address names the selected case for a moment longer, and a reload would show that case.
    browser.until(() -> !browser.url().contains("%7E"));
    browser.reload().shows("Queue is empty").press("z").shows("Undone: case is open again");
    browser.shows("1 to review").press("u").shows("Queue is empty").shows("Upheld (");
    browser.run("sessionStorage.clear()");
    browser.visit("/review?state=upheld").shows("1 case: upheld").click("Undo this decision");
    browser.shows("Undone: case is open again");
    assertThat(inState("open")).isEqualTo(1);
  }

  @Test
  void a_decision_of_long_ago_is_reopened_with_a_reason() {
    review(1).press("u").shows("Queue is empty").shows("Upheld (");
    browser.command(
        "Page.addScriptToEvaluateOnNewDocument",
        Map.of("source", "const now = Date.now; Date.now = () => now() + 11 * 60 * 1000;"));
    browser.visit("/review?state=upheld").shows("1 case: upheld").showsNot("Undo this");
    browser.press("z").shows("Nothing to undo").press("3", "o").shows("Reopened (");
    assertThat(lastStep("viewer0").path("reason").asText()).isEqualTo("mistake");
    assertThat(inState("reopened")).isEqualTo(1);
  }

  @Test
  void reasons_notes_and_templates_need_no_mouse() {
    browser.visit("/review");
    browser.run("localStorage.clear()");
    review(2).press("2").shows("Reason: hate").press("t");
    assertThat(browser.focused()).isEqualTo("note");
    browser.press("as agreed: u", Keys.ENTER);
    assertThat(browser.focused()).isEqualTo("queue");
    browser.press("y").shows("No templates yet").click("Add current note").press(Keys.ESCAPE);
    browser.showsNot("Add current note").press("u").shows("1 to review").shows("Upheld (");
    assertThat(lastStep("viewer0").path("reason").asText()).isEqualTo("hate");
    assertThat(lastStep("viewer0").path("note").asText()).isEqualTo("as agreed: u");
    browser.press("y").shows("as agreed: u").press("1");
    browser.until(() -> browser.focused().equals("note")).press(Keys.ESCAPE);
    assertThat(browser.focused()).isEqualTo("queue");
    keyDown("!", "Digit1", false, true);
    browser.shows("Reason: false positive").press("d").shows("Queue is empty");
    browser.shows("Dismissed (");
    assertThat(lastStep("viewer1").path("reason").asText()).isEqualTo("false-positive");
    assertThat(lastStep("viewer1").path("note").asText()).isEqualTo("as agreed: u");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void the_focus_stays_on_the_page_when_its_button_goes() {
    review(2).focus(By.cssSelector(".actions button.danger")).press(Keys.ENTER);
    browser.shows("1 to review");
    assertThat(browser.focused()).startsWith("Uphold");
    browser.press(Keys.ENTER).shows("Queue is empty");
    assertThat(browser.focused()).isEqualTo("Review");
  }

  @Test
  void a_refusal_names_its_real_reason_and_not_the_moderator_to_themselves() {
    review(3).press("e").shows("Escalated (").shows("2 to review");
    String id = stage.get("/api/violations?state=escalated").at("/items/0/violationId").asText();
    browser.follow("/review?id=" + id).shows("Another moderator must decide this case");
    browser.press("u").shows("It is left to a colleague.").showsNot("Already");
    browser.press("j", "c").shows("yours");
    browser.run("sessionStorage.removeItem('spillway-claims')");
    browser.press("u").shows("Claimed by you in another tab until").showsNot("Already");
    browser.press("j", "u").shows("Upheld (");
    browser.follow("/review?state=upheld").shows("1 case: upheld").press("d");
    browser.shows("You have already decided this case: upheld").showsNot("Already");
  }
}
