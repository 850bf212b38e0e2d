package io.spillway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Decisions on many cases: nothing is decided that was not seen and chosen, and all is undone. */
class BulkTest {

  private Stage stage = Stage.open();

  @AfterEach
  void close() {
    stage.close();
  }

  private void cases(int count) {
    for (int i = 0; i < count; i++) {
      stage.message("main", "viewer" + i, "kys " + i);
    }
  }

  private long inState(String state) {
    return StreamSupport.stream(
            stage.get("/api/violations?state=" + state).path("items").spliterator(), false)
        .count();
  }

  private static Object reason(Browser browser) {
    return browser.run("return document.querySelector('dialog [name=reason]').value");
  }

  @Test
  void nothing_is_chosen_in_advance_and_a_change_makes_the_preview_void() {
    cases(3);
    Browser browser = stage.browser().visit("/review").shows("3 to review").click("Bulk decision");
    browser.shows("Filter: all pending");
    assertThat(browser.count("dialog :checked, dialog [name=reason]")).isZero();
    browser.click("Preview").showsNot("Apply to");
    browser.click(By.cssSelector("dialog [value=dismissed]"));
    assertThat(reason(browser)).isEqualTo("");
    browser.choose(By.cssSelector("dialog [name=reason]"), "acceptable in context");
    browser.click(By.cssSelector("dialog [value=upheld]"));
    assertThat(reason(browser)).as("another decision has other reasons").isEqualTo("");
    browser.click("Preview").shows("3 messages will stay withheld.").shows("Apply to 3");
    browser.type(By.cssSelector("dialog [name=note]"), "raid").showsNot("Apply to 3");
    Axe.findsNothingSerious(browser);
    browser.click("Preview").click("Apply to 3").shows("3 upheld, none skipped");
    JsonNode step = stage.get("/api/violations?state=upheld").at("/items/0/audit/1");
    assertThat(step.path("note").asText()).isEqualTo("raid");
    assertThat(step.has("reason")).isFalse();
    Axe.findsNothingSerious(browser);
    browser.click("Undo all").shows("Undone: 3 cases");
    assertThat(inState("open")).isEqualTo(3);
    browser.press(Keys.ESCAPE).shows("3 to review");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void all_that_match_are_listed_and_decided_in_slices_in_every_pending_state() {
    stage.close();
    stage = Stage.withKeys();
    cases(520);
    JsonNode first = stage.get("/api/violations/waiting?limit=1").at("/items/0");
    stage.ask(
        "PATCH",
        "/api/violations/" + first.path("violationId").asText(),
        "{\"state\":\"escalated\"}",
        "x-spillway-key",
        Stage.LINUS,
        "if-match",
        first.path("etag").asText());
    Browser browser = stage.browser().visit("/review");
    browser.type(By.name("own"), Stage.GRACE).click("Sign in");
    browser.shows("200 listed, more to review").click("Show more");
    browser.shows("399 listed, more to review");
    browser.run("[...document.querySelectorAll('#queue li')].at(-1).click()");
    browser.press("j").shows("520 to review · by due time");
    assertThat(browser.text("#queue [aria-selected=true]")).contains("viewer399");
    browser.click("Bulk decision").click(By.cssSelector("dialog [value=upheld]")).click("Preview");
    Weather weather = new Weather(browser);
    browser.shows("Apply to 520");
    weather.holds("bulk/apply");
    browser.click("Apply to 520").click("Stop");
    weather.clearsUp();
    browser.shows("500 upheld, none skipped").click("Continue").shows("520 upheld, none skipped");
    browser.press(Keys.ESCAPE);
    browser.shows("Queue is empty").press("z").shows("Undone: 520 cases");
    browser.shows("200 listed, more to review");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void selected_cases_are_decided_and_assigned_together() {
    cases(4);
    Browser browser = stage.browser().visit("/review").shows("4 to review");
    browser.press("x", "j", "x").shows("2 selected").press("b");
    assertThat(browser.focused()).isEqualTo("Uphold…");
    browser.press(Keys.ENTER).shows("2 selected cases").click("Preview");
    browser.click("Apply to 2").shows("2 upheld, none skipped");
    assertThat(inState("upheld")).isEqualTo(2);
    browser.click("Undo all").shows("Undone: 2 cases").press(Keys.ESCAPE);
    assertThat(inState("open")).isEqualTo(4);
    browser.until(() -> browser.focused().equals("queue"));
    browser.shows("4 to review").click(By.cssSelector("#queue li:nth-child(3) .pick"));
    browser.shows("1 selected");
    assertThat(browser.text("#queue [aria-selected=true]")).contains("viewer0");
    browser.click("Select all listed").shows("4 selected");
    browser.click(By.xpath("//*[@class = 'picked']/button[. = 'Assign…']"));
    browser.type(By.cssSelector("dialog [name=to]"), "linus");
    Axe.findsNothingSerious(browser);
    browser.click(By.cssSelector("dialog button.primary")).shows("4 of 4 assigned");
    assertThat(stage.get("/api/violations?assignee=linus").path("items")).hasSize(4);
    browser.shows("for \u2068linus\u2069").showsNot("selected");
    browser.until(() -> browser.focused().equals("queue"));
    Axe.findsNothingSerious(browser);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void decided_cases_can_only_be_reopened_together() {
    cases(2);
    stage.decideAll("upheld");
    Browser browser = stage.browser().visit("/review?state=upheld").shows("2 cases: upheld");
    browser.click("Bulk decision").shows("Filter: upheld");
    assertThat(browser.count("dialog [type=radio]")).isEqualTo(1);
    browser.click(By.cssSelector("dialog [value=reopened]"));
    browser.choose(By.cssSelector("dialog [name=reason]"), "new evidence").click("Preview");
    browser
        .shows("2 cases will be reopened.")
        .click("Apply to 2")
        .shows("2 reopened, none skipped");
    assertThat(inState("reopened")).isEqualTo(2);
    browser.press(Keys.ESCAPE).shows("No matching cases.");
  }
}
